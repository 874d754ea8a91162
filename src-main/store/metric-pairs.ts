import { at } from '../contract/at';
import type { StepRange } from '../contract/metric-block';
import type { ReadableDatabase } from './database';

/** Number of rows per read: about two milliseconds. */
export const SLICE = 2000;

/** Returns a function that reads the values of a metric of a run, as interleaved (step, value) pairs. */
export function pairReader(db: ReadableDatabase) {
  const valuesFrom = db
    .prepare<[number, number, number, number, number], number>(
      'SELECT value FROM metrics WHERE run_id = ? AND metric_id = ? AND step >= ? AND step <= ? ORDER BY step LIMIT ?',
    )
    .pluck();
  const stepsFrom = db
    .prepare<[number, number, number, number, number], number>(
      'SELECT step FROM metrics WHERE run_id = ? AND metric_id = ? AND step >= ? ORDER BY step LIMIT ? OFFSET ?',
    )
    .pluck();

  /**
   * Returns the steps of the next `length` values from a step on. If there is a value at every step, the steps need not
   * be read, which saves half the time of a long series.
   */
  function stepsOf(runId: number, id: number, from: number, length: number): (index: number) => number {
    const first = stepsFrom.get(runId, id, from, 1, 0) ?? NaN;
    const last = stepsFrom.get(runId, id, from, 1, length - 1);
    if (last === first + length - 1) return (index) => first + index;
    const steps = stepsFrom.all(runId, id, from, length, 0);
    return (index) => at(steps, index);
  }

  /** @param range both ends are included */
  return function* (runId: number, id: number, { from, to }: StepRange): Generator<Float64Array, void, void> {
    for (let step = from; ;) {
      const values = valuesFrom.all(runId, id, step, to, SLICE);
      if (values.length === 0) return;
      const steps = stepsOf(runId, id, step, values.length);
      const pairs = new Float64Array(2 * values.length);
      for (let i = 0; i < values.length; i += 1) {
        pairs[2 * i] = steps(i);
        pairs[2 * i + 1] = values[i] ?? NaN;
      }
      yield pairs;
      if (values.length < SLICE) return;
      step = steps(values.length - 1) + 1;
    }
  };
}
