import { countText, fourDigits } from '../contract/numbers';
import type { HeadlineQuality, RunQuality } from '../contract/quality-value';
import type { Run } from '../contract/run';
import { floorText, qualityText } from './quality';
import { t } from '../contract/texts';

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

/** The quality metrics, in the order in which they are shown. */
const FIELDS: readonly Pick<RunQualityField, 'id' | 'key' | 'isHigherBetter'>[] = [
  { id: 'clipped_density', key: 'density', isHigherBetter: true },
  { id: 'clipped_coverage', key: 'coverage', isHigherBetter: true },
  { id: 'kernel_distance', key: 'kernel', isHigherBetter: false },
  { id: 'classes_covered', key: 'classes', isHigherBetter: true },
  { id: 'recognised', key: 'recognised', isHigherBetter: true },
  { id: 'modes_covered', key: 'modes', isHigherBetter: true },
  { id: 'high_quality', key: 'high_quality', isHigherBetter: true },
  { id: 'wasserstein', key: 'wasserstein', isHigherBetter: false },
];

export const runQualityFields = (): RunQualityField[] =>
  FIELDS.map((field) => ({
    ...field,
    label: t.quality.labels[field.id],
    head: t.quality.heads[field.id],
  }));

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
  const label = t.quality.labels[id];
  const floor = measured.floor === null ? '' : t.runs.floor(floorText(measured.floor));
  const title = `${label}: ${qualityText(measured)}${floor}; ${basisText(quality)}`;
  return { text: fourDigits(measured.value), title };
}

function basisText({ step, samples, encoder }: RunQuality): string {
  const on = encoder === null ? '' : t.runs.onFeatures(encoder);
  return t.runs.basis(countText(step), countText(samples), on);
}
