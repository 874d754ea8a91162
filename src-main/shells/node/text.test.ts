import { describe, expect, it } from 'vitest';
import { count, duration, table, value } from './text';

describe('text', () => {
  it('writes durations', () => {
    expect([0, 18_400, 60_000, 200_000, 7_500_000].map(duration)).toEqual([
      '0 s',
      '18 s',
      '1 min 00 s',
      '3 min 20 s',
      '2 h 05 min',
    ]);
  });
  it('writes counts and values', () => {
    expect([7, 1234, 1234567].map(count)).toEqual(['7', '1\u00a0234', '1\u00a0234\u00a0567']);
    expect([0, 0.69314, 153.2291, 0.0000123456, 1234567].map(value)).toEqual([
      '0',
      '0.6931',
      '153.2',
      '1.235e-5',
      '1.235e+6',
    ]);
  });
  it('lines up tables', () => {
    expect(
      table(
        ['a', 'name'],
        [
          ['10', 'x'],
          ['2', ''],
        ],
      ),
    ).toBe('a   name\n10  x\n2');
  });
});
