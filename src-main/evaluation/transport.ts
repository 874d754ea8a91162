import { linearSumAssignment } from 'linear-sum-assignment';
import { Matrix as Rows } from 'ml-matrix';
import { squaredDistance } from './distances';
import { checkPair, rowsOf, takeRows, type Matrix, type Pair } from './matrix';
import { mean, measuredMean, type Measured } from './measured';
import type { Steps } from './steps';
import { subset, type Randomness } from './subsets';

const DIRECTIONS = 200;

/**
 * Sliced Wasserstein distance: (1/L Σ over L = 200 random directions θ of W₂²(θ·x, θ·y))^½, in units of the items;
 * Bonneel et al. 2015. For unequal numbers of items, W₂ is computed from the quantile functions.
 * @param pair points or features, [N, d] and [M, d]
 * @throws WorkbenchError as `checkPair`
 */
export function* slicedWasserstein(pair: Pair, random: Randomness): Steps<Measured> {
  checkPair(pair, 1);
  const { columns } = pair.real;
  const next = random('directions');
  const distances = new Float64Array(DIRECTIONS);
  for (let i = 0; i < DIRECTIONS; i++) {
    const direction = randomDirection(columns, next);
    distances[i] = squaredWasserstein(project(pair.real, direction), project(pair.generated, direction));
    yield (i + 1) / DIRECTIONS;
  }
  return { value: Math.sqrt(mean(distances)) };
}

/**
 * A uniformly random direction: normal random numbers (Box and Muller 1958), divided by their norm. @returns [columns]
 */
function randomDirection(columns: number, next: () => number): Float64Array {
  const normal = Float64Array.from({ length: columns }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    return radius * Math.cos(2 * Math.PI * next());
  });
  const length = Math.hypot(...normal);
  return normal.map((value) => value / length);
}

/** Projects rows onto a direction, and sorts the result. @returns [rows] */
function project({ values, rows, columns }: Matrix, direction: Float64Array): Float64Array {
  const result = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++, at++) {
      sum += (values[at] as number) * (direction[column] as number);
    }
    result[row] = sum;
  }
  return result.sort();
}

/** ∫ (F⁻¹ − G⁻¹)² over (0, 1) of two sorted samples. */
function squaredWasserstein(x: Float64Array, y: Float64Array): number {
  const [n, m] = [x.length, y.length];
  let [sum, i, j, reached] = [0, 0, 0, 0];
  while (i < n && j < m) {
    // In units of 1 / (n m), so that equal levels are exactly equal numbers.
    const [endX, endY] = [(i + 1) * m, (j + 1) * n];
    const end = Math.min(endX, endY);
    const difference = (x[i] as number) - (y[j] as number);
    sum += (end - reached) * difference * difference;
    reached = end;
    if (endX === end) i++;
    if (endY === end) j++;
  }
  return sum / (n * m);
}

/** Largest number of assigned items. Time grows with the cube of the number, and is half a second for this one. */
const MOST_ASSIGNED = 1000;

/**
 * Exact Wasserstein distance W₁: the least mean distance ‖xᵢ − y_π(i)‖ over assignments π, in units of the items. Even
 * a sample of n items from the same distribution has a distance of about n^(−1/d) (Fournier and Guillin 2015), so state
 * n and compare with the distance between real sets. If there are more than 1000 items, or more on one side, random
 * ones are used.
 * @param pair points, [N, d] and [M, d]
 * @throws WorkbenchError as `checkPair`
 */
export function exactWasserstein(pair: Pair, random: Randomness): Measured & { readonly count: number } {
  checkPair(pair, 1);
  const count = Math.min(MOST_ASSIGNED, pair.real.rows, pair.generated.rows);
  const some = (matrix: Matrix, use: string) =>
    matrix.rows === count
      ? rowsOf(matrix, 0, count)
      : takeRows(matrix, subset(matrix.rows, count, random(use)));
  const [real, generated] = [some(pair.real, 'real'), some(pair.generated, 'generated')];
  const cost = (i: number, j: number) => Math.sqrt(squaredDistance(real, i, generated, j));
  const costs = Rows.zeros(count, count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) costs.set(i, j, cost(i, j));
  }
  // It changes its argument.
  const { columnAssignments } = linearSumAssignment(costs, { maximaze: false });
  const assigned = Float64Array.from(columnAssignments, cost);
  return { ...measuredMean(assigned), count };
}
