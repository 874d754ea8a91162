import type { Quality, QualityMetricInfo } from '../contract/quality';
import { compareQualities, QUALITY_PANELS, type ComparedQuality } from './quality';

/** A table of metrics that are looked at together. */
export interface QualityPanel {
  readonly id: (typeof QUALITY_PANELS)[number]['id'];
  readonly title: string;
  /** Indexes of the runs that have a column. */
  readonly shown: readonly number[];
  /** Floors are of items in the place of samples: a likelihood has none. */
  readonly hasFloor: boolean;
  /** With the values, and the winner, of the runs shown, in their order. */
  readonly rows: readonly ComparedQuality[];
}

/** Evaluations of runs side by side. Models without a likelihood have no column beside those with one. */
export function qualityPanels(
  metrics: readonly QualityMetricInfo[],
  qualities: readonly (Quality | null)[],
): QualityPanel[] {
  const all = compareQualities(metrics, qualities);
  return QUALITY_PANELS.flatMap(({ id, title }) => {
    const own = all.filter(({ metric }) => metric.panel === id);
    if (own.length === 0) return [];
    const isLikelihood = id === 'likelihood';
    const shown = [...qualities.keys()].filter(
      (index) => !isLikelihood || own.some(({ values }) => values[index] != null),
    );
    const rows = own.map(({ metric, values, winner }) => ({
      metric,
      values: shown.map((index) => values[index] ?? null),
      winner: winner === null ? null : shown.indexOf(winner),
    }));
    return [{ id, title, shown, hasFloor: !isLikelihood, rows }];
  });
}
