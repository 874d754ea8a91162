import { expectedCoverage, shareOfGood } from './calibration';
import { eachTile, squaredDistance } from './distances';
import type { LinearAlgebra } from './linear-algebra';
import { checkPair, type Matrix, type Pair } from './matrix';
import { mean, measuredMean, median, type Measured } from './measured';
import { neighborsWithin, squaredRadii } from './neighbors';
import { part, type Steps } from './steps';

export interface ManifoldOptions {
  /** Number of neighbours for precision and recall; Kynkäänniemi et al. 2019 use 3. */
  readonly kPrecision: number;
  /** Number of neighbours for density and coverage, clipped or not; Naeem et al. 2020 and Salvy et al. 2025 use 5. */
  readonly kDensity: number;
}

const MANIFOLD_DEFAULTS: ManifoldOptions = { kPrecision: 3, kDensity: 5 };

export interface ManifoldMetrics {
  readonly precision: Measured;
  readonly recall: Measured;
  readonly density: Measured;
  readonly coverage: Measured;
  readonly clippedDensity: Measured;
  readonly clippedCoverage: Measured;
}

/**
 * Metrics based on balls around real features xᵢ, i ≤ N, and generated features yⱼ, j ≤ M. The radii r(xᵢ), r(yⱼ) are
 * the distances to the k-th nearest item of the same set. All metrics are shares of items, without a unit; all except
 * density are at most 1.
 *
 * Kynkäänniemi et al. 2019, eq. 1 and 2, closed balls: precision = 1/M Σⱼ [yⱼ in a ball around some xᵢ]; recall is the
 * same with x and y swapped.
 *
 * Naeem et al. 2020, open balls as in the authors' code: density = 1/(kM) Σⱼ Σᵢ [‖yⱼ − xᵢ‖ < r(xᵢ)],
 * coverage = 1/N Σᵢ [some ‖yⱼ − xᵢ‖ < r(xᵢ)].
 *
 * Salvy et al. 2025 (2507.01761), closed balls. With radii R(xᵢ) = min(r(xᵢ), median of r): clipped density =
 * min(1, D / D₀), where D = 1/M Σⱼ min(1, 1/k Σᵢ [‖yⱼ − xᵢ‖ ≤ R(xᵢ)]), and D₀ is the same for the real items, each
 * without its own ball. Clipped coverage is the share of good samples at which the expected value is
 * C = 1/N Σᵢ min(1, 1/k Σⱼ [‖yⱼ − xᵢ‖ ≤ r(xᵢ)]) (calibration.ts).
 *
 * Time grows with ((N² + M²)/2 + NM) · d, memory with N + M.
 *
 * @param pair features, [N, d] and [M, d]
 * @throws WorkbenchError as `checkPair`, also if either side has at most k items
 */
export function* manifoldMetrics(
  pair: Pair,
  algebra: LinearAlgebra,
  { kPrecision, kDensity }: ManifoldOptions = MANIFOLD_DEFAULTS,
): Steps<ManifoldMetrics> {
  const k = Math.max(kPrecision, kDensity);
  checkPair(pair, k + 1);
  const realNeighbors = yield* part(neighborsWithin(pair.real, k, algebra), 0, 0.2);
  const generatedNeighbors = yield* part(neighborsWithin(pair.generated, kPrecision, algebra), 0.2, 0.4);
  const balls: Balls = {
    precision: squaredRadii(realNeighbors, kPrecision),
    density: squaredRadii(realNeighbors, kDensity),
    clipped: clippedRadii(squaredRadii(realNeighbors, kDensity)),
    recall: squaredRadii(generatedNeighbors, kPrecision),
  };
  const counts = yield* part(countPairs(pair, balls, algebra), 0.4, 0.8);
  const around = yield* part(otherBallsAround(pair.real, balls.clipped, algebra), 0.8, 1);
  const clip = (count: number) => Math.min(kDensity, count);
  const ofNeighbors = (average: number) => average / kDensity;
  const realDensity = mean(Float64Array.from(around, clip)) / kDensity;
  const expected = expectedCoverage(pair.real.rows, pair.generated.rows, kDensity);
  return {
    precision: measuredMean(Float64Array.from(counts.precise)),
    recall: measuredMean(Float64Array.from(counts.recalled)),
    density: measuredMean(Float64Array.from(counts.density), ofNeighbors),
    coverage: measuredMean(Float64Array.from(counts.covered)),
    clippedDensity: measuredMean(Float64Array.from(counts.clippedDensity, clip), (average) =>
      Math.min(1, ofNeighbors(average) / realDensity),
    ),
    clippedCoverage: measuredMean(Float64Array.from(counts.inside, clip), (average) =>
      shareOfGood(ofNeighbors(average), expected),
    ),
  };
}

/** Squared radii: `recall` around generated items, [M], the others around real items, [N]. */
interface Balls {
  readonly precision: Float64Array;
  readonly density: Float64Array;
  readonly clipped: Float64Array;
  readonly recall: Float64Array;
}

/** Limits squared radii to that of the median radius, so that outliers do not have large balls. */
function clippedRadii(squared: Float64Array): Float64Array {
  const limit = median(squared.map(Math.sqrt));
  return squared.map((radius) => (Math.sqrt(radius) <= limit ? radius : limit * limit));
}

/** Counts, for each item, the closed balls of other items that contain it. @returns [rows] */
function* otherBallsAround(items: Matrix, radii: Float64Array, algebra: LinearAlgebra): Steps<Int32Array> {
  const counts = new Int32Array(items.rows);
  const isInside = (i: number, j: number, value: number, margin: number, radius: number) =>
    (Math.abs(value - radius) <= margin ? squaredDistance(items, i, items, j) : value) <= radius;
  yield* eachTile(items, null, algebra, ({ fromA, fromB, rowsA, rowsB, squared, marginsA, marginsB }) => {
    for (let row = 0; row < rowsA; row++) {
      const i = fromA + row;
      const radius = radii[i] as number;
      for (let column = fromA === fromB ? row + 1 : 0; column < rowsB; column++) {
        const j = fromB + column;
        const value = squared[row * rowsB + column] as number;
        const margin = (marginsA[row] as number) + (marginsB[column] as number);
        if (isInside(i, j, value, margin, radius)) counts[j] = (counts[j] as number) + 1;
        if (isInside(i, j, value, margin, radii[j] as number)) counts[i] = (counts[i] as number) + 1;
      }
    }
  });
  return counts;
}

function* countPairs({ real, generated }: Pair, balls: Balls, algebra: LinearAlgebra) {
  const [n, m] = [real.rows, generated.rows];
  const counts = {
    /** 1 if the generated item is in a ball of some real item, [M]. */
    precise: new Uint8Array(m),
    /** 1 if the real item is in a ball of some generated item, [N]. */
    recalled: new Uint8Array(n),
    /** Number of open balls that contain the generated item, [M]. */
    density: new Int32Array(m),
    /** 1 if the open ball of the real item contains a generated item, [N]. */
    covered: new Uint8Array(n),
    /** Number of clipped balls that contain the generated item, [M]. */
    clippedDensity: new Int32Array(m),
    /** Number of generated items in the closed ball of the real item, [N]. */
    inside: new Int32Array(n),
  };
  const reach = largest(balls.precision, balls.density);
  const count = (i: number, j: number, squared: number) => {
    if (squared <= (balls.precision[i] as number)) counts.precise[j] = 1;
    if (squared <= (balls.recall[j] as number)) counts.recalled[i] = 1;
    if (squared > (balls.density[i] as number)) return;
    counts.inside[i] = (counts.inside[i] as number) + 1;
    if (squared <= (balls.clipped[i] as number)) {
      counts.clippedDensity[j] = (counts.clippedDensity[j] as number) + 1;
    }
    if (squared === balls.density[i]) return;
    counts.density[j] = (counts.density[j] as number) + 1;
    counts.covered[i] = 1;
  };
  const nearSurface = (i: number, j: number, value: number, margin: number) =>
    Math.abs(value - (balls.precision[i] as number)) <= margin ||
    Math.abs(value - (balls.density[i] as number)) <= margin ||
    Math.abs(value - (balls.clipped[i] as number)) <= margin ||
    Math.abs(value - (balls.recall[j] as number)) <= margin;
  yield* eachTile(real, generated, algebra, ({ fromA, fromB, rowsA, rowsB, squared, marginsA, marginsB }) => {
    for (let row = 0, at = 0; row < rowsA; row++) {
      const i = fromA + row;
      const limit = reach[i] as number;
      const marginA = marginsA[row] as number;
      for (let column = 0; column < rowsB; column++, at++) {
        const j = fromB + column;
        const value = squared[at] as number;
        const margin = marginA + (marginsB[column] as number);
        if (value - margin > limit && value - margin > (balls.recall[j] as number)) continue;
        count(i, j, nearSurface(i, j, value, margin) ? squaredDistance(real, i, generated, j) : value);
      }
    }
  });
  return counts;
}

function largest(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => Math.max(value, b[i] as number));
}
