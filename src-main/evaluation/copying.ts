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
  /** `distance` divided by that training item's distance from its own nearest training item. */
  readonly ratio: number;
}

export interface CopyingHint {
  /** Share of generated items that are nearer to their training item than that is to any other training item. */
  readonly copies: Measured;
  /** Median of the ratios. */
  readonly medianRatio: number;
  /** Pairs with the lowest ratios, the lowest first; each training item occurs once. */
  readonly closest: readonly ClosestPair[];
}

/** As many pairs as fit side by side. */
const PAIRS = 16;

/**
 * Estimates which generated items are copies of training items. Let t be the training item nearest to yⱼ, and t′ the
 * training item nearest to t. Copies are those with a ratio ‖yⱼ − t‖ / ‖t − t′‖ below 1 (the complement of
 * authenticity, Alaa et al. 2022). Held-out items have some copies too, so compare with their value. Low ratios do not
 * prove memorisation (Stein et al. 2023), so look at the pairs.
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

/** This quantile of the nearest distances between real items decides which distances are small. */
const NEAR_QUANTILE = 0.01;

/**
 * Finds items generated more than once, a sign of collapse. Distances to the nearest item shrink with the number of
 * items, so the larger of the two sets is cut to the size of the smaller one.
 * @param pair pixels or features, [N, d] and [M, d]
 * @throws WorkbenchError as `checkPair`, also with fewer than two items
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
