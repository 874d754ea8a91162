import { at } from '../contract/at';
import { centered, columnMeans } from '../evaluation/distances';
import type { LinearAlgebra } from '../evaluation/linear-algebra';
import { transpose } from '../evaluation/linear-algebra';
import type { Matrix } from '../evaluation/matrix';

/** Directions in a latent space, each of length 1, not always orthogonal, the most important first. */
export interface Directions {
  /** The latent at which the directions start, [latentSize]. */
  readonly origin: Float64Array;
  /** One direction in each row, [count, latentSize]. */
  readonly vectors: Matrix;
  /** Share of the variance that each direction accounts for, [count]. */
  readonly shares: Float64Array;
}

/** Components with a smaller fraction of the largest one's variance are rounding errors. */
const RANK = 1e-9;

/** Returns the principal components of latents [n, latentSize] about their mean. */
export function principalDirections(latents: Matrix, count: number, algebra: LinearAlgebra): Directions {
  const origin = columnMeans(latents);
  const { columns } = latents;
  const scatter = algebra.gram(centered(latents, origin));
  const { values, vectors } = algebra.eigen({ values: scatter, rows: columns, columns });
  return { origin, ...leading(values, { values: vectors, rows: columns, columns }, count) };
}

/** Returns the coordinates of latents [n, latentSize] along the first two of some directions, from their origin. */
export function projectionOnto(
  { values, rows, columns }: Matrix,
  { origin, vectors }: Directions,
): [number, number][] {
  const along = (row: number, direction: number) => {
    let sum = 0;
    for (let i = 0; i < columns; i++)
      sum += (at(values, row * columns + i) - at(origin, i)) * at(vectors.values, direction * columns + i);
    return sum;
  };
  return Array.from({ length: rows }, (_, row) => [along(row, 0), along(row, 1)]);
}

/**
 * Returns directions along which the generator's output varies most: the principal components of outputs, each mapped
 * to latents by least squares; Härkönen et al. 2020, "GANSpace" (2004.02546), section 2.2. The paper uses activations
 * of an early layer; `outputs` may be these, or the items themselves. Cost: an eigendecomposition [n, n].
 * There are no more directions than outputs that vary independently, e.g. two for points, but at least one.
 * @param latents [n, latentSize]
 * @param outputs outputs of the same latents, [n, values]
 */
export function generatedDirections(
  latents: Matrix,
  outputs: Matrix,
  count: number,
  algebra: LinearAlgebra,
): Directions {
  const origin = columnMeans(latents);
  const deviations = centered(latents, origin);
  const features = centered(outputs, columnMeans(outputs));
  // The eigenvectors of `inner` are the scores of the principal components, up to their lengths.
  const inner = algebra.products(features, features);
  const { rows } = outputs;
  const { values, vectors } = algebra.eigen({ values: inner, rows, columns: rows });
  const largest = values.at(-1) ?? 0;
  const rank = values.filter((value) => value > RANK * largest).length;
  const most = Math.min(count, latents.columns, Math.max(1, rank));
  const { vectors: scores, shares } = leading(values, { values: vectors, rows, columns: rows }, most);
  // Scores are uncorrelated, so each least squares solution is a product.
  const slopes = algebra.products(scores, transpose(deviations));
  return { origin, vectors: normalised({ ...deviations, values: slopes, rows: scores.rows }), shares };
}

/**
 * Returns the directions at one latent along which its output changes most: the eigenvectors of J Jᵀ.
 * @param latent the latent at which they start, [latentSize]
 * @param jacobian derivatives of the output with respect to the latent, [latentSize, values]
 */
export function localDirections(
  latent: Float64Array,
  jacobian: Matrix,
  count: number,
  algebra: LinearAlgebra,
): Directions {
  const { rows } = jacobian;
  const inner = algebra.products(jacobian, jacobian);
  const { values, vectors } = algebra.eigen({ values: inner, rows, columns: rows });
  return { origin: latent, ...leading(values, { values: vectors, rows, columns: rows }, count) };
}

/**
 * Returns the gradient of each output at one latent, such as the logit of each class: the direction along which it
 * grows fastest, with its slope there in place of a fraction of the variance.
 * @param jacobian derivatives of the outputs with respect to the latent, [latentSize, outputs]
 */
export function gradientDirections(latent: Float64Array, jacobian: Matrix): Directions {
  const gradients = transpose(jacobian);
  const { rows, columns } = gradients;
  const values = Float64Array.from(gradients.values);
  const shares = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const one = values.subarray(row * columns, (row + 1) * columns);
    const slope = Math.hypot(...one);
    shares[row] = slope;
    for (let i = 0; i < columns; i++) one[i] = (one[i] as number) / (slope || 1);
  }
  return { origin: latent, vectors: { values, rows, columns }, shares };
}

/** Returns the largest eigenvalues, in falling order, with eigenvectors whose largest entry is positive. */
function leading(
  values: Float64Array,
  vectors: Matrix,
  count: number,
): { vectors: Matrix; shares: Float64Array } {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0) || 1;
  const rows = Math.min(count, vectors.rows);
  const { columns } = vectors;
  const chosen = new Float64Array(rows * columns);
  const shares = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const from = vectors.rows - 1 - row;
    chosen.set(vectors.values.subarray(from * columns, (from + 1) * columns), row * columns);
    shares[row] = Math.max(0, values[from] as number) / total;
  }
  return { vectors: normalised({ values: chosen, rows, columns }), shares };
}

/** Scales rows to length 1, with the largest entry by size positive, since an eigenvector's sign is arbitrary. */
function normalised({ values, rows, columns }: Matrix): Matrix {
  const result = Float64Array.from(values);
  for (let row = 0; row < rows; row++) {
    const one = result.subarray(row * columns, (row + 1) * columns);
    const largest = one.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    const length = Math.hypot(...one) || 1;
    for (let i = 0; i < columns; i++) one[i] = ((one[i] as number) / length) * (largest < 0 ? -1 : 1);
  }
  return { values: result, rows, columns };
}
