import { expect, it } from 'vitest';
import { countText, durationText, fourDigits, marginText } from './numbers';

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
  [0, '0'],
  [0.2156, '0.22'],
  [0.2, '0.20'],
  [0.00049, '0.00049'],
  [3.4e-7, '3.4e−7'],
  [12.3, '12'],
  [123.4, '120'],
  [23_456, '23\u202f000'],
  [2.34e7, '2.3e7'],
])('a margin of %d has two digits, %s', (value, text) => {
  expect(marginText(value)).toBe(text);
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

it('separates thousands', () => {
  expect([999, 1_234_567.4, -2000].map(countText)).toEqual(['999', '1\u202f234\u202f567', '−2\u202f000']);
});
