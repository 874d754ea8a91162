import { expect, test } from 'vitest';
import { wilson } from './wilson';

test('agrees with published values', () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I: 81 of 263 and 15 of 148.
  expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4);
  expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4);
  expect(wilson(15, 148).low).toBeCloseTo(0.0624, 4);
  expect(wilson(15, 148).high).toBeCloseTo(0.1605, 4);
});

test('stays within 0 to 1 at both ends', () => {
  expect(wilson(0, 20)).toMatchObject({ value: 0, low: 0 });
  expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
  expect(wilson(20, 20).low).toBeCloseTo(0.8389, 4);
  expect(wilson(20, 20).high).toBeCloseTo(1, 12);
});
