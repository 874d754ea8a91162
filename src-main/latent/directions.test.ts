import { describe, expect, it } from 'vitest';
import { javascriptAlgebra } from '../evaluation/linear-algebra';
import type { Matrix } from '../evaluation/matrix';
import { generatedDirections, localDirections, principalDirections } from './directions';

const matrix = (columns: number, values: number[]): Matrix => ({
  values: Float64Array.from(values),
  rows: values.length / columns,
  columns,
});
// prettier-ignore
const latents = matrix(3, [
  1.76, 0.4, 0.98, 2.24, 1.87, -0.98, 0.95, -0.15, -0.1, 0.41, 0.14, 1.45, 0.76, 0.12, 0.44, 0.33, 1.49, -0.21,
  0.31, -0.85, -2.55, 0.65, 0.86, -0.74, 2.27, -1.45, 0.05, -0.19, 1.53, 1.47, 0.15, 0.38, -0.89, -1.98, -0.35, 0.16,
]);
// prettier-ignore
const outputs = matrix(5, [
  0.36, 0.98, -0.9, -0.73, -0.99, 0.87, -0.85, 1.0, -0.89, -0.98, 0.91, 0.87, -0.46, -0.19, -0.69, -0.91, 0.88, -0.98,
  -0.46, -0.95, 0.21, 0.78, -0.65, -0.36, -0.85, -0.9, -0.98, 1.0, -0.67, -0.67, 1.0, -0.16, 0.98, 0.7, 0.98, 0.46,
  -0.85, 0.99, -0.44, -0.38, 1.0, 1.0, -1.0, 0.05, -0.95, -1.0, -0.94, 0.6, -0.77, -0.95, 0.64, -0.82, 0.97, -0.05,
  0.44, -0.97, -0.93, -0.17, 0.63, 0.97,
]);
const jacobian = matrix(
  5,
  [1.23, 1.2, -0.39, -0.3, -1.05, -1.42, -1.71, 1.95, -0.51, -0.44, -1.25, 0.78, -1.61, -0.21, -0.9],
);

/** Compares values to five digits. */
function expectValues(values: ArrayLike<number>, expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 5));
}
const expectRows = ({ values }: Matrix, expected: number[][]) => expectValues(values, expected.flat());

// All expected values are from NumPy: linalg.eigh, linalg.svd and linalg.lstsq.
describe('directions', () => {
  it('of latents are the principal components', () => {
    const { origin, vectors, shares } = principalDirections(latents, 3, javascriptAlgebra);
    expectRows(vectors, [
      [-0.578998, 0.288799, 0.762467],
      [0.80245, 0.367404, 0.470199],
      [-0.144341, 0.884087, -0.444473],
    ]);
    expectValues(shares, [0.398673, 0.357788, 0.243539]);
    expectValues(origin, [0.638333, 0.3325, -0.076667]);
  });

  it('of outputs are their principal components, mapped to latents', () => {
    const { vectors, shares } = generatedDirections(latents, outputs, 2, javascriptAlgebra);
    expectRows(vectors, [
      [0.632097, -0.457538, 0.62539],
      [-0.187355, 0.589077, 0.786057],
    ]);
    expectValues(shares, [0.523914, 0.262318]);
  });

  it('of outputs are no more than those along which these vary', () => {
    // Two values that vary together, such as points on a line: all other components are rounding errors.
    const line = Float64Array.from(
      { length: 24 },
      (_, i) => (latents.values[3 * (i >> 1)] ?? 0) * (i % 2 === 0 ? 1 : 2),
    );
    const { vectors, shares } = generatedDirections(latents, matrix(2, [...line]), 3, javascriptAlgebra);
    expect([vectors.rows, ...shares]).toEqual([1, expect.closeTo(1, 9)]);
    const same = generatedDirections(latents, matrix(2, new Array<number>(24).fill(1)), 3, javascriptAlgebra);
    expect(same.vectors.rows).toBe(1);
  });

  it('at one latent are those along which its output changes most', () => {
    const { vectors, shares } = localDirections(new Float64Array(3), jacobian, 3, javascriptAlgebra);
    expectRows(vectors, [
      [-0.451893, 0.823892, -0.342045],
      [-0.216659, 0.270583, 0.938],
      [0.865362, 0.497983, 0.056229],
    ]);
    expectValues(shares, [0.642098, 0.248279, 0.109623]);
  });

  it('are limited to the available number, and finite if nothing varies', () => {
    const same = matrix(2, [1, 2, 1, 2, 1, 2]);
    const { vectors, shares } = principalDirections(same, 5, javascriptAlgebra);
    expect(vectors.rows).toBe(2);
    expect([...vectors.values, ...shares].every(Number.isFinite)).toBe(true);
  });
});
