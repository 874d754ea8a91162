import { expect, test } from 'vitest';
import { smooth } from './smooth';

/** One value at each thousandth of the plot, for which smoothing is the plain moving average. */
const x = Float64Array.from({ length: 1001 }, (_, index) => index);

test('a constant is unchanged from the first value on', () => {
  for (const value of smooth(x, x.map(() => 3), 0.9)) expect(value).toBeCloseTo(3, 10); // prettier-ignore
});

test('the second value is the debiased mean of the first two', () => {
  const values = x.map((step) => (step === 0 ? 1 : 4));
  // (0.5·0.5·1 + 0.5·4) / (1 − 0.5²)
  expect(smooth(x, values, 0.5)[1]).toBeCloseTo(3, 10);
});

test('ten times as many values in the same plot are smoothed equally', () => {
  const dense = Float64Array.from({ length: 10_001 }, (_, index) => index / 10);
  const step = (at: number) => (at < 500 ? 0 : 1);
  const coarse = smooth(x, x.map(step), 0.9);
  const fine = smooth(dense, dense.map(step), 0.9);
  expect(fine[5100]).toBeCloseTo(coarse[510] ?? NaN, 1);
});

test('a metric with only a few values keeps them', () => {
  expect(smooth(Float64Array.of(0, 100, 200), Float64Array.of(9, 5, 1), 0.9)[2]).toBeCloseTo(1, 6);
});

test('weight 0 leaves the values unchanged', () => {
  const values = Float64Array.of(1, 2, 3);
  expect(smooth(values, values, 0)).toBe(values);
});

test('a gap does not spread', () => {
  const smoothed = smooth(Float64Array.of(1, 2, 3), Float64Array.of(1, NaN, 1), 0.9);
  expect(smoothed[1]).toBeNaN();
  expect(smoothed[2]).toBeCloseTo(1, 10);
});

test('several values at one position stay finite', () => {
  expect([...smooth(Float64Array.of(0, 0, 0), Float64Array.of(1, 2, 3), 0.9)].every(Number.isFinite)).toBe(
    true,
  );
});
