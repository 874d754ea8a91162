import type { LinearAlgebra } from './linear-algebra';
import { checkMatrix, checkPair, type Matrix } from './matrix';
import { median, measuredMean, type Measured } from './measured';
import { neighborsIn, neighborsWithin } from './neighbors';
import { part, type Steps } from './steps';

export interface ClosestPair {
  /** Row of the generated item. */
  readonly generated: number;
  /** Row of the nearest training item. */
  readonly training: number;
  readonly distance: number;
  /** To the distance of that training item from its own nearest one. */
  readonly ratio: number;
}

export interface CopyingHint {
  /** Share of generated items nearer to a training item than that is to any other. */
  readonly copies: Measured;
  /** Median of the ratios. */
  readonly medianRatio: number;
  /** Of the lowest ratios, lowest first; each training item once. */
  readonly closest: readonly ClosestPair[];
}

/** As many as fit beside each other. */
const PAIRS = 16;

/**
 * A hint at copies of training items, for yⱼ with its nearest training item t and that one's nearest other one t′:
 * ratio ‖yⱼ − t‖ / ‖t − t′‖; copies are those below 1 (Alaa et al. 2022, authenticity: its complement). Held-out
 * items have some, too: read it beside their value. Low ratios do not prove memorisation (Stein et al. 2023), so look at
 * the pairs.
 * @param training features, [N, d]
 * @param generated features, [M, d]
 * @throws WorkbenchError as `checkPair`, with less than two training items or no generated one, too
 */
export function* copyingHint(
  { training, generated }: { readonly training: Matrix; readonly generated: Matrix },
  algebra: LinearAlgebra,
): Steps<CopyingHint> {
  checkPair({ real: training, generated }, 1);
  checkMatrix(training, 'training', 2);
  const own = yield* part(neighborsWithin(training, 1, algebra), 0, 0.5);
  const nearest = yield* part(neighborsIn(generated, training, 1, algebra), 0.5, 1);
  const pairs = Array.from(nearest.indices, (index, row): ClosestPair => {
    const distance = Math.sqrt(nearest.squared[row] as number);
    const spacing = Math.sqrt(own.squared[index] as number);
    // Where the training item has a duplicate, only an exact copy is as near.
    const ratio = distance === 0 ? 0 : distance / spacing;
    return { generated: row, training: index, distance, ratio };
  });
  return {
    copies: measuredMean(Float64Array.from(pairs, ({ ratio }) => (ratio < 1 ? 1 : 0))),
    medianRatio: median(pairs.map(({ ratio }) => ratio)),
    closest: closestOf(pairs),
  };
}

function closestOf(pairs: readonly ClosestPair[]): ClosestPair[] {
  const sorted = [...pairs].sort((a, b) => a.ratio - b.ratio || a.distance - b.distance);
  const seen = new Set<number>();
  const closest: ClosestPair[] = [];
  for (const pair of sorted) {
    if (closest.length === PAIRS) break;
    if (seen.has(pair.training)) continue;
    seen.add(pair.training);
    closest.push(pair);
  }
  return closest;
}

export interface Duplicates {
  /** Share of items that equal another one to the last bit. */
  readonly exact: Measured;
  /** Share of items whose nearest other one is nearer than all but a hundredth of the real items have theirs. */
  readonly near: Measured;
}

/** Real items nearer to each other than all but these are a norm for what counts as near. */
const NEAR_QUANTILE = 0.01;

/**
 * Items generated more than once: a sign of collapse. A norm needs as many real items as generated ones, since distances
 * to the nearest shrink with their number: the larger set is cut to the size of the smaller one.
 * @param pair pixels or features, [N, d] and [M, d]
 * @throws WorkbenchError as `checkPair`, with less than two items, too
 */
export function* duplicates(
  pair: { real: Matrix; generated: Matrix },
  algebra: LinearAlgebra,
): Steps<Duplicates> {
  checkPair(pair, 2);
  const rows = Math.min(pair.real.rows, pair.generated.rows);
  const real = yield* part(neighborsWithin(first(pair.real, rows), 1, algebra), 0, 0.5);
  const generated = yield* part(neighborsWithin(first(pair.generated, rows), 1, algebra), 0.5, 1);
  const norm = real.squared.slice().sort()[Math.floor(NEAR_QUANTILE * rows)] as number;
  return {
    exact: measuredMean(Float64Array.from(generated.squared, (value) => (value === 0 ? 1 : 0))),
    near: measuredMean(Float64Array.from(generated.squared, (value) => (value < norm ? 1 : 0))),
  };
}

function first({ values, columns }: Matrix, rows: number): Matrix {
  return { values: values.subarray(0, rows * columns), rows, columns };
}
