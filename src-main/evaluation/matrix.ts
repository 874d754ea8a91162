import { WorkbenchError } from '../contract/error';
import { countText } from '../contract/numbers';

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
    const from = (indices[i] ?? 0) * columns;
    taken.set(values.subarray(from, from + columns), i * columns);
  }
  return { values: taken, rows: indices.length, columns };
}

/**
 * @param what the items of the matrix, e.g. `generated items`
 * @param least rows
 * @throws WorkbenchError `evaluation.shape` where values are missing, `evaluation.too-few` below `least` rows,
 *   `evaluation.not-finite` where one is not a number or infinite
 */
export function checkMatrix(matrix: Matrix, what: string, least: number): void {
  const { values, rows, columns } = matrix;
  if (columns < 1 || values.length !== rows * columns) {
    throw new WorkbenchError({
      code: 'evaluation.shape',
      message: `The ${what} have ${countText(values.length)} values, which are not ${countText(rows)} rows of ${countText(columns)}.`,
      advice: 'Make the samples again and repeat the evaluation.',
    });
  }
  if (rows < least) {
    throw new WorkbenchError({
      code: 'evaluation.too-few',
      message: `This metric needs at least ${countText(least)} ${what}; there are ${countText(rows)}.`,
      advice: 'Evaluate with more samples.',
    });
  }
  if (!values.every(Number.isFinite)) {
    throw new WorkbenchError({
      code: 'evaluation.not-finite',
      message: `The ${what} contain values that are not finite numbers, so nothing can be measured on them.`,
      advice: 'The run has probably diverged: evaluate an earlier checkpoint.',
    });
  }
}

/** @throws WorkbenchError as `checkMatrix`, and `evaluation.shape` where the two have other columns */
export function checkPair({ real, generated }: Pair, least: number): void {
  checkMatrix(real, 'real items', least);
  checkMatrix(generated, 'generated items', least);
  if (real.columns !== generated.columns) {
    throw new WorkbenchError({
      code: 'evaluation.shape',
      message: `Real items have ${countText(real.columns)} values each and generated items ${countText(generated.columns)}.`,
      advice: 'Evaluate both with the same encoder.',
    });
  }
}
