import { eachTile, squaredDistance } from './distances';
import type { LinearAlgebra } from './linear-algebra';
import type { Matrix } from './matrix';
import type { Steps } from './steps';

/** The k nearest neighbours of each row, the nearest first. */
export interface Neighbors {
  readonly k: number;
  /** Squared distances, [rows, k], as from `squaredDistance`. */
  readonly squared: Float64Array;
  /** Row indices of the neighbours, [rows, k]. */
  readonly indices: Int32Array;
}

/** Finds the k nearest other rows of each row. Needs more than k rows. */
export function* neighborsWithin(matrix: Matrix, k: number, algebra: LinearAlgebra): Steps<Neighbors> {
  const nearest = nearestLists(matrix.rows, k);
  const { worst, offer } = nearest;
  yield* eachTile(matrix, null, algebra, ({ fromA, fromB, rowsA, rowsB, squared }) => {
    const onDiagonal = fromA === fromB;
    for (let i = 0; i < rowsA; i++) {
      const row = fromA + i;
      for (let j = onDiagonal ? i + 1 : 0; j < rowsB; j++) {
        const value = squared[i * rowsB + j] as number;
        const other = fromB + j;
        if (value < (worst[row] as number)) offer(row, value, other);
        if (value < (worst[other] as number)) offer(other, value, row);
      }
    }
  });
  return exact(nearest, k, matrix, matrix);
}

/** Finds the k rows of `reference` that are nearest to each row of `queries`. Needs at least k rows of `reference`. */
export function* neighborsIn(
  queries: Matrix,
  reference: Matrix,
  k: number,
  algebra: LinearAlgebra,
): Steps<Neighbors> {
  const nearest = nearestLists(queries.rows, k);
  const { worst, offer } = nearest;
  yield* eachTile(queries, reference, algebra, ({ fromA, fromB, rowsA, rowsB, squared }) => {
    for (let i = 0, at = 0; i < rowsA; i++) {
      const row = fromA + i;
      for (let j = 0; j < rowsB; j++, at++) {
        const value = squared[at] as number;
        if (value < (worst[row] as number)) offer(row, value, fromB + j);
      }
    }
  });
  return exact(nearest, k, queries, reference);
}

/** Sorted lists of the k smallest values for each row. */
function nearestLists(rows: number, k: number) {
  const values = new Float64Array(rows * k).fill(Infinity);
  const indices = new Int32Array(rows * k).fill(-1);
  const worst = new Float64Array(rows).fill(Infinity);
  /** Inserts a value that is below the largest in its row's list. */
  const offer = (row: number, value: number, index: number) => {
    const first = row * k;
    let at = first + k - 1;
    for (; at > first && (values[at - 1] as number) > value; at--) {
      values[at] = values[at - 1] as number;
      indices[at] = indices[at - 1] as number;
    }
    values[at] = value;
    indices[at] = index;
    worst[row] = values[first + k - 1] as number;
  };
  return { values, indices, worst, offer };
}

/** Computes the distances of the neighbours again without the rounding errors of products, and sorts by them. */
function exact(
  { indices }: ReturnType<typeof nearestLists>,
  k: number,
  queries: Matrix,
  reference: Matrix,
): Neighbors {
  const squared = new Float64Array(indices.length);
  const sorted = new Int32Array(indices.length);
  for (let row = 0; row < queries.rows; row++) {
    const found = Array.from(indices.subarray(row * k, (row + 1) * k), (index) => ({
      index,
      value: squaredDistance(queries, row, reference, index),
    })).sort((a, b) => a.value - b.value || a.index - b.index);
    found.forEach(({ index, value }, rank) => {
      squared[row * k + rank] = value;
      sorted[row * k + rank] = index;
    });
  }
  return { k, squared, indices: sorted };
}

/** Returns squared radii of balls that reach to the k-th neighbour, [rows]. @param k at most that of `neighbors` */
export function squaredRadii(neighbors: Neighbors, k: number): Float64Array {
  return Float64Array.from(
    { length: neighbors.indices.length / neighbors.k },
    (_, row) => neighbors.squared[row * neighbors.k + k - 1] as number,
  );
}
