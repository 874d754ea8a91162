import type { LinearAlgebra } from './linear-algebra';
import { checkPair, takeRows, type Matrix, type Pair } from './matrix';
import { mean } from './measured';
import type { Steps } from './steps';
import { subset, type Randomness } from './subsets';

export interface KernelDistance {
  /** Mean over the subsets. */
  readonly value: number;
  /** Standard deviation over the subsets. As these overlap, it indicates the error of the mean but is no interval. */
  readonly standardDeviation: number;
  readonly subsets: number;
  readonly subsetSize: number;
}

export interface KernelOptions {
  readonly subsets?: number | undefined;
  /** Largest number of items in a subset; subsets have all items if there are fewer. */
  readonly largestSubset?: number;
}

/** Values of Bińkowski et al. 2018. */
const [SUBSETS, LARGEST_SUBSET] = [100, 1000];

/**
 * Kernel distance: the mean over 100 random subsets of at most 1000 items of the unbiased squared maximum mean
 * discrepancy with the kernel k(x, y) = (x·y / d + 1)³, which is
 * 1/(n(n−1)) Σ_{i≠j} (k(xᵢ, xⱼ) + k(yᵢ, yⱼ)) − 2/n² Σᵢⱼ k(xᵢ, yⱼ); Bińkowski et al. 2018 (1801.01401), eq. 4 and §4.
 * It is unbiased, so it may be below zero if the two distributions are the same.
 * @param pair features, [N, d] and [M, d]
 * @throws WorkbenchError as `checkPair`, also with fewer than two items
 */
export function* kernelDistance(
  pair: Pair,
  algebra: LinearAlgebra,
  random: Randomness,
  { subsets = SUBSETS, largestSubset = LARGEST_SUBSET }: KernelOptions = {},
): Steps<KernelDistance> {
  checkPair(pair, 2);
  const { real, generated } = pair;
  const subsetSize = Math.min(largestSubset, real.rows, generated.rows);
  const distances = new Float64Array(subsets);
  for (let i = 0; i < subsets; i++) {
    const next = random(`kernel/${String(i)}`);
    const x = takeRows(real, subset(real.rows, subsetSize, next));
    const y = takeRows(generated, subset(generated.rows, subsetSize, next));
    const within = meanOfKernel(x, x, algebra) + meanOfKernel(y, y, algebra);
    distances[i] = within - 2 * meanOfKernel(x, y, algebra);
    yield (i + 1) / subsets;
  }
  const value = mean(distances);
  const standardDeviation = Math.sqrt(mean(distances.map((distance) => (distance - value) ** 2)));
  return { value, standardDeviation, subsets, subsetSize };
}

/** Mean of the kernel over all pairs; for a set with itself, over all pairs of different items. */
function meanOfKernel(a: Matrix, b: Matrix, algebra: LinearAlgebra): number {
  const products = algebra.products(a, b);
  const kernel = (at: number) => {
    const base = (products[at] as number) / a.columns + 1;
    return base * base * base;
  };
  let sum = 0;
  for (let at = 0; at < products.length; at++) sum += kernel(at);
  if (a !== b) return sum / products.length;
  for (let i = 0; i < a.rows; i++) sum -= kernel(i * (a.rows + 1));
  return sum / (a.rows * (a.rows - 1));
}
