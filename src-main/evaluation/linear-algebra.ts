import { EigenvalueDecomposition, Matrix as Rows, SingularValueDecomposition } from 'ml-matrix';
import type { Matrix } from './matrix';

/** The linear algebra that the metrics need, in double precision: TensorFlow's kernels (engine.ts), or JavaScript. */
export interface LinearAlgebra {
  /** a bᵀ, [a.rows, b.rows]; both matrices have the same number of columns. */
  products(a: Matrix, b: Matrix): Float64Array;
  /** aᵀ a, [columns, columns]. */
  gram(a: Matrix): Float64Array;
  /**
   * Eigendecomposition of a symmetric matrix [n, n].
   * @returns eigenvalues in rising order, [n], and eigenvectors of length 1, one in each row, [n, n]
   */
  eigen(symmetric: Matrix): { readonly values: Float64Array; readonly vectors: Float64Array };
  singularValues(a: Matrix): Float64Array;
}

/** Without native code: about twenty times slower, and the same up to rounding. */
export const javascriptAlgebra: LinearAlgebra = {
  products(a, b) {
    const [left, right] = [Float64Array.from(a.values), Float64Array.from(b.values)];
    const result = new Float64Array(a.rows * b.rows);
    const { columns } = a;
    for (let i = 0, at = 0; i < a.rows; i++) {
      for (let j = 0; j < b.rows; j++, at++) {
        let sum = 0;
        for (let p = i * columns, q = j * columns, end = p + columns; p < end; p++, q++) {
          sum += (left[p] as number) * (right[q] as number);
        }
        result[at] = sum;
      }
    }
    return result;
  },
  gram(a) {
    const transposed = transpose(a);
    return this.products(transposed, transposed);
  },
  eigen(symmetric) {
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(rowsOf(symmetric), {
      assumeSymmetric: true,
    });
    const n = symmetric.rows;
    const vectors = Float64Array.from({ length: n * n }, (_, at) =>
      eigenvectorMatrix.get(at % n, Math.floor(at / n)),
    );
    return { values: Float64Array.from(realEigenvalues), vectors };
  },
  singularValues: (a) =>
    Float64Array.from(
      new SingularValueDecomposition(rowsOf(a), {
        computeLeftSingularVectors: false,
        computeRightSingularVectors: false,
        autoTranspose: true,
      }).diagonal,
    ),
};

function rowsOf({ values, rows, columns }: Matrix): Rows {
  return Rows.from1DArray(rows, columns, values);
}

/** Aᵀ, as a copy: [rows, columns] → [columns, rows]. */
export function transpose({ values, rows, columns }: Matrix): Matrix {
  const result = new Float64Array(values.length);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) result[j * rows + i] = values[at] as number;
  }
  return { values: result, rows: columns, columns: rows };
}
