import { blockAt, BLOCK_FIELDS, ALL_STEPS } from '../contract/metric-block';
import type { MetricPlace } from '../contract/metric-place';
import type { ReadOnlyStore } from '../store/open';

type Metrics = Pick<ReadOnlyStore['metrics'], 'runIds' | 'blocks' | 'last' | 'before'>;

/** Yielded between parts of the work, so that other work can run. */
const NOTHING = new Float64Array(0);

/** Yields (run id, value) of every run that has a value of the metric there. */
export function* readMetricValues(
  metrics: Metrics,
  name: string,
  place: MetricPlace,
): Generator<Float64Array, void, void> {
  for (const runId of metrics.runIds()) {
    let value: number | null = null;
    if (typeof place === 'number') value = valueAt(metrics, runId, name, place);
    else {
      const sign = place === 'lowest' ? 1 : -1;
      for (const blocks of metrics.blocks(runId, name, ALL_STEPS)) {
        for (let i = 0; i < blocks.length / BLOCK_FIELDS; i += 1) {
          const { sum, count } = blockAt(blocks, i);
          if (value === null || sign * (sum / count) < sign * value) value = sum / count;
        }
        yield NOTHING;
      }
    }
    yield value === null ? NOTHING : Float64Array.of(runId, value);
  }
}

/** The newest value at a step; null if the run has not reached it. */
function valueAt(metrics: Metrics, runId: number, name: string, step: number): number | null {
  const last = metrics.last(runId, name);
  return last === null || last.step < step ? null : (metrics.before(runId, name, step)?.value ?? null);
}
