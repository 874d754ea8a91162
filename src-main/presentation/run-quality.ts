import { countText, fourDigits } from '../contract/numbers';
import type { HeadlineQuality, RunQuality } from '../contract/quality-value';
import type { Run } from '../contract/run';
import { floorText, qualityText } from './quality';

/** A quality metric as it is named in lists of runs. */
export interface RunQualityField {
  readonly id: HeadlineQuality;
  /** Short name for queries: `coverage>0.8`. */
  readonly key: string;
  readonly label: string;
  /** Short label for the head of a narrow column. */
  readonly head: string;
  /** Whether the highest value is the best one. */
  readonly isHigherBetter: boolean;
}

const higher = (id: HeadlineQuality, key: string, label: string, head = label): RunQualityField => ({
  id,
  key,
  label,
  head,
  isHigherBetter: true,
});
const lower = (id: HeadlineQuality, key: string, label: string, head = label): RunQualityField => ({
  ...higher(id, key, label, head),
  isHigherBetter: false,
});

/** The quality metrics, in the order in which they are shown. */
export const RUN_QUALITY_FIELDS: readonly RunQualityField[] = [
  higher('clipped_density', 'density', 'Clipped density', 'Density'),
  higher('clipped_coverage', 'coverage', 'Clipped coverage', 'Coverage'),
  lower('kernel_distance', 'kernel', 'Kernel distance', 'Kernel dist.'),
  higher('classes_covered', 'classes', 'Classes covered'),
  higher('recognised', 'recognised', 'Recognised'),
  higher('modes_covered', 'modes', 'Modes covered', 'Modes'),
  higher('high_quality', 'high_quality', 'High quality'),
  lower('wasserstein', 'wasserstein', 'Wasserstein distance', 'Wasserstein'),
];

/**
 * Returns a cell's value and, as its title, the interval, the floor and what they are based on; null if the metric was
 * not measured.
 */
export function runQualityCell(
  { quality }: Pick<Run, 'quality'>,
  id: HeadlineQuality,
): { readonly text: string; readonly title: string } | null {
  const measured = quality?.metrics[id];
  if (quality === undefined || measured === undefined) return null;
  const label = RUN_QUALITY_FIELDS.find((field) => field.id === id)?.label ?? id;
  const floor = measured.floor === null ? '' : `; floor ${floorText(measured.floor)}`;
  const title = `${label}: ${qualityText(measured)}${floor}; ${basisText(quality)}`;
  return { text: fourDigits(measured.value), title };
}

function basisText({ step, samples, encoder }: RunQuality): string {
  const on = encoder === null ? '' : `, features of the encoder ${encoder}`;
  return `step ${countText(step)}, n = ${countText(samples)}${on}`;
}
