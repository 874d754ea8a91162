import { describe, expect, it } from 'vitest';
import { curveOf, envelope, smooth, ticks, valueRange } from './curves';

const ramp = (count: number) => Float64Array.from({ length: count }, (_, i) => i);

describe('envelope', () => {
  it('covers every value, in at most so many columns', () => {
    const values = ramp(10_000).map((i) => Math.sin(i * 1.7) * i);
    const { x, low, high } = envelope(ramp(10_000), values, 200);
    expect(x.length).toBeLessThanOrEqual(200);
    expect(Math.min(...low)).toBe(Math.min(...values));
    expect(Math.max(...high)).toBe(Math.max(...values));
    expect([...x]).toEqual([...x].sort((a, b) => a - b));
  });

  it('keeps a single spike', () => {
    const values = new Float64Array(5000).fill(1);
    values[2222] = 99;
    expect(Math.max(...envelope(ramp(5000), values, 100).high)).toBe(99);
  });

  it('stands a single step', () => {
    expect(envelope([7], [3], 100)).toEqual({ x: [7], low: [3], high: [3] });
    expect(envelope([], [], 100)).toEqual({ x: [], low: [], high: [] });
  });
});

describe('curves', () => {
  it('draws few values as they are', () => {
    expect(curveOf({ name: 'a', steps: [1, 2], values: [5, 6] })).toEqual({
      kind: 'sparse',
      points: [
        { x: 1, y: 5 },
        { x: 2, y: 6 },
      ],
    });
  });

  it('smooths a constant to itself from the first value on', () => {
    for (const value of smooth(new Float64Array(1000).fill(3))) expect(value).toBeCloseTo(3, 10);
  });
});

describe('the range shown', () => {
  it('is all of it, noise included', () => {
    const noisy = ramp(1000).map((i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);
    const range = valueRange([noisy]);
    expect(range).toEqual({ low: Math.min(...noisy), high: Math.max(...noisy) });
  });

  it('leaves out a few far values', () => {
    const values = ramp(1000).map((i) => (i < 5 ? 1000 : 1 + (i % 10) / 10));
    const range = valueRange([values]);
    expect(range?.low).toBe(1);
    expect(range?.high).toBeLessThan(4);
  });

  it('is nothing where nothing was measured', () => {
    expect(valueRange([[], [Number.NaN]])).toBeNull();
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
