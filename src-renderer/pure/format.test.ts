import { describe, expect, test } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatNumber, formatPercent } from './format';

describe('numbers', () => {
  test.each([
    [0, '0'],
    [152.1963, '152.2'],
    [0.000123456, '0.0001235'],
    [0.00001, '1e\u22125'],
    [-0.5, '\u22120.5000'],
    [1234.56, '1\u202f235'],
    [60_000, '60\u202f000'],
    [12_345_678, '1.235e7'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '\u2212∞'],
    [null, '–'],
  ])('%s is shown as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test('counts are grouped', () => {
    expect(formatCount(1_234_567)).toBe('1\u202f234\u202f567');
    expect(formatCount(999)).toBe('999');
  });

  test('100 % is only shown at the end', () => {
    expect(formatPercent(0.9999)).toBe('99 %');
    expect(formatPercent(1)).toBe('100 %');
  });
});

describe('durations', () => {
  test.each([
    [0, '0 s'],
    [400, '0.4 s'],
    [999, '1 s'],
    [192_000, '3 m 12 s'],
    [180_000, '3 m'],
    [7_500_000, '2 h 5 m'],
    [3_600_000, '1 h'],
    [3_605_000, '1 h'],
    [90_000_000, '1 d 1 h'],
    [null, '–'],
  ])('%s ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

test('sizes', () => {
  expect(formatBytes(512)).toBe('512 B');
  expect(formatBytes(34_000_000)).toBe('34.0 MB');
  expect(formatBytes(120_400_000)).toBe('120 MB');
});
