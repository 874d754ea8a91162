import type { Run } from '../contract/run';
import { metricSummary, type Detail, type MetricSummary } from '../reports/metric-summary';
import type { ReadOnlyStore } from '../store/open';

/** Number of rows read at a time. */
const SLICE_ROWS = 2000;
/** Number of steps counted at a time, in about two milliseconds. */
const COUNTED_STEPS = 50_000;

/**
 * What a report shows of a metric of a run; null if it has no values. Yields an empty part after each read, so that the
 * consumer can give other work a turn.
 */
export function* summaryOf(
  store: ReadOnlyStore,
  { id, stepsPerEpoch }: Run,
  name: string,
  detail: Detail,
): Generator<string, MetricSummary | null, void> {
  const first = store.metrics.first(id, name);
  const last = store.metrics.last(id, name);
  if (first === null || last === null) return null;
  const extent = { count: 0, firstStep: first.step, lastStep: last.step };
  for (let from = first.step; from <= last.step; from += COUNTED_STEPS) {
    extent.count += store.metrics.count(id, name, from, Math.min(last.step, from + COUNTED_STEPS - 1));
    yield '';
  }
  const summary = metricSummary(name, extent, detail, stepsPerEpoch);
  for (const { steps, values } of slicesOf(store, id, name, last.step)) {
    summary.add(steps, values);
    yield '';
  }
  return summary.end();
}

/** The values of a metric up to a step, so many at a time that reading them takes about a millisecond. */
export function* slicesOf(
  { metrics }: Pick<ReadOnlyStore, 'metrics'>,
  runId: number,
  name: string,
  lastStep: number,
): Generator<{ readonly steps: readonly number[]; readonly values: readonly number[] }, void, void> {
  for (let after = -1; after < lastStep;) {
    const slice = metrics.after(runId, name, after, SLICE_ROWS);
    if (slice.steps.length === 0) return;
    yield slice;
    after = slice.steps[slice.steps.length - 1] ?? lastStep;
  }
}
