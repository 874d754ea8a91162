import { expect, it } from 'vitest';
import { countText, durationText, fourDigits } from './numbers';

it.each([
  [0, '0'],
  [152.1963, '152.2'],
  [0.000123456, '0.0001235'],
  [0.00001, '1e−5'],
  [-0.5, '−0.5000'],
  [1234.56, '1\u202f235'],
  [60_000, '60\u202f000'],
  [12_345_678, '1.235e7'],
  [Number.NEGATIVE_INFINITY, '−∞'],
])('%d has the four digits %s', (value, text) => {
  expect(fourDigits(value)).toBe(text);
});

it.each([
  [0, '0 s'],
  [400, '0.4 s'],
  [192_000, '3 m 12 s'],
  [180_000, '3 m'],
  [7_500_000, '2 h 5 m'],
  [3_605_000, '1 h'],
  [90_000_000, '1 d 1 h'],
])('%d ms are %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

it('sets thousands apart', () => {
  expect([999, 1_234_567.4, -2000].map(countText)).toEqual(['999', '1\u202f234\u202f567', '−2\u202f000']);
});
