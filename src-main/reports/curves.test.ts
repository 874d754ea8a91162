import { describe, expect, it } from 'vitest';
import { curveBuilder, type Curve } from './curves';

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
  it('covers every value, in at most the given number of columns', () => {
    const values = ramp(10_000).map((i) => Math.sin(i * 1.7) * i);
    const { band } = dense(ramp(10_000), values, 200);
    expect(band.x.length).toBeLessThanOrEqual(200);
    expect(Math.min(...band.low)).toBe(Math.min(...values));
    expect(Math.max(...band.high)).toBe(Math.max(...values));
    expect([...band.x]).toEqual([...band.x].sort((a, b) => a - b));
  });

  it('contains a single spike, and connects adjacent columns', () => {
    const values = ramp(5000).map((i) => (i === 2222 ? 99 : 1));
    expect(dense(ramp(5000), values, 100).band.high.filter((high) => high === 99)).toHaveLength(1);
    const step = ramp(1000).map((i) => (i < 500 ? 0 : 1));
    const { low, high } = dense(ramp(1000), step, 100).band;
    // Where the level changes, the column after the last low value extends down to it.
    expect(low.some((value, i) => value === 0 && high[i] === 1)).toBe(true);
  });

  it('leaves out columns without values', () => {
    const steps = [...ramp(100), ...ramp(100).map((i) => 1_000_000 + i)];
    expect(dense(steps, ramp(200), 100).band.x.length).toBeLessThan(5);
  });
});

describe('curves', () => {
  it('draws a few values without smoothing', () => {
    expect(curveOf([1, 2], [5, 6])).toEqual({
      kind: 'sparse',
      points: [
        { x: 1, y: 5 },
        { x: 2, y: 6 },
      ],
    });
    expect(curveOf([], [])).toEqual({ kind: 'sparse', points: [] });
  });

  it('does not change a constant from the first value on', () => {
    for (const { y } of dense(ramp(1000), new Array<number>(1000).fill(3)).smoothed)
      expect(y).toBeCloseTo(3, 10);
  });

  it('has the same size for a million values as for ten thousand', () => {
    const size = (count: number) => JSON.stringify(dense(ramp(count), ramp(count).fill(0))).length;
    expect(size(200_000)).toBeLessThan(1.5 * size(10_000));
  });
});
