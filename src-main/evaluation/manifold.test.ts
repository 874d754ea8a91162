import { describe, expect, it } from 'vitest';
import type { LinearAlgebra } from './linear-algebra';
import { javascriptAlgebra } from './linear-algebra';
import { manifoldMetrics, type ManifoldOptions } from './manifold';
import type { Pair } from './matrix';
import { ALGEBRAS } from './reference/algebras';
import { features } from './reference/arrays';
import values from './reference/values.json';
import { complete } from './steps';

function metricsOf(pair: Pair, options?: ManifoldOptions, algebra: LinearAlgebra = javascriptAlgebra) {
  const metrics = complete(manifoldMetrics(pair, algebra, options));
  return Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value]));
}

const pairOf = ({ name, real, generated, shift, scale }: (typeof values.manifold)[number]): Pair => ({
  real: features(`${name}/real`, real[0]!, real[1]!),
  generated: features(`${name}/generated`, generated[0]!, generated[1]!, shift, scale),
});

describe.each(ALGEBRAS)('with products by $by', ({ algebra }) => {
  it.each(values.manifold)(
    '$name has the values of prdc and of the papers’ equations, k $kPrecision and $kDensity',
    (one) => {
      const { kPrecision, kDensity, expected } = one;
      const measured = metricsOf(pairOf(one), { kPrecision, kDensity }, algebra);
      for (const [name, value] of Object.entries(expected))
        expect(measured[name], name).toBeCloseTo(value, 14);
    },
  );

  it('is the same for features far from the origin, where products cancel', () => {
    const [one] = values.manifold;
    const { real, generated } = pairOf(one!);
    const far = (matrix: Pair['real']) => ({
      ...matrix,
      values: Float64Array.from(matrix.values, (x) => x + 2 ** 24),
    });
    const pair = { real: far(real), generated: far(generated) };
    expect(metricsOf(pair, undefined, algebra)).toEqual(metricsOf({ real, generated }));
  });

  it('has the values that follow from the definitions for a copy of the real items', () => {
    const real = features('copied', 400, 24);
    expect(metricsOf({ real, generated: real }, undefined, algebra)).toEqual({
      precision: 1,
      recall: 1,
      density: 1, // each open ball contains its centre and k − 1 neighbours
      coverage: 1,
      clippedDensity: 1,
      clippedCoverage: 1,
    });
  });
});

describe('known answers', () => {
  it('two draws from one distribution are near 1 by the calibrated metrics, but not by precision and recall', () => {
    const pair = { real: features('one', 1500, 32), generated: features('two', 1500, 32) };
    const { precision, recall, density, coverage, clippedDensity, clippedCoverage } = metricsOf(pair);
    expect(clippedDensity).toBeGreaterThan(0.95);
    expect(clippedCoverage).toBeGreaterThan(0.95);
    expect(Math.abs((density ?? 0) - 1)).toBeLessThan(0.1);
    // The limit for large N and M is 1 − (1/2)^k, here with k = 5: Naeem et al. 2020.
    expect(Math.abs((coverage ?? 0) - (1 - 1 / 32))).toBeLessThan(0.02);
    expect(precision).toBeLessThan(0.9);
    expect(recall).toBeLessThan(0.9);
  });

  it('a sampler of one point covers almost nothing', () => {
    const real = features('one', 500, 8);
    const generated = {
      rows: 500,
      columns: 8,
      values: Float32Array.from({ length: 4000 }, (_, i) => real.values[i % 8]!),
    };
    const { precision, recall, coverage, clippedCoverage } = metricsOf({ real, generated });
    expect(precision).toBe(1);
    expect(recall).toBe(1 / 500); // the item that it repeats
    expect(coverage).toBeLessThan(0.1);
    expect(clippedCoverage).toBeLessThan(0.05);
  });

  it('bad samples lower the clipped metrics by their share', () => {
    const real = features('one', 1000, 8);
    const good = features('two', 1000, 8);
    const far = features('far', 1000, 8, 64);
    for (const bad of [0.25, 0.5, 0.75]) {
      const split = 8 * 1000 * bad;
      const values = Float32Array.from(good.values, (value, i) =>
        i < split ? (far.values[i] ?? NaN) : value,
      );
      const measured = metricsOf({ real, generated: { ...good, values } });
      expect(Math.abs((measured['clippedDensity'] ?? 0) - (1 - bad))).toBeLessThan(0.07);
      expect(Math.abs((measured['clippedCoverage'] ?? 0) - (1 - bad))).toBeLessThan(0.07);
    }
  });

  it('one outlier among the real items does not make bad samples good', () => {
    const real = features('one', 600, 8);
    real.values.set([64, 64, 64, 64, 64, 64, 64, 64]);
    const generated = features('bad', 600, 8, 48);
    const measured = metricsOf({ real, generated });
    expect(measured['precision']).toBe(1);
    expect(measured['clippedDensity']).toBe(0);
  });

  it('values depend on the order of arguments', () => {
    const [, , collapsed] = values.manifold;
    const { real, generated } = pairOf(collapsed!);
    const swapped = metricsOf({ real: generated, generated: real });
    expect(swapped['precision']).toBe(collapsed!.expected.recall);
    expect(swapped['recall']).toBe(collapsed!.expected.precision);
    expect(swapped['clippedDensity']).not.toBe(collapsed!.expected.clippedDensity);
    expect(swapped['clippedCoverage']).not.toBe(collapsed!.expected.clippedCoverage);
  });
});

describe('what cannot be measured', () => {
  const real = features('one', 10, 4);
  it.each([
    ['too few items', features('two', 5, 4), 'evaluation.too-few'],
    ['other columns', features('two', 10, 5), 'evaluation.features-differ'],
    ['missing values', { ...features('two', 10, 4), rows: 11 }, 'evaluation.shape'],
    [
      'a value that is not finite',
      { ...real, values: real.values.map((x, i) => (i === 7 ? NaN : x)) },
      'evaluation.not-finite',
    ],
  ])('%s', (_, generated, code) => {
    expect(() => metricsOf({ real, generated })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code }) as unknown }) as Error,
    );
  });
});
