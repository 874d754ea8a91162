import type { LinearAlgebra } from './linear-algebra';
import { rowsOf, type Matrix } from './matrix';
import type { Steps } from './steps';

/** Rows of a tile: its products take 8 MB, and a step takes tens of milliseconds with 512 columns. */
const TILE = 1024;
/** With few columns, distances are computed faster in JavaScript than they are passed to a kernel and back. */
const FEW_COLUMNS = 4;

/** Squared distance of row i of a and row j of b, summed in order: bit for bit the same with any linear algebra. */
export function squaredDistance(a: Matrix, i: number, b: Matrix, j: number): number {
  const { columns } = a;
  const [left, right] = [a.values, b.values];
  let sum = 0;
  for (let p = i * columns, q = j * columns, end = p + columns; p < end; p++, q++) {
    const difference = (left[p] as number) - (right[q] as number);
    sum += difference * difference;
  }
  return sum;
}

/** Squared distances of rows `fromA`… of a to rows `fromB`… of b. */
export interface Tile {
  readonly fromA: number;
  readonly fromB: number;
  readonly rowsA: number;
  readonly rowsB: number;
  /** [rowsA, rowsB]. */
  readonly squared: Float64Array;
  /**
   * The sum of the two rows' margins bounds the rounding error of a squared distance. The error of a scalar product of
   * d terms is at most d u ‖a‖ ‖b‖ (Higham 2002, Accuracy and Stability of Numerical Algorithms, §3.1). Closer
   * decisions use `squaredDistance`, so that counts do not depend on kernel, thread count or device.
   */
  readonly marginsA: Float64Array;
  readonly marginsB: Float64Array;
}

/**
 * Computes the squared distances of all pairs, tile by tile, as ‖a‖² + ‖b‖² − 2 a·b, relative to the mean of a, since
 * far from the origin the terms would cancel.
 * @param b null for a itself; then only tiles on and above the diagonal are visited
 */
export function* eachTile(
  a: Matrix,
  b: Matrix | null,
  algebra: LinearAlgebra,
  visit: (tile: Tile) => void,
): Steps<void> {
  const other = b ?? a;
  const center = columnMeans(a);
  const total = b === null ? pairsOnTiles(a.rows) : a.rows * other.rows;
  let done = 0;
  for (let fromA = 0; fromA < a.rows; fromA += TILE) {
    const left = centered(rowsOf(a, fromA, fromA + TILE), center);
    for (let fromB = b === null ? fromA : 0; fromB < other.rows; fromB += TILE) {
      const right = centered(rowsOf(other, fromB, fromB + TILE), center);
      visit({ fromA, fromB, ...tileOf(left, right, algebra) });
      done += left.rows * right.rows;
      yield done / total;
    }
  }
}

/** Number of pairs in the tiles on and above the diagonal. */
function pairsOnTiles(rows: number): number {
  let pairs = 0;
  for (let from = 0; from < rows; from += TILE) pairs += Math.min(TILE, rows - from) * (rows - from);
  return pairs;
}

function tileOf(a: Matrix, b: Matrix, algebra: LinearAlgebra): Omit<Tile, 'fromA' | 'fromB'> {
  const [normsA, normsB] = [squaredNorms(a), squaredNorms(b)];
  let squared: Float64Array;
  if (a.columns <= FEW_COLUMNS) squared = directDistances(a, b);
  else {
    squared = algebra.products(a, b);
    for (let i = 0, at = 0; i < a.rows; i++) {
      const norm = normsA[i] as number;
      for (let j = 0; j < b.rows; j++, at++) {
        squared[at] = norm + (normsB[j] as number) - 2 * (squared[at] as number);
      }
    }
  }
  const rounding = (a.columns + 8) * 2 ** -52;
  const margins = (norms: Float64Array) => norms.map((norm) => norm * rounding);
  return { rowsA: a.rows, rowsB: b.rows, squared, marginsA: margins(normsA), marginsB: margins(normsB) };
}

/** Mean of each column. @returns [columns] */
export function columnMeans({ values, rows, columns }: Matrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let column = 0; column < columns; column++, at++) {
      sums[column] = (sums[column] as number) + (values[at] as number);
    }
  }
  return sums.map((sum) => sum / rows);
}

/** Returns a copy with `center` subtracted from each row. @param center [columns] */
export function centered({ values, rows, columns }: Matrix, center: Float64Array): Matrix {
  const result = new Float64Array(values.length);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let column = 0; column < columns; column++, at++) {
      result[at] = (values[at] as number) - (center[column] as number);
    }
  }
  return { values: result, rows, columns };
}

/** Squared norm of each row. @returns [rows] */
function squaredNorms({ values, rows, columns }: Matrix): Float64Array {
  const norms = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = 0;
    for (const end = at + columns; at < end; at++) sum += (values[at] as number) * (values[at] as number);
    norms[i] = sum;
  }
  return norms;
}

function directDistances(a: Matrix, b: Matrix): Float64Array {
  const squared = new Float64Array(a.rows * b.rows);
  for (let i = 0, at = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++, at++) squared[at] = squaredDistance(a, i, b, j);
  }
  return squared;
}
