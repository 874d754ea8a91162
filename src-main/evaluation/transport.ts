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
 * Bonneel et al. 2015. With unequal numbers of items the quantile functions are compared.
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

/** Uniform on the sphere: normal numbers (Box and Muller 1958), divided by their length. */
function randomDirection(columns: number, next: () => number): Float64Array {
  const normal = Float64Array.from({ length: columns }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    return radius * Math.cos(2 * Math.PI * next());
  });
  const length = Math.hypot(...normal);
  return normal.map((value) => value / length);
}

/** Sorted. */
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
    // In units of 1 / (n m), so that equal levels are equal numbers.
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

/** Its time grows with the cube of the number: half a second for so many. */
const MOST_ASSIGNED = 1000;

/**
 * Exact Wasserstein distance W₁: the least mean distance ‖xᵢ − y_π(i)‖ over assignments π, in units of the items. A
 * sample of n items is off by about n^(−1/d) even from its own distribution (Fournier and Guillin 2015): state n, and read
 * it beside real against real.
 * Of more than 1000 items on the smaller side, or of more on one side, random ones are taken.
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
  // It changes the costs that it is given.
  const { columnAssignments } = linearSumAssignment(costs, { maximaze: false });
  const assigned = Float64Array.from(columnAssignments, cost);
  return { ...measuredMean(assigned), count };
}
