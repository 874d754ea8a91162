import { describe, expect, it } from 'vitest';
import { frechetDistance, frechetInfinity } from './frechet';
import { kernelDistance } from './kernel-distance';
import type { Matrix } from './matrix';
import { ALGEBRAS } from './reference/algebras';
import { features, pairOf, seeded } from './reference/arrays';
import values from './reference/values.json';
import { complete } from './steps';

const mapped = (matrix: Matrix, change: (value: number) => number): Matrix => ({
  ...matrix,
  values: Float64Array.from(matrix.values, change),
});

const RELATIVE = 1e-9;
const expectRelative = (value: number, expected: number) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(RELATIVE);

describe.each(ALGEBRAS)('with $by', ({ algebra }) => {
  it.each(values.distances)(
    'Fréchet and kernel distance of $name agree with SciPy and scikit-learn',
    (one) => {
      const pair = pairOf(one);
      const random = seeded(one.seed);
      expectRelative(complete(frechetDistance(pair, algebra)), one.expected.frechet);
      expectRelative(complete(frechetInfinity(pair, algebra, random)).value, one.expected.infinity);
      const kernel = complete(kernelDistance(pair, algebra, random, one));
      expectRelative(kernel.value, one.expected.kernel);
      expectRelative(kernel.standardDeviation, one.expected.kernelStandardDeviation);
      expect(kernel.subsetSize).toBe(one.largestSubset);
    },
  );

  it('the Fréchet distance is exact with fewer items than columns', () => {
    expectRelative(
      complete(frechetDistance(pairOf(values.singular), algebra)),
      values.singular.expected.frechet,
    );
  });

  it('the Fréchet distance of shifted and scaled copies agrees with the closed form', () => {
    const real = features('closed form', 500, 20, 0.5);
    const shifted = mapped(real, (value) => value + 0.75);
    expectRelative(complete(frechetDistance({ real, generated: shifted }, algebra)), 20 * 0.75 ** 2);
    // For 2x, with zero mean: tr Σ + tr 4Σ − 2 tr 2Σ = tr Σ.
    const means = Array.from({ length: 20 }, (_, column) => {
      const values = [...real.values].filter((_value, at) => at % 20 === column);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
    const centered = {
      ...real,
      values: Float64Array.from(real.values, (value, at) => value - means[at % 20]!),
    };
    const trace = centered.values.reduce((sum, value) => sum + value ** 2, 0) / 499;
    expectRelative(
      complete(
        frechetDistance({ real: centered, generated: mapped(centered, (value) => 2 * value) }, algebra),
      ),
      trace,
    );
  });

  it('the distance of a one-point sampler is its squared distance from the mean plus the variance of the data', () => {
    const real = features('one', 200, 6);
    const generated = { ...real, values: Float32Array.from(real.values, (_, at) => real.values[at % 6]!) };
    const expected = [0, 1, 2, 3, 4, 5].reduce((sum, column) => {
      const values = [...real.values].filter((_value, at) => at % 6 === column);
      const mean = values.reduce((total, value) => total + value, 0) / 200;
      const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / 199;
      return sum + variance + (mean - real.values[column]!) ** 2;
    }, 0);
    expectRelative(complete(frechetDistance({ real, generated }, algebra)), expected);
  });
});

describe('known answers', () => {
  const [{ algebra }] = ALGEBRAS as [(typeof ALGEBRAS)[0]];
  const draws = { real: features('one', 2000, 16), generated: features('two', 2000, 16) };

  it('unbiased distances between two real sets are near 0: kernel distance and extrapolated Fréchet distance', () => {
    const { value, standardDeviation } = complete(
      kernelDistance(draws, algebra, seeded(1), { subsets: 20, largestSubset: 250 }),
    );
    expect(Math.abs(value)).toBeLessThan(standardDeviation);
    const finite = complete(frechetDistance(draws, algebra));
    const infinite = complete(frechetInfinity(draws, algebra, seeded(1))).value;
    expect(infinite).toBeLessThan(0.7 * finite);
  });

  it('the Fréchet distance of a set from itself is zero up to rounding', () => {
    const { real } = draws;
    expect(Math.abs(complete(frechetDistance({ real, generated: real }, algebra)))).toBeLessThan(1e-12);
  });

  it('subsets depend on the seed', () => {
    const measure = (seed: number) =>
      complete(kernelDistance(draws, algebra, seeded(seed), { subsets: 5, largestSubset: 100 })).value;
    expect(measure(1)).toBe(measure(1));
    expect(measure(1)).not.toBe(measure(2));
  });

  it('constant sets have variance 0 and cause no division by zero', () => {
    const constant = { values: new Float32Array(40).fill(3), rows: 10, columns: 4 };
    expect(complete(frechetDistance({ real: constant, generated: constant }, algebra))).toBe(0);
  });

  it.each([frechetDistance, frechetInfinity, kernelDistance])('%o rejects a single item', (measure) => {
    const pair = { real: features('one', 40, 4), generated: features('two', 1, 4) };
    expect(() => complete<unknown>(measure(pair, algebra, seeded(1)))).toThrow('This metric needs at least');
  });
});
