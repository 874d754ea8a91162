import { at } from '../contract/at';
import { refusal } from '../contract/error';
import type { ProblemParams } from '../contract/problems/catalogue';

/** [rows, columns], row by row; each row is one item of features, points or pixels. */
export interface Matrix {
  readonly values: Float32Array | Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Items of the data and of a model in the same space. Named fields prevent swapping the two. */
export interface Pair {
  readonly real: Matrix;
  readonly generated: Matrix;
}

/** Returns rows `from` to `to` as a view of the matrix. */
export function rowsOf({ values, rows, columns }: Matrix, from: number, to: number): Matrix {
  const end = Math.min(to, rows);
  return { values: values.subarray(from * columns, end * columns), rows: end - from, columns };
}

/** Returns a copy of the rows of `indices`, in their order. */
export function takeRows({ values, columns }: Matrix, indices: ArrayLike<number>): Matrix {
  const taken = new Float64Array(indices.length * columns);
  for (let i = 0; i < indices.length; i++) {
    const from = at(indices, i) * columns;
    taken.set(values.subarray(from, from + columns), i * columns);
  }
  return { values: taken, rows: indices.length, columns };
}

type EvaluatedItems = ProblemParams<'evaluation.too-few'>['items'];

/**
 * Checks the shape and the values of a matrix.
 * @param items what the rows of the matrix are, for messages
 * @param least smallest number of rows
 * @throws WorkbenchError `evaluation.shape` if the number of values does not fit, `evaluation.too-few` with fewer than
 *   `least` rows, `evaluation.not-finite` if a value is NaN or infinite
 */
export function checkMatrix(matrix: Matrix, items: EvaluatedItems, least: number): void {
  const { values, rows, columns } = matrix;
  if (columns < 1 || values.length !== rows * columns) {
    throw refusal('evaluation.shape', { items, values: values.length, rows, columns });
  }
  if (rows < least) {
    throw refusal('evaluation.too-few', { items, least, count: rows });
  }
  if (!values.every(Number.isFinite)) {
    throw refusal('evaluation.not-finite', { items });
  }
}

/** @throws WorkbenchError as `checkMatrix`, and `evaluation.features-differ` if the numbers of columns differ */
export function checkPair({ real, generated }: Pair, least: number): void {
  checkMatrix(real, 'real', least);
  checkMatrix(generated, 'generated', least);
  if (real.columns !== generated.columns) {
    throw refusal('evaluation.features-differ', { real: real.columns, generated: generated.columns });
  }
}
