import { expect, it } from 'vitest';
import { autotune } from './autotune';

/** Runs 60 calls, each taking `ms(count)`. @returns the number of steps of each call */
function calls(ms: (count: number) => number, limit = 1000): number[] {
  const tuner = autotune([1, 8]);
  return Array.from({ length: 60 }, () => {
    const count = tuner.next(limit);
    tuner.record(count, ms(count));
    return count;
  });
}

it('tries both step counts, then keeps the faster one', () => {
  expect(calls((count) => 0.1 + count * 0.5).at(-1)).toBe(8);
  expect(calls((count) => count * 0.5 + (count > 1 ? 2 : 0)).at(-1)).toBe(1);
  expect(new Set(calls((count) => count))).toEqual(new Set([1, 8]));
});

it('ignores the time of the first call, which includes preparation', () => {
  let first = true;
  const ms = (count: number) => {
    if (count === 1) return 1;
    const duration = first ? 500 : 2;
    first = false;
    return duration;
  };
  expect(calls(ms).at(-1)).toBe(8);
});

it('stores only the times that it compares', () => {
  const tuner = autotune([1, 8]);
  for (let i = 0; i < 1000; i++) tuner.record(1, 1);
  for (let i = 0; i < 9; i++) tuner.record(8, 4);
  expect(tuner.chosen).toBe(8);
  expect(tuner.next(1000)).toBe(8);
});

it('never runs more steps than there are', () => {
  expect(Math.max(...calls((count) => 0.1 + count * 0.5, 7))).toBe(1);
});
