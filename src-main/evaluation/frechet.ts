import { at } from '../contract/at';
import { centered, columnMeans } from './distances';
import type { LinearAlgebra } from './linear-algebra';
import { checkMatrix, checkPair, rowsOf, takeRows, type Matrix, type Pair } from './matrix';
import { mean } from './measured';
import { part, type Steps } from './steps';
import { subset, type Randomness } from './subsets';

/** Mean [d] and unbiased covariance [d, d] of features. */
export interface Moments {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

const TILE = 1024;

/** Computes the moments of features [n, d]. @throws WorkbenchError as `checkMatrix`, also with fewer than two rows */
function* momentsOf(matrix: Matrix, algebra: LinearAlgebra): Steps<Moments> {
  checkMatrix(matrix, 'items', 2);
  const { rows, columns } = matrix;
  const means = columnMeans(matrix);
  const covariance = new Float64Array(columns * columns);
  for (let from = 0; from < rows; from += TILE) {
    const products = algebra.gram(centered(rowsOf(matrix, from, from + TILE), means));
    for (let at = 0; at < products.length; at++) {
      covariance[at] = (covariance[at] as number) + (products[at] as number) / (rows - 1);
    }
    yield Math.min(1, (from + TILE) / rows);
  }
  return { mean: means, covariance };
}

/**
 * Squared Fréchet distance of two Gaussians, ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 (Σ₁ Σ₂)^½), in squared units of the features;
 * Dowson and Landau 1982, for features Heusel et al. 2017. With Σ = Fᵀ F, the last trace is the sum of the singular
 * values of F₁ F₂ᵀ. This is exact for singular covariances too, and has no product of covariances and no imaginary
 * part.
 */
function frechetOf(a: Moments, b: Moments, algebra: LinearAlgebra): number {
  let distance = 0;
  for (let i = 0; i < a.mean.length; i++) distance += ((a.mean[i] as number) - (b.mean[i] as number)) ** 2;
  const [first, second] = [factor(a, algebra), factor(b, algebra)];
  if (first.rows === 0 || second.rows === 0) return distance + first.trace + second.trace;
  const mixed = algebra.products(first, second);
  const singular = algebra.singularValues({ values: mixed, rows: first.rows, columns: second.rows });
  const common = singular.reduce((sum, value) => sum + value, 0);
  return distance + first.trace + second.trace - 2 * common;
}

/** Returns F with Fᵀ F = Σ, one row for each eigenvalue above the rounding error, and the trace of Σ. */
function factor(
  { mean: { length: columns }, covariance }: Moments,
  algebra: LinearAlgebra,
): Matrix & { readonly trace: number } {
  let trace = 0;
  for (let i = 0; i < columns; i++) trace += covariance[i * (columns + 1)] as number;
  const { values, vectors } = algebra.eigen({ values: covariance, rows: columns, columns });
  const rounding = columns * Number.EPSILON * at(values, values.length - 1);
  const from = values.findIndex((value) => value > rounding);
  const rows = from < 0 ? 0 : columns - from;
  const scaled = new Float64Array(rows * columns);
  for (let row = 0, at = 0; row < rows; row++) {
    const scale = Math.sqrt(values[from + row] as number);
    for (let column = 0; column < columns; column++, at++) {
      scaled[at] = scale * (vectors[(from + row) * columns + column] as number);
    }
  }
  return { values: scaled, rows, columns, trace };
}

/**
 * Squared Fréchet distance of features [N, d] and [M, d]. It is biased upwards, more strongly the fewer items there
 * are, and by an amount that depends on the model: compare only at equal N and M, or extrapolate (`frechetInfinity`).
 * @throws WorkbenchError as `checkPair`, also with fewer than two items
 */
export function* frechetDistance(pair: Pair, algebra: LinearAlgebra): Steps<number> {
  checkPair(pair, 2);
  const real = yield* part(momentsOf(pair.real, algebra), 0, 0.4);
  const generated = yield* part(momentsOf(pair.generated, algebra), 0.4, 0.8);
  return frechetOf(real, generated, algebra);
}

export interface FrechetInfinity {
  /** Intercept of the least squares line of distances over 1 / size. */
  readonly value: number;
  readonly points: readonly { readonly size: number; readonly distance: number }[];
}

const SIZES = 15;

/**
 * Squared Fréchet distance extrapolated to infinitely many generated items: the intercept of a line through the
 * distances at 15 sizes over 1 / size, each of a different random subset; Chong and Forsyth 2020 (1911.07023). Sizes
 * start at a tenth of the items, or at twice the number of columns (at most half of the items) if that is more: with
 * fewer items than columns the distance is not linear in 1 / size.
 * @throws WorkbenchError as `checkPair`, also with fewer than 30 items
 */
export function* frechetInfinity(
  pair: Pair,
  algebra: LinearAlgebra,
  random: Randomness,
): Steps<FrechetInfinity> {
  checkPair(pair, 2 * SIZES);
  const { real, generated } = pair;
  const moments = yield* part(momentsOf(real, algebra), 0, 0.1);
  const points: { size: number; distance: number }[] = [];
  for (const [i, size] of sizesOf(generated).entries()) {
    const rows = subset(generated.rows, size, random(`frechet/${String(i)}`));
    const [from, to] = [0.1 + (0.9 * i) / SIZES, 0.1 + (0.9 * (i + 1)) / SIZES];
    const some = yield* part(momentsOf(takeRows(generated, rows), algebra), from, to);
    points.push({ size, distance: frechetOf(moments, some, algebra) });
  }
  return { value: intercept(points), points };
}

function sizesOf({ rows, columns }: Matrix): number[] {
  const least = Math.max(Math.ceil(rows / 10), Math.min(2 * columns, Math.floor(rows / 2)), 2);
  return Array.from({ length: SIZES }, (_, i) => Math.floor(least + ((rows - least) * i) / (SIZES - 1)));
}

/** Intercept of the least squares line of distance over 1 / size. */
function intercept(points: readonly { readonly size: number; readonly distance: number }[]): number {
  const x = points.map(({ size }) => 1 / size);
  const [meanX, meanY] = [mean(x), mean(points.map(({ distance }) => distance))];
  let [covariance, variance] = [0, 0];
  points.forEach(({ distance }, i) => {
    const offset = (x[i] as number) - meanX;
    covariance += offset * (distance - meanY);
    variance += offset * offset;
  });
  return meanY - (covariance / variance) * meanX;
}
