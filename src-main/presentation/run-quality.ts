import { countText, fourDigits } from '../contract/numbers';
import type { HeadlineQuality, RunQuality } from '../contract/quality-value';
import type { Run } from '../contract/run';
import { floorText, qualityText } from './quality';

/** A metric of quality as lists of runs name it. */
export interface RunQualityField {
  readonly id: HeadlineQuality;
  /** Short, for queries: `coverage>0.8`. */
  readonly key: string;
  readonly label: string;
  /** At the head of a narrow column. */
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

/** In the order in which they are shown. */
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

/** The value in a cell, and in its title the interval, the floor and what both rest on; null where it was not measured. */
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
