import { expect, it } from 'vitest';
import { tickText, ticks } from './ticks';

it('abbreviates ticks', () => {
  expect([0, 0.05, 20_000, 1_500_000, -2.5, 0.00025, 3e9].map(tickText)).toEqual([
    '0',
    '0.05',
    '20\u202f000',
    '1.5 M',
    '−2.5',
    '2.5e−4',
    '3e+9',
  ]);
});

it.each([
  [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [-1, 1, 4, [-1, -0.5, 0, 0.5, 1]],
  [0, 28_140, 6, [0, 5000, 10_000, 15_000, 20_000, 25_000]],
  [3, 3, 5, [3]],
])('ticks from %d to %d', (low, high, count, expected) => {
  expect(ticks(low, high, count)).toEqual(expected);
});
