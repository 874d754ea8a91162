import { at } from '../contract/at';
import type { MetricRows, Run } from '../contract/run';
import { metricCursor } from '../store/metric-cursor';
import type { ReadOnlyStore } from '../store/open';

type Metrics = Pick<ReadOnlyStore, 'metrics'>;

/** Consecutive steps of a run; no step is split between two slices. */
export interface MetricSlice {
  readonly run: Pick<Run, 'id' | 'name' | 'stepsPerEpoch'>;
  readonly rows: readonly MetricRows[];
}

/** The names of the runs' metrics, each once, in the order in which they were first recorded. */
export function metricNames({ metrics }: Metrics, runs: readonly Pick<Run, 'id'>[]): string[] {
  return [...new Set(runs.flatMap(({ id }) => metrics.names(id)))];
}

/** Reads all metrics of runs, one run after another, a few milliseconds' worth at a time. */
export function* metricSlices(
  store: Metrics,
  runs: readonly Run[],
  onProgress: (fraction: number) => void,
): Generator<MetricSlice, void, void> {
  for (const [index, run] of runs.entries()) {
    const cursor = metricCursor(store, run.id);
    for (let more = true; more;) {
      const slice = cursor.read();
      more = slice.more;
      yield { run, rows: slice.rows };
      const reached = Math.max(0, ...slice.rows.map(({ steps }) => steps[steps.length - 1] ?? 0));
      onProgress((index + (more ? reached / Math.max(run.step, 1) : 1)) / runs.length);
    }
  }
}

/** The metrics of one step, in the order of the names; undefined where a metric was not measured. */
export interface MetricRow {
  readonly step: number;
  /** null if the number of steps per epoch is not known. */
  readonly epoch: number | null;
  readonly values: readonly (number | undefined)[];
}

/** Turns the series of a slice into rows. @param visit receives the same array of values for every row */
export function eachRow(
  names: readonly string[],
  { run: { stepsPerEpoch }, rows }: MetricSlice,
  visit: (row: MetricRow) => void,
): void {
  const byName = new Map(rows.map((part) => [part.name, part]));
  const columns = names.map((name) => byName.get(name) ?? { steps: [], values: [] });
  const positions = columns.map(() => 0);
  const values: (number | undefined)[] = columns.map(() => undefined);
  for (;;) {
    const step = nextStep(columns, positions);
    if (step === Infinity) return;
    for (const [i, column] of columns.entries()) {
      const position = at(positions, i);
      const isMeasured = column.steps[position] === step;
      values[i] = isMeasured ? at(column.values, position) : undefined;
      if (isMeasured) positions[i] = position + 1;
    }
    visit({ step, epoch: stepsPerEpoch === null ? null : step / stepsPerEpoch, values });
  }
}

function nextStep(columns: readonly Pick<MetricRows, 'steps'>[], positions: readonly number[]): number {
  let next = Infinity;
  for (const [i, { steps }] of columns.entries()) {
    const step = steps[at(positions, i)];
    if (step !== undefined && step < next) next = step;
  }
  return next;
}
