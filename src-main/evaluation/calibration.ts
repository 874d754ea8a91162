/**
 * What clipped coverage is expected to be before it is calibrated, by the number of good samples, [M + 1]; Salvy et al.
 * 2025 (2507.01761). The k-th nearest of N − 1 other real items encloses a share of them all that is Beta(k, N − k)
 * distributed, so of m samples from the same distribution a beta-binomial number J is inside, and
 * E[min(1, J / k)] = 1 − Σ_{j<k} (1 − j/k) P(J = j).
 * @param real N, more than k
 * @param generated M
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

/** The least share of good samples at which as much is expected. @param expected rising, by their number */
export function shareOfGood(value: number, expected: Float64Array): number {
  let [low, high] = [0, expected.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((expected[middle] as number) < value - CALIBRATION_ROUNDING) low = middle + 1;
    else high = middle;
  }
  return low / (expected.length - 1);
}

/** Sums of counts and the expectation are both rounded: an equal value may not count as a higher one. */
const CALIBRATION_ROUNDING = 1e-12;
