import { at } from '../contract/at';
import { refusal } from '../contract/error';
import type { ProblemParams } from '../contract/problems/catalogue';

/** [rows, columns], row after row: of features, points or pixels one item a row. */
export interface Matrix {
  readonly values: Float32Array | Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Items of the data and of a model in the same space. Named, so that the two cannot be swapped by position. */
export interface Pair {
  readonly real: Matrix;
  readonly generated: Matrix;
}

/** Rows `from` to `to`, borrowed. */
export function rowsOf({ values, rows, columns }: Matrix, from: number, to: number): Matrix {
  const end = Math.min(to, rows);
  return { values: values.subarray(from * columns, end * columns), rows: end - from, columns };
}

/** The rows of `indices`, copied in their order. */
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
 * @param items what the rows of the matrix are
 * @param least rows
 * @throws WorkbenchError `evaluation.shape` where values are missing, `evaluation.too-few` below `least` rows,
 *   `evaluation.not-finite` where one is not a number or infinite
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

/** @throws WorkbenchError as `checkMatrix`, and `evaluation.features-differ` where the two have other columns */
export function checkPair({ real, generated }: Pair, least: number): void {
  checkMatrix(real, 'real', least);
  checkMatrix(generated, 'generated', least);
  if (real.columns !== generated.columns) {
    throw refusal('evaluation.features-differ', { real: real.columns, generated: generated.columns });
  }
}
