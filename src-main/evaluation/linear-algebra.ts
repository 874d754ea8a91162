import type { Matrix } from './matrix';

/** What the metrics need of linear algebra, in double precision: TensorFlow's kernels (engine.ts), or JavaScript. */
export interface LinearAlgebra {
  /** a bᵀ, [a.rows, b.rows]; of matrices with equal columns. */
  products(a: Matrix, b: Matrix): Float64Array;
}

/** Without native code: some twenty times slower, and the same to rounding. */
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
};
