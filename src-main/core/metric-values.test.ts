import { expect, test } from 'vitest';
import { BLOCK_STEPS, blocksOfPairs } from '../contract/metric-block';
import { readMetricValues } from './metric-values';

/** Values of a metric by run, from step 1 on. */
const VALUES: Readonly<Record<number, readonly number[]>> = {
  1: Array.from({ length: 300 }, (_, i) => (i === 150 ? -100 : i < 64 ? 5 : 2)),
  2: [3, 4],
  3: [],
};
const rowsOf = (id: number) => (VALUES[id] ?? []).map((value, i) => ({ step: i + 1, value }));
const metrics: Parameters<typeof readMetricValues>[0] = {
  *runIds() {
    yield* [1, 2, 3];
  },
  *blocks(id) {
    yield blocksOfPairs(Float64Array.from(rowsOf(id).flatMap(({ step, value }) => [step, value])));
  },
  last: (id) => rowsOf(id).at(-1) ?? null,
  before: (id, _name, step) =>
    rowsOf(id)
      .filter((row) => row.step <= step)
      .at(-1) ?? null,
};
const read = (place: Parameters<typeof readMetricValues>[2]) =>
  [...readMetricValues(metrics, 'loss', place)].flatMap((part) => [...part]);

test('the best value is a mean of consecutive steps, so that one batch does not decide', () => {
  const [, lowest] = read('lowest');
  expect(lowest).toBeCloseTo((2 * (BLOCK_STEPS - 1) - 100) / BLOCK_STEPS, 10);
  expect(read('highest').slice(0, 2)).toEqual([1, 5]);
  expect(read('highest').slice(2)).toEqual([2, 3.5]);
});

test('the value at a step is the newest there, of runs that have reached it', () => {
  expect(read(2)).toEqual([1, 5, 2, 4]);
  expect(read(151)).toEqual([1, -100]);
  expect(read(0)).toEqual([]);
});
