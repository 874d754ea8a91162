import { describe, expect, it } from 'vitest';
import { beyond, beyondText, valueRange, withRoom } from './value-range';

const ramp = (count: number) => Array.from({ length: count }, (_, i) => i);
const spread = (values: readonly number[]) => ({
  lowest: Math.min(...values),
  highest: Math.max(...values),
  sample: values,
});
const range = (...lines: number[][]) => valueRange(lines.map(spread));

describe('the visible range', () => {
  it('contains all values, noise included', () => {
    const noisy = ramp(1000).map((i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);
    expect(range(noisy)).toEqual({ low: Math.min(...noisy), high: Math.max(...noisy) });
  });

  it('keeps a peak that at most doubles the range of the other values', () => {
    const peak = ramp(100).map((i) => (i === 50 ? 11 : 1 + (i % 50) / 10));
    expect(range(peak)).toEqual({ low: 1, high: 11 });
  });

  it('excludes a few values that are more than three interquartile ranges beyond the quartiles', () => {
    const values = [...ramp(100).map((i) => i % 5), 1000];
    // Quartiles 1 and 3.
    expect(range(values)).toEqual({ low: 0, high: 9 });
  });

  it('treats each line separately', () => {
    const low = ramp(1000).map((i) => 1 + (i % 10) / 10);
    const high = new Array<number>(10).fill(100);
    expect(range(low, high)).toEqual({ low: 1, high: 100 });
  });

  it('contains the spike of a line that is constant otherwise, as no detail is lost', () => {
    expect(range([1, 1, 1, 1, 7])).toEqual({ low: 1, high: 7 });
  });

  it('is null without values', () => {
    expect(valueRange([])).toBeNull();
    expect(valueRange([{ lowest: NaN, highest: NaN, sample: [] }])).toBeNull();
  });

  it('has a margin at both ends, also around a single value', () => {
    expect(withRoom({ low: 0, high: 100 })).toEqual({ low: -4, high: 104 });
    expect(withRoom({ low: -50, high: -50 })).toEqual({ low: -55, high: -45 });
    expect(withRoom({ low: 0, high: 0 })).toEqual({ low: -1, high: 1 });
  });
});

describe('values beyond the range', () => {
  it('are counted, and the furthest is found', () => {
    expect(beyond([0, 5, 11, -20, NaN, 10], { low: 0, high: 10 })).toEqual({ count: 2, furthest: -20 });
    expect(beyond([0, 10], { low: 0, high: 10 })).toBeNull();
  });

  it('are described in a sentence', () => {
    expect(beyondText({ count: 1, furthest: 11.2 })).toBe(
      '1 value lies beyond the axis, the furthest at 11.20.',
    );
    expect(beyondText({ count: 1200, furthest: -3 }, 'estimate')).toBe(
      'About 1\u202f200 values lie beyond the axis, the furthest at −3.',
    );
  });
});
