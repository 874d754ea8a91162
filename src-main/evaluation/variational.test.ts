import { describe, expect, it } from 'vitest';
import { stream } from '../models/reference/stream';
import { seededNumbers } from './engine';
import { features } from './reference/arrays';
import values from './reference/values.json';
import {
  activeUnits,
  divergenceFromPrior,
  importanceWeightedBound,
  negativeEvidenceBound,
} from './variational';

const matrix = (rows: number, columns: number, entries: ArrayLike<number>) => ({
  values: Float64Array.from(entries),
  rows,
  columns,
});

describe('variational autoencoders', () => {
  it('have the values that SciPy computes', () => {
    const weights = matrix(
      30,
      50,
      stream('log-weights', 1500).map((value) => 64 * value - 700),
    );
    expect(importanceWeightedBound(weights).value).toBeCloseTo(values.variational.bound, 9);
    const means = features('means', 80, 6);
    const scaled = { ...means, values: means.values.map((value, at) => (at % 6 === 2 ? value / 64 : value)) };
    const logVariances = features('log-variances', 80, 6);
    expect(divergenceFromPrior({ means: scaled, logVariances }).value).toBeCloseTo(
      values.variational.divergence,
      12,
    );
    const { active, variances } = activeUnits(scaled);
    expect(active).toBe(values.variational.active);
    expect(variances[2]).toBeLessThan(0.01);
  });

  it('with the prior as posterior carry no information', () => {
    const nothing = matrix(5, 3, new Float64Array(15));
    expect(divergenceFromPrior({ means: nothing, logVariances: nothing }).value).toBe(0);
    expect(activeUnits(nothing).active).toBe(0);
    // Means that are far from zero but the same for all items carry no information about an item.
    expect(activeUnits(matrix(4, 1, [5, 5, 5, 5])).active).toBe(0);
    expect(activeUnits(matrix(4, 1, [5, 5, 4, 6])).variances[0]).toBe(0.5);
    const tiny = matrix(1, 1, [1e-9]);
    expect(divergenceFromPrior({ means: matrix(1, 1, [0]), logVariances: tiny }).value).toBeCloseTo(
      2.5e-19,
      22,
    );
  });

  it('reject posteriors that do not fit, and weights that are not numbers', () => {
    const means = matrix(2, 2, [0, 0, 0, 0]);
    expect(() => divergenceFromPrior({ means, logVariances: matrix(1, 2, [0, 0]) })).toThrow(
      '2 × 2 posterior means',
    );
    expect(() => importanceWeightedBound(matrix(1, 2, [NaN, 0]))).toThrow('not finite');
    expect(importanceWeightedBound(matrix(1, 2, [-Infinity, 0])).value).toBeCloseTo(-Math.log(2), 12);
    expect(importanceWeightedBound(matrix(1, 1, [-Infinity])).value).toBe(-Infinity);
  });
});

/**
 * z ~ N(0, 1), x = z + N(0, 1): the evidence of x is N(0, 2), and the posterior N(x/2, 1/2), in closed form.
 */
describe('the bound of a Gaussian model with known evidence', () => {
  const ITEMS = 400;
  const logNormal = (x: number, mean: number, variance: number) =>
    -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) ** 2 / variance);
  const items = Float64Array.from(features('x', ITEMS, 1).values);
  const evidence = items.reduce((sum, x) => sum + logNormal(x, 0, 2), 0) / ITEMS;

  function bound(k: number, spread: number, offset: number): number {
    const next = seededNumbers(1, `latents/${String(k)}`);
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const weights = [...items].map((x) =>
      Array.from({ length: k }, () => {
        const mean = x / 2 + offset;
        const z = mean + Math.sqrt(spread) * normal();
        return logNormal(z, 0, 1) + logNormal(x, z, 1) - logNormal(z, mean, spread);
      }),
    );
    return importanceWeightedBound(matrix(ITEMS, k, weights.flat())).value;
  }

  it('equals the evidence for the exact posterior, with any k', () => {
    for (const k of [1, 10]) expect(Math.abs(bound(k, 0.5, 0) - evidence)).toBeLessThan(1e-5);
  });

  it('is the ELBO with k = 1; the negative ELBO does not change with the number of draws', () => {
    const weights = Float64Array.of(-1, -3, -2, -6);
    const single = { values: weights, rows: 4, columns: 1 };
    expect(negativeEvidenceBound(single).value).toBe(-importanceWeightedBound(single).value);
    expect(negativeEvidenceBound({ values: weights, rows: 2, columns: 2 }).value).toBe(3);
  });

  it('is below the evidence by the divergence with k = 1, and approaches it as k grows', () => {
    // KL(N(m + 0.3, 1) ‖ N(m, 1/2))
    const divergence = 0.5 * (1 / 0.5 + 0.3 ** 2 / 0.5 - 1 + Math.log(0.5));
    const single = bound(1, 1, 0.3);
    expect(Math.abs(single - (evidence - divergence))).toBeLessThan(0.15);
    const [ten, many] = [bound(10, 1, 0.3), bound(1000, 1, 0.3)];
    expect(ten).toBeGreaterThan(single);
    expect(many).toBeGreaterThan(ten);
    expect(Math.abs(many - evidence)).toBeLessThan(0.005);
  });
});
