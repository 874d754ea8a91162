import { describe, expect, it } from 'vitest';
import { MIXTURES } from '../contract/mixtures';
import { gaussianDiscrepancy } from './discrepancy';
import type { Matrix } from './matrix';
import { ALGEBRAS } from './reference/algebras';
import { features, pairOf, seeded } from './reference/arrays';
import values from './reference/values.json';
import { complete } from './steps';
import { exactWasserstein, slicedWasserstein } from './transport';

const relative = (value: number, expected: number) => Math.abs(value / expected - 1);
const mapped = (matrix: Matrix, change: (value: number, at: number) => number): Matrix => ({
  ...matrix,
  values: Float64Array.from(matrix.values, change),
});

describe.each(ALGEBRAS)('distances of points, with products by $by', ({ algebra }) => {
  it.each(values.points)('$name: agree with POT and scikit-learn', (one) => {
    const pair = pairOf(one);
    const random = seeded(one.seed);
    expect(relative(complete(slicedWasserstein(pair, random)).value, one.expected.sliced)).toBeLessThan(
      1e-12,
    );
    expect(relative(exactWasserstein(pair, random).value, one.expected.exact)).toBeLessThan(1e-9);
    const { value } = complete(gaussianDiscrepancy(pair, algebra, random));
    expect(Math.abs(value - one.expected.discrepancy)).toBeLessThan(1e-12);
  });

  it('of constant sets are those of their only points', () => {
    const constant = (value: number) => ({ values: new Float32Array(20).fill(value), rows: 10, columns: 2 });
    const pair = { real: constant(1), generated: constant(2) };
    expect(exactWasserstein(pair, seeded(0)).value).toBeCloseTo(Math.SQRT2, 12);
    expect(
      complete(gaussianDiscrepancy({ real: constant(1), generated: constant(1) }, algebra, seeded(0))).value,
    ).toBe(0);
  });
});

describe('known answers', () => {
  const real = features('points', 300, 2);

  it('the distance of a set from itself is 0, in any order', () => {
    const reversed = mapped(real, (_, at) => real.values[(299 - (at >> 1)) * 2 + (at % 2)]!);
    expect(exactWasserstein({ real, generated: reversed }, seeded(0)).value).toBe(0);
    expect(complete(slicedWasserstein({ real, generated: reversed }, seeded(0))).value).toBe(0);
  });

  it('the distance of a shifted copy is the length of the shift', () => {
    const generated = mapped(real, (value, at) => value + (at % 2 === 0 ? 3 : 4));
    expect(exactWasserstein({ real, generated }, seeded(0)).value).toBeCloseTo(5, 12);
    // The mean of (s·θ)² over directions in the plane is ‖s‖² / 2.
    const sliced = complete(slicedWasserstein({ real, generated }, seeded(0))).value;
    expect(relative(sliced, 5 / Math.SQRT2)).toBeLessThan(0.1);
  });

  it('on a line, sliced Wasserstein is the distance of quantiles, also for different numbers of points', () => {
    const line = (points: number[]) => ({
      values: Float64Array.from(points),
      rows: points.length,
      columns: 1,
    });
    const { value } = complete(
      slicedWasserstein({ real: line([0, 6]), generated: line([1, 2, 9]) }, seeded(0)),
    );
    // Thirds against halves: 0–1 for 1/3, 0–2 and 6–2 for 1/6 each, 6–9 for 1/3.
    expect(value).toBeCloseTo(Math.sqrt((1 / 3) * 1 + (1 / 6) * 4 + (1 / 6) * 16 + (1 / 3) * 9), 12);
  });

  it('a sampler that collapsed to one mode is farther away than a second draw', () => {
    const { centers } = MIXTURES['ring-8'];
    const ring = features('noise', 400, 2, 0, 2 ** -6);
    const draw = (offset: number, modes: number) =>
      mapped(ring, (value, at) => value + centers[((at >> 1) + offset) % modes]![at % 2]!);
    const [data, second, collapsed] = [draw(0, 8), draw(3, 8), draw(0, 1)];
    const away = (generated: Matrix) => exactWasserstein({ real: data, generated }, seeded(0)).value;
    expect(away(second)).toBeLessThan(0.05);
    // The mean distance of eight points on a circle from one of them: chords 2 sin(πk/8), k = 0 … 7.
    const chord = [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, k) => sum + 2 * Math.sin((Math.PI * k) / 8), 0) / 8;
    expect(relative(away(collapsed), chord)).toBeLessThan(0.02);
  });

  it('the discrepancy depends on the order of arguments, by its width', () => {
    const [, , narrower] = values.points;
    const { real: first, generated: second } = pairOf(narrower!);
    const [{ algebra }] = ALGEBRAS as [(typeof ALGEBRAS)[0]];
    const swapped = complete(gaussianDiscrepancy({ real: second, generated: first }, algebra, seeded(5)));
    expect(relative(swapped.value, narrower!.expected.discrepancy)).toBeGreaterThan(0.1);
  });
});
