/**
 * Returns the expected clipped coverage before calibration for 0 to M good samples; Salvy et al. 2025 (2507.01761). The
 * ball that reaches to the k-th nearest of N − 1 other real items has a probability mass that is Beta(k, N − k)
 * distributed, so of m samples from the same distribution a beta-binomial number J is inside, and
 * E[min(1, J / k)] = 1 − Σ_{j<k} (1 − j/k) P(J = j).
 * @param real N, more than k
 * @param generated M
 * @returns [M + 1]
 */
export function expectedCoverage(real: number, generated: number, k: number): Float64Array {
  const rest = real - k;
  return Float64Array.from({ length: generated + 1 }, (_, m) => {
    // P(J = 0) = B(k, m + N − k) / B(k, N − k), a product of k factors; then P(J = j + 1) from P(J = j).
    let probability = 1;
    for (let i = 0; i < k; i++) probability *= (rest + i) / (rest + m + i);
    let missing = 0;
    for (let j = 0; j < Math.min(k, m + 1); j++) {
      missing += (1 - j / k) * probability;
      probability *= ((m - j) * (k + j)) / ((j + 1) * (rest + m - j - 1));
    }
    return 1 - missing;
  });
}

/**
 * Returns the smallest share of good samples whose expected clipped coverage is at least `value`.
 * @param expected from `expectedCoverage`, [M + 1], rising
 */
export function shareOfGood(value: number, expected: Float64Array): number {
  let [low, high] = [0, expected.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((expected[middle] as number) < value - CALIBRATION_ROUNDING) low = middle + 1;
    else high = middle;
  }
  return low / (expected.length - 1);
}

/** Sums of counts and the expectation are both rounded; equal values must not count as higher ones. */
const CALIBRATION_ROUNDING = 1e-12;
