import { describe, expect, it } from 'vitest';
import { curveBuilder, movingAverage, ticks, valueRange, type Curve } from './curves';
import { summaryOf } from './fixtures';

const ramp = (count: number) => Array.from({ length: count }, (_, i) => i);

function curveOf(steps: readonly number[], values: readonly number[], columns = 480): Curve {
  const extent = { count: steps.length, firstStep: steps[0] ?? 0, lastStep: steps[steps.length - 1] ?? 0 };
  const curve = curveBuilder(extent, columns);
  for (const [i, step] of steps.entries()) curve.add(step, values[i] ?? NaN);
  return curve.end();
}
function dense(...args: Parameters<typeof curveOf>): Extract<Curve, { kind: 'dense' }> {
  const curve = curveOf(...args);
  if (curve.kind !== 'dense') throw new Error('The curve is sparse.');
  return curve;
}

describe('the band of a curve', () => {
  it('covers every value, in at most so many columns', () => {
    const values = ramp(10_000).map((i) => Math.sin(i * 1.7) * i);
    const { band } = dense(ramp(10_000), values, 200);
    expect(band.x.length).toBeLessThanOrEqual(200);
    expect(Math.min(...band.low)).toBe(Math.min(...values));
    expect(Math.max(...band.high)).toBe(Math.max(...values));
    expect([...band.x]).toEqual([...band.x].sort((a, b) => a - b));
  });

  it('keeps a single spike, and reaches over to the next column', () => {
    const values = ramp(5000).map((i) => (i === 2222 ? 99 : 1));
    expect(dense(ramp(5000), values, 100).band.high.filter((high) => high === 99)).toHaveLength(1);
    const step = ramp(1000).map((i) => (i < 500 ? 0 : 1));
    const { low, high } = dense(ramp(1000), step, 100).band;
    // Where the level changes, the column after the last low value reaches down to it.
    expect(low.some((value, i) => value === 0 && high[i] === 1)).toBe(true);
  });

  it('leaves out columns without values', () => {
    const steps = [...ramp(100), ...ramp(100).map((i) => 1_000_000 + i)];
    expect(dense(steps, ramp(200), 100).band.x.length).toBeLessThan(5);
  });
});

describe('curves', () => {
  it('draws few values as they are', () => {
    expect(curveOf([1, 2], [5, 6])).toEqual({
      kind: 'sparse',
      points: [
        { x: 1, y: 5 },
        { x: 2, y: 6 },
      ],
    });
    expect(curveOf([], [])).toEqual({ kind: 'sparse', points: [] });
  });

  it('smooths a constant to itself from the first value on', () => {
    const average = movingAverage(1000);
    for (let i = 0; i < 1000; i++) expect(average(3)).toBeCloseTo(3, 10);
    for (const { y } of dense(ramp(1000), new Array<number>(1000).fill(3)).smoothed)
      expect(y).toBeCloseTo(3, 10);
  });

  it('is as large for a million values as for ten thousand', () => {
    const size = (count: number) => JSON.stringify(dense(ramp(count), ramp(count).fill(0))).length;
    expect(size(200_000)).toBeLessThan(1.5 * size(10_000));
  });
});

describe('the range shown', () => {
  const range = (...all: number[][]) =>
    valueRange(all.map((values, i) => summaryOf(`m${String(i)}`, ramp(values.length), values)));

  it('is all of it, noise included', () => {
    const noisy = ramp(1000).map((i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);
    expect(range(noisy)).toEqual({ low: Math.min(...noisy), high: Math.max(...noisy) });
  });

  it('leaves out a few far values', () => {
    const values = ramp(1000).map((i) => (i < 5 ? 1000 : 1 + (i % 10) / 10));
    expect(range(values)?.low).toBe(1);
    expect(range(values)?.high).toBeLessThan(4);
  });

  it('counts a value of a long run for as much as one of a short run', () => {
    // 50 000 values about 1, of which one in three is kept, and 1000 values about 100: more than 1.9 %, less than 2 %.
    const long = ramp(50_000).map((i) => 1 + (i % 10) / 10);
    expect(range(long, new Array<number>(1000).fill(100))?.high).toBeLessThan(4);
    expect(range(long, new Array<number>(2000).fill(100))?.high).toBe(100);
  });

  it('is nothing where nothing was measured', () => {
    expect(valueRange([])).toBeNull();
  });
});

it.each([
  [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [-1, 1, 4, [-1, -0.5, 0, 0.5, 1]],
  [0.1, 0.32, 5, [0.1, 0.15, 0.2, 0.25, 0.3]],
  [0, 28_140, 6, [0, 5000, 10_000, 15_000, 20_000, 25_000]],
  [3, 3, 5, [3]],
])('ticks from %d to %d', (low, high, count, expected) => {
  expect(ticks(low, high, count)).toEqual(expected);
});
