import type { StopRule } from '../contract/early-stop';
import type { HyperparameterValue } from '../contract/hyperparameters';
import { selectableMetrics, type MetricInfo, type ModelInfo } from '../contract/model';
import { countText, fourDigits, marginText } from '../contract/numbers';
import type { HeadlineQuality } from '../contract/quality-value';
import type { Run } from '../contract/run';
import type { Sweep, SweepPlan } from '../contract/sweep';
import { axisText } from '../contract/sweep-text';
import { runQualityFields } from './run-quality';
import { t } from '../contract/texts';

/** A metric that runs of a sweep are compared by. */
export interface SweepMetric {
  readonly id: string;
  readonly label: string;
  readonly better: 'lower' | 'higher';
  /** Whether an evaluation measures it on samples; otherwise training measures it on the validation split. */
  readonly ofSamples: boolean;
}

/** The first is measured on every dataset, the others on mixtures, or on images with classes. */
const OF_SAMPLES: Readonly<Record<ModelInfo['data'], readonly HeadlineQuality[]>> = {
  images: ['clipped_density', 'clipped_coverage', 'kernel_distance', 'classes_covered', 'recognised'],
  points: ['wasserstein', 'modes_covered', 'high_quality'],
};
/** Too slow to be measured while a run trains. */
const ONLY_AT_END: readonly HeadlineQuality[] = ['wasserstein'];

/**
 * Returns the metrics that runs of a sweep can be compared by. They are measured on many items: on the validation
 * split, or on samples. A training metric is of one batch only.
 */
export function sweepMetrics(model: Pick<ModelInfo, 'metrics' | 'figures' | 'data'>): SweepMetric[] {
  return [...trainedMetrics(model, ({ split }) => split === 'validation'), ...metricsOfSamples(model)];
}

/** Returns the metrics by which runs of a sweep can be stopped early: also the means of training metrics. */
export function stopMetrics(model: Pick<ModelInfo, 'metrics' | 'figures' | 'data'>): SweepMetric[] {
  const ofSamples = metricsOfSamples(model).filter(({ id }) => !ONLY_AT_END.includes(id as HeadlineQuality));
  return [...trainedMetrics(model, () => true), ...ofSamples];
}

function trainedMetrics(
  model: Pick<ModelInfo, 'metrics'>,
  isWanted: (metric: MetricInfo) => boolean,
): SweepMetric[] {
  return selectableMetrics(model)
    .filter(isWanted)
    .flatMap(({ name, label, better }) =>
      better === 'neither' ? [] : [{ id: name, label, better, ofSamples: false }],
    );
}

function metricsOfSamples(model: Pick<ModelInfo, 'figures' | 'data'>): SweepMetric[] {
  if (!model.figures.includes('samples') && !model.figures.includes('points')) return [];
  const fields = runQualityFields();
  return OF_SAMPLES[model.data].flatMap((metric) =>
    fields
      .filter(({ id }) => id === metric)
      .map(({ id, label, isHigherBetter }): SweepMetric => ({
        id,
        label,
        better: isHigherBetter ? 'higher' : 'lower',
        ofSamples: true,
      })),
  );
}

/** `stops if Loss > 200 or does not improve for 500 steps`. */
export function stopText(
  { metric, bound, patience }: StopRule,
  model: Pick<ModelInfo, 'metrics' | 'figures' | 'data'> | undefined,
): string {
  const known = model && stopMetrics(model).find(({ id }) => id === metric);
  const sign = known?.better === 'higher' ? '<' : '>';
  const over = bound === undefined ? [] : [`${sign} ${fourDigits(bound)}`];
  const still = patience === undefined ? [] : [t.sweeps.noImprovement(countText(patience))];
  return t.sweeps.stopsIf(`${known?.label ?? metric} ${[...over, ...still].join(t.run.or)}`);
}

/** Returns the newest value of a run; null if it was not measured or the run diverged. */
export function sweepValue(
  { state, latest, quality }: Pick<Run, 'state' | 'latest' | 'quality'>,
  { id, ofSamples }: Pick<SweepMetric, 'id' | 'ofSamples'>,
): number | null {
  if (state === 'diverged') return null;
  const value = ofSamples ? quality?.metrics[id as HeadlineQuality]?.value : latest[id];
  return value ?? null;
}

/** Runs of a sweep that differ only in their seeds. */
export interface SweepSetting {
  /** Values by hyperparameter, in the order of the sweep. */
  readonly values: Readonly<Record<string, HyperparameterValue>>;
  readonly runs: readonly Run[];
  /** Number of runs that have a value. */
  readonly n: number;
  readonly mean: number | null;
  /** Sample standard deviation (n − 1); null for fewer than two values. */
  readonly standardDeviation: number | null;
}

/** Returns the settings of a sweep, the best mean first; those without a value come last, in the order of the plan. */
export function sweepSettings(
  { plan }: Pick<Sweep, 'plan'>,
  runs: readonly Run[],
  metric: SweepMetric | undefined,
): SweepSetting[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const key = JSON.stringify(settingOf(plan, run));
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const settings = [...groups.values()].map((own): SweepSetting => {
    const measured = own.flatMap((run) => (metric === undefined ? [] : (sweepValue(run, metric) ?? [])));
    const [first] = own;
    return { values: first === undefined ? {} : settingOf(plan, first), runs: own, ...statistics(measured) };
  });
  const rank = ({ mean }: SweepSetting) =>
    mean === null ? Infinity : metric?.better === 'higher' ? -mean : mean;
  return settings
    .map((setting, index) => ({ setting, index }))
    .sort((a, b) => compared(rank(a.setting), rank(b.setting)) || a.index - b.index)
    .map(({ setting }) => setting);
}

const compared = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Returns a run's values of the hyperparameters of its sweep. */
export function settingOf(
  { axes }: Pick<SweepPlan, 'axes'>,
  { config }: Pick<Run, 'config'>,
): SweepSetting['values'] {
  return Object.fromEntries(
    axes.flatMap(({ field }) => {
      const value = config.hyperparameters[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

function statistics(values: readonly number[]): Pick<SweepSetting, 'n' | 'mean' | 'standardDeviation'> {
  const n = values.length;
  if (n === 0) return { n, mean: null, standardDeviation: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { n, mean, standardDeviation: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { n, mean, standardDeviation: Math.sqrt(variance) };
}

/** `0.92 ± 0.01 (n = 3)`: mean and standard deviation over seeds; a dash if nothing was measured. */
export function settingText({ n, mean, standardDeviation }: SweepSetting): string {
  if (mean === null) return '–';
  if (standardDeviation === null) return fourDigits(mean);
  return `${fourDigits(mean)} ± ${marginText(standardDeviation)} (n = ${String(n)})`;
}

/** Returns a text for each hyperparameter of a sweep: `Learning rate 0.001, 0.003`. */
export function axisTexts(
  { axes }: Pick<SweepPlan, 'axes'>,
  model: Pick<ModelInfo, 'fields'> | undefined,
): string[] {
  return axes.map((axis) => `${model?.fields[axis.field]?.label ?? axis.field} ${axisText(axis)}`);
}

/**
 * Returns the axes by which the sheets of a sweep can be arranged: hyperparameters with lists of values, and the seed.
 */
export function gridAxes({ plan }: Pick<Sweep, 'plan'>): string[] {
  const fields = plan.axes.flatMap((axis) => ('values' in axis ? [axis.field] : []));
  return plan.seeds > 1 ? [...fields, SEED_AXIS] : fields;
}
export const SEED_AXIS = 'seed';

export interface SweepGrid {
  readonly columns: readonly HyperparameterValue[];
  readonly rows: readonly HyperparameterValue[];
  /** The runs with both values, by row and column. */
  readonly cells: readonly (readonly (readonly Run[])[])[];
}

/** Arranges the runs of a sweep by the values of two of its axes; in a single row if there is one axis. */
export function sweepGrid(runs: readonly Run[], x: string, y: string | null): SweepGrid {
  const valueOf = ({ config }: Run, axis: string): HyperparameterValue =>
    axis === SEED_AXIS ? config.seed : (config.hyperparameters[axis] ?? '');
  const valuesOf = (axis: string) =>
    [...new Set(runs.map((run) => valueOf(run, axis)))].sort((a, b) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)),
    );
  const columns = valuesOf(x);
  const rows = y === null ? [''] : valuesOf(y);
  const cells = rows.map((row) =>
    columns.map((column) =>
      runs.filter((run) => valueOf(run, x) === column && (y === null || valueOf(run, y) === row)),
    ),
  );
  return { columns, rows, cells };
}

/**
 * Sorts runs by a metric, the best first; those without a value come last, in the order in which they were launched.
 */
export function rankedRuns(runs: readonly Run[], metric: SweepMetric | undefined): Run[] {
  const rank = (run: Run) => {
    const value = metric === undefined ? null : sweepValue(run, metric);
    return value === null ? Infinity : metric?.better === 'higher' ? -value : value;
  };
  return [...runs].sort((a, b) => compared(rank(a), rank(b)) || a.id - b.id);
}
