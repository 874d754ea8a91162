import { expect, it } from 'vitest';
import { count, dateTime, duration, exact, fourDigits, tickText } from './format';
import { fragment } from './markup';

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
  expect(duration(ms)).toBe(text);
});

it('writes ticks short', () => {
  expect([0, 0.05, 20_000, 1_500_000, -2.5, 0.00025].map(tickText)).toEqual([
    '0',
    '0.05',
    '20\u202f000',
    '1.5M',
    '−2.5',
    '2.5e−4',
  ]);
});

it('counts and dates', () => {
  expect(count(1_234_567)).toBe('1\u202f234\u202f567');
  expect(dateTime(Date.UTC(2025, 0, 5, 9, 7))).toBe('5 January 2025, 09:07 UTC');
});

it('keeps the exact value', () => {
  expect(exact(0.1 + 0.2).markup).toBe('<span title="0.30000000000000004">0.3000</span>');
});

it('escapes what is put into a fragment, but not fragments', () => {
  const inner = fragment`<b>${'<&>"\''}</b>`;
  expect(fragment`${[inner, null, false, 3]}`.markup).toBe('<b>&lt;&amp;&gt;&quot;&#39;</b>3');
});
