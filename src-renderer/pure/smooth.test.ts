import { expect, test } from 'vitest';
import { smooth } from './smooth';

test('a constant stays what it is from the first value on', () => {
  for (const value of smooth(new Float64Array(50).fill(3), 0.9)) expect(value).toBeCloseTo(3, 12);
});

test('the second value is the debiased mean of the first two', () => {
  // (0.5·0.5·1 + 0.5·4) / (1 − 0.5²)
  expect(smooth(Float64Array.of(1, 4), 0.5)[1]).toBeCloseTo(3, 12);
});

test('weight 0 leaves the values alone', () => {
  const values = Float64Array.of(1, 2, 3);
  expect(smooth(values, 0)).toBe(values);
});

test('a gap does not spread', () => {
  const smoothed = smooth(Float64Array.of(1, NaN, 1), 0.9);
  expect(smoothed[1]).toBeNaN();
  expect(smoothed[2]).toBeCloseTo(1, 12);
});
