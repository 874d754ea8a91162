import { UMAP } from 'umap-js';
import type { LinearAlgebra } from '../evaluation/linear-algebra';
import type { Matrix } from '../evaluation/matrix';
import { neighborsWithin, type Neighbors } from '../evaluation/neighbors';
import { part, type Steps } from '../evaluation/steps';
import { projectionOnto, principalDirections } from './directions';

/** The paper's and umap-learn's default: groups of about this size stay together. */
const NEIGHBORS = 15;
/** Half the width of the initial layout, as in umap-learn. */
const REACH = 10;
/** Moves rows of equal latents apart, as in umap-learn. */
const JITTER = 1e-4;
/** Fraction of the work that is done once the neighbours are known. */
const NEIGHBORS_DONE = 0.1;

/**
 * Lays rows out in the plane so that near rows stay near: McInnes, Healy and Melville 2018, "UMAP" (1802.03426), by
 * umap-js. It starts from the first two principal components, because what random starts show of distances between
 * groups is arbitrary; Kobak and Linderman 2021, "Initialization is critical for preserving global data structure". No
 * place between the rows has an inverse. Cost: about three seconds for 2000 rows of 8 values on one core.
 * @param random numbers from 0 to 1; the same numbers give the same layout
 * @returns [rows, 2]
 */
export function* umapLayout(rows: Matrix, random: () => number, algebra: LinearAlgebra): Steps<Float32Array> {
  if (rows.rows < 3) return Float32Array.from(initialPositions(rows, random, algebra).flat());
  const nNeighbors = Math.min(NEIGHBORS, rows.rows - 1);
  const found = yield* part(neighborsWithin(rows, nNeighbors - 1, algebra), 0, NEIGHBORS_DONE);
  const umap = new UMAP({ nNeighbors, random });
  const { indices, distances } = withThemselves(found);
  umap.setPrecomputedKNN(indices, distances);
  const epochs = umap.initializeFit(Array.from({ length: rows.rows }, (_, row) => rowOf(rows, row)));
  yield NEIGHBORS_DONE;
  const positions = umap.getEmbedding();
  // The optimiser moves these very arrays.
  initialPositions(rows, random, algebra).forEach((position, row) =>
    positions[row]?.splice(0, 2, ...position),
  );
  for (let epoch = 1; epoch <= epochs; epoch++) {
    umap.step();
    yield NEIGHBORS_DONE + ((1 - NEIGHBORS_DONE) * epoch) / epochs;
  }
  return Float32Array.from(umap.getEmbedding().flat());
}

const rowOf = ({ values, columns }: Matrix, row: number): number[] =>
  Array.from(values.subarray(row * columns, (row + 1) * columns));

/** As umap-js expects them: each row is its own first neighbour. */
function withThemselves({ k, indices, squared }: Neighbors): { indices: number[][]; distances: number[][] } {
  const rows = Array.from({ length: indices.length / k }, (_, row) => row);
  return {
    indices: rows.map((row) => [row, ...indices.subarray(row * k, (row + 1) * k)]),
    distances: rows.map((row) => [0, ...squared.subarray(row * k, (row + 1) * k).map(Math.sqrt)]),
  };
}

function initialPositions(rows: Matrix, random: () => number, algebra: LinearAlgebra): [number, number][] {
  const positions = projectionOnto(rows, principalDirections(rows, 2, algebra));
  const widest = positions.reduce((most, [x, y]) => Math.max(most, Math.abs(x), Math.abs(y)), 0) || 1;
  const noise = () => JITTER * (2 * random() - 1);
  return positions.map(([x, y]) => [(REACH * x) / widest + noise(), (REACH * y) / widest + noise()]);
}
