import { describe, expect, it } from 'vitest';
import { differenceFrom, differenceNotes, differenceText, noiseText, signedText } from './baseline';

const estimate = (value: number, margin: number | null = null) => ({ value, margin, basis: '' });
const textOf = (...given: Parameters<typeof differenceFrom>) => {
  const found = differenceFrom(...given);
  return found && differenceText(found);
};

describe('the difference from a baseline', () => {
  it('is compared with the 95 % intervals of both values if there are no other seeds', () => {
    const values = [estimate(1, 0.3), estimate(1.6, 0.4), estimate(1.4, 0.4)];
    expect(textOf(0, 1, values, [[0], [1], [2]])).toBe('+0.6000, beyond the noise');
    // √(0.3² + 0.4²) = 0.5
    expect(textOf(0, 2, values, [[0], [1], [2]])).toBe('+0.4000, within the noise');
    expect(textOf(1, 0, values, [[0], [1], [2]])).toBe('−0.6000, beyond the noise');
    expect(noiseText(differenceFrom(0, 1, values, [])!)).toBe(
      'Noise: ± 0.5000, from the 95 % intervals of the two values.',
    );
  });

  it('is compared with the pooled standard deviation between seeds if there are several seeds', () => {
    const values = [estimate(1, 0.001), estimate(3, 0.001), estimate(9, 0.001), estimate(11, 0.001)];
    const seeds = [
      [0, 1],
      [2, 3],
    ];
    const found = differenceFrom(0, 2, values, seeds)!;
    // Pooled variance (2 + 2) / 2 = 2, so √2 · √2 = 2, times t for two degrees of freedom.
    expect(found.noise).toMatchObject({ source: 'seeds', runs: 4 });
    expect(found.noise?.margin).toBeCloseTo(2 * 4.303, 10);
    expect(differenceText(found)).toBe('+8, within the noise');
    expect(noiseText(found)).toBe(
      'Noise: ± 8.606 for a difference of two runs, from the standard deviation between seeds (4 runs).',
    );
    expect(differenceFrom(2, 3, values, [[2, 3]])?.noise?.source).toBe('seeds');
  });

  it('says nothing about noise if there are neither intervals nor seeds', () => {
    const values = [estimate(1), estimate(2, 0.1)];
    expect(textOf(0, 1, values, [])).toBe('+1');
    expect(noiseText(differenceFrom(0, 1, values, [])!)).toMatch(/^Nothing is known/);
  });

  it('is missing for the baseline itself and for a run without a value', () => {
    expect(textOf(0, 0, [estimate(1)], [])).toBeNull();
    expect(textOf(0, 1, [estimate(1), null], [])).toBeNull();
    expect(textOf(0, 1, [null, estimate(1)], [])).toBeNull();
  });

  it('is marked as not comparable for a run on another dataset', () => {
    const values = [estimate(1), estimate(2), estimate(3)];
    const texts = differenceNotes(0, values, [], [true, true, false]).map((note) => note?.text);
    expect(texts).toEqual([undefined, '+1', 'not comparable']);
    expect(differenceNotes(null, values, [], [])).toEqual([null, null, null]);
  });

  it('is ±0 for equal values', () => {
    expect(signedText(0)).toBe('±0');
    expect(textOf(0, 1, [estimate(1, 0.1), estimate(1, 0.1)], [])).toBe('±0, within the noise');
  });
});
