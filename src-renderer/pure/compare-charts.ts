import type { MetricInfo, ModelInfo } from '../../src-main/contract/model';

export interface ComparedRun {
  readonly id: number;
  readonly model: ModelInfo;
}

export interface ComparedLine {
  readonly runId: number;
  readonly metric: MetricInfo;
  /** Position among this run's lines in the chart: 0 is drawn with the run's own dash. */
  readonly index: number;
}

export interface ComparedChart {
  readonly title: string;
  readonly unit: string | undefined;
  readonly lines: readonly ComparedLine[];
  /** Whether the lines are of different kinds, perhaps orders of magnitude apart. */
  readonly mixedUnits: boolean;
  /** Whether the lines are the same metric, so that a run's name tells them apart. */
  readonly sameMetric: boolean;
}

/**
 * One chart for each metric that two runs or more have; then one for each group that runs of different models share
 * (GAN and VAE both have a `Loss`, by other names); then what only one run has, by group.
 */
export function compareCharts(runs: readonly ComparedRun[]): ComparedChart[] {
  const all = runs.flatMap((run) => run.model.metrics.map((metric) => ({ runId: run.id, metric })));
  const runsWith = (name: string) => all.filter((one) => one.metric.name === name);
  const names = [...new Set(all.map((one) => one.metric.name))];

  const shared = names
    .map(runsWith)
    .filter((entries) => entries.length > 1)
    .map((entries): ComparedChart => {
      const metric = entries[0]?.metric;
      const lines = entries.map((entry) => ({ ...entry, index: 0 }));
      return { title: metric?.label ?? '', unit: metric?.unit, lines, mixedUnits: false, sameMetric: true };
    });

  const alone = all.filter((one) => runsWith(one.metric.name).length === 1);
  const titles = [...new Set(alone.map((one) => one.metric.group))];
  const grouped = titles.map((title): ComparedChart => {
    const entries = alone.filter((one) => one.metric.group === title);
    const lines = entries.map((entry, at) => ({
      ...entry,
      index: entries.slice(0, at).filter((one) => one.runId === entry.runId).length,
    }));
    const units = new Set(entries.map((one) => one.metric.unit));
    const mixedUnits = units.size > 1;
    return {
      title,
      unit: mixedUnits ? undefined : entries[0]?.metric.unit,
      lines,
      mixedUnits,
      sameMetric: false,
    };
  });
  const runCount = (chart: ComparedChart) => new Set(chart.lines.map((line) => line.runId)).size;
  return [...shared, ...grouped.sort((a, b) => runCount(b) - runCount(a))];
}

/** Index of the best value; null where better has no meaning, or nothing is to be compared. */
export function bestOf(values: readonly (number | null)[], better: MetricInfo['better']): number | null {
  const known = values.flatMap((value, index) =>
    value !== null && Number.isFinite(value) ? [{ value, index }] : [],
  );
  if (better === 'neither' || known.length < 2) return null;
  const sign = better === 'lower' ? 1 : -1;
  return known.reduce((best, one) => (sign * one.value < sign * best.value ? one : best)).index;
}
