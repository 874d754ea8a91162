import { expect, test } from 'vitest';
import { sparklinePath } from './sparkline';

test('the highest value is at the top, the lowest at the bottom', () => {
  expect(sparklinePath([2, 1, 3], 10, 8)).toBe('M0.0 4.0L5.0 8.0L10.0 0.0');
});

test('a constant gives a line, a single or missing value nothing', () => {
  expect(sparklinePath([5, 5], 10, 8)).toBe('M0.0 8.0L10.0 8.0');
  expect(sparklinePath([5], 10, 8)).toBe('');
  expect(sparklinePath([5, NaN], 10, 8)).toBe('');
});
