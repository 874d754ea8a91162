import { describe, expect, it } from 'vitest';
import { aggregate, countChanges, countsText } from './aggregate';

const step = (x: number) => `step ${String(x)}`;

describe('mean and standard deviation of runs', () => {
  it('are computed over the runs at each position, with n − 1 in the standard deviation', () => {
    const x = [1, 2, 3];
    const { mean, low, high, counts } = aggregate([
      { x, y: [1, 5, 9] },
      { x, y: [3, 5, 9] },
      { x, y: [5, 5, 12] },
    ]);
    expect([...mean]).toEqual([3, 5, 10]);
    expect([...low]).toEqual([1, 5, 10 - Math.sqrt(3)]);
    expect([...high]).toEqual([5, 5, 10 + Math.sqrt(3)]);
    expect([...counts]).toEqual([3, 3, 3]);
  });

  it('continue with the remaining runs where others end, without a standard deviation for a single run', () => {
    const found = aggregate([
      { x: [1, 2, 3, 4], y: [1, 1, 1, 1] },
      { x: [1, 2], y: [3, 3] },
    ]);
    expect([...found.mean]).toEqual([2, 2, 1, 1]);
    expect([...found.high].map(Number.isNaN)).toEqual([false, false, true, true]);
    expect(countChanges(found)).toEqual([
      { from: 1, count: 2 },
      { from: 3, count: 1 },
    ]);
    expect(countsText(found, step)).toBe('n = 2, from step 3 on 1');
  });

  it('use the previous value where a run lacks a position, and no value beyond its ends', () => {
    const found = aggregate([
      { x: [0, 10], y: [0, 10] },
      { x: [5, 15], y: [4, 8] },
    ]);
    expect([...found.x]).toEqual([0, 5, 10, 15]);
    expect([...found.mean]).toEqual([0, 2, 7, 8]);
    expect(countsText(found, step)).toBe('n = 1, from step 5 on 2, from step 15 on 1');
  });

  it('ignore values that are not finite', () => {
    const found = aggregate([
      { x: [1, 2], y: [1, NaN] },
      { x: [1, 2], y: [3, 4] },
    ]);
    expect([...found.mean]).toEqual([2, 4]);
    expect([...found.counts]).toEqual([2, 1]);
  });

  it('lose no digits where large values differ little', () => {
    const { high } = aggregate([
      { x: [1], y: [1e9] },
      { x: [1], y: [1e9 + 2] },
    ]);
    expect(high[0]! - (1e9 + 1)).toBeCloseTo(Math.SQRT2, 6);
  });

  it('have a few thousand positions at most for long runs that share none', () => {
    const long = (offset: number) => {
      const x = Float64Array.from({ length: 20_000 }, (_, i) => i + offset);
      return { x, y: x };
    };
    const { x, mean } = aggregate([long(0), long(0.5)]);
    expect(x.length).toBeLessThan(10_000);
    expect([x[0], x[x.length - 1]]).toEqual([0, 19_999.5]);
    expect(mean[4000]).toBeCloseTo(x[4000]!, -1);
  });

  it('are empty without runs', () => {
    expect(aggregate([]).x).toHaveLength(0);
    expect(countsText(aggregate([]), step)).toBeNull();
  });
});
