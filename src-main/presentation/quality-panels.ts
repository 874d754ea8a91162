import type { Quality, QualityMetricInfo } from '../contract/quality';
import { compareQualities, QUALITY_PANELS, type ComparedQuality } from './quality';
import { t } from '../contract/texts';

/** A table of related metrics. */
export interface QualityPanel {
  readonly id: (typeof QUALITY_PANELS)[number];
  readonly title: string;
  /** Indices of the runs that have a column. */
  readonly shown: readonly number[];
  /** Whether there is a floor: the value of real items in place of samples, which a likelihood does not have. */
  readonly hasFloor: boolean;
  /** The rows, with values and winner for the runs in `shown`, in their order. */
  readonly rows: readonly ComparedQuality[];
}

/** Arranges evaluations of runs side by side. Models without a likelihood have no column in its panel. */
export function qualityPanels(
  metrics: readonly QualityMetricInfo[],
  qualities: readonly (Quality | null)[],
): QualityPanel[] {
  const all = compareQualities(metrics, qualities);
  return QUALITY_PANELS.flatMap((id) => {
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
    return [{ id, title: t.quality.panels[id], shown, hasFloor: !isLikelihood, rows }];
  });
}
