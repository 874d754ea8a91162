import { expect, it } from 'vitest';
import { wholeScale } from './whole-scale';

it('gives each pixel a whole number of device pixels, where there is room for one', () => {
  expect(wholeScale(2.9, 1)).toBe(2);
  // 20 tiles of 28 pixels in a column of 700.
  expect(wholeScale(700 / 560, 1)).toBe(1);
  expect(wholeScale(700 / 560, 2)).toBe(1);
  expect(wholeScale(1.7, 1.5)).toBeCloseTo(2 / 1.5);
  expect(wholeScale(0.6, 2)).toBe(0.5);
  expect(wholeScale(0.4, 1)).toBe(0.4);
});
