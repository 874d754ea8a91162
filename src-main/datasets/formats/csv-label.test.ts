import { describe, expect, it } from 'vitest';
import { factsOf, type Sample } from './csv-facts';
import { couldBeLabel, labelScore } from './csv-label';

/** A table of columns, the first of which is a candidate. */
function sampleOf(...columns: readonly (readonly (number | string)[])[]): Sample {
  const rows = (columns[0] ?? []).map((_, ordinal) => ({
    ordinal,
    cells: columns.map((column) => String(column[ordinal])),
  }));
  return { rows, decimal: '.', firstOrdinal: 0 };
}
const score = (candidate: readonly (number | string)[], ...pixels: readonly (readonly number[])[]) => {
  const sample = sampleOf(candidate, ...pixels);
  return labelScore(
    factsOf(0, sample),
    sample,
    [...pixels.keys()].map((at) => at + 1),
  );
};
const many = (of: (i: number) => number) => Array.from({ length: 60 }, (_, i) => of(i));
/** A shuffled order. */
const mixed = (i: number) => (i * 37) % 60;

describe('labelScore', () => {
  it('is higher for numbers from 0 or 1 on without a gap', () => {
    const gapless = score(many((i) => mixed(i) % 3));
    expect(score(many((i) => 1 + (mixed(i) % 3)))).toBe(gapless);
    for (const gap of [
      [0, 1, 3],
      [2, 3, 4],
      [0, 2, 4],
    ]) {
      expect(score(many((i) => gap[mixed(i) % 3] ?? 0))).toBeLessThan(gapless - 1.5);
    }
  });

  it('is higher for sorted and for balanced columns, and for fewer values', () => {
    const plain = score(many((i) => mixed(i) % 3));
    expect(score(many((i) => Math.floor(i / 20)))).toBeCloseTo(plain + 1);
    expect(score(many((i) => (mixed(i) < 56 ? 0 : mixed(i) % 3)))).toBeLessThan(plain - 0.4);
    expect(score(many((i) => mixed(i) % 20))).toBeLessThan(plain - 0.5);
  });

  it('is higher for values above all pixels, and lower for a column like its neighbour', () => {
    const label = many((i) => mixed(i) % 3);
    const unlike = many((i) => 5 * ((i * 7) % 11));
    const below = many((i) => ((i * 7) % 11) / 11);
    expect(score(label, below, below)).toBeCloseTo(score(label, unlike, unlike) + 1, 1);
    expect(
      score(
        label,
        many((i) => 20 * (mixed(i) % 3)),
        unlike,
      ),
    ).toBeLessThan(score(label, unlike, unlike) - 1);
  });

  it('is 0 for a column that cannot be a label', () => {
    for (const values of [many((i) => i), many((i) => i / 7), many(() => 4)]) expect(score(values)).toBe(0);
  });
});

describe('couldBeLabel', () => {
  const could = (values: readonly (number | string)[]) => couldBeLabel(factsOf(0, sampleOf(values)));
  it('accepts words and a few whole numbers, but not row numbers', () => {
    expect(could(many((i) => i % 3))).toBe(true);
    expect(could(['a', 'b', '3', '4'])).toBe(true);
    expect(could([...many((i) => i % 3).slice(0, 30), 'x'])).toBe(false);
    expect(could(many((i) => i))).toBe(false);
    expect(could(many((i) => i + 1))).toBe(false);
    expect(could(many((i) => i + 2))).toBe(true);
    expect(could(many((i) => i / 2))).toBe(false);
    expect(could(Array.from({ length: 300 }, (_, i) => (i * 7) % 300))).toBe(false);
  });
});
