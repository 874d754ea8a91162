/** Two-sided 95 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

export interface Share {
  readonly value: number;
  /** Lower end of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/**
 * Returns a share of successes with its 95 % Wilson score interval, which stays within 0 to 1 and is valid for few
 * trials too. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
 * @param trials 1 or more
 */
export function wilson(successes: number, trials: number): Share {
  const value = successes / trials;
  const spread = Z ** 2 / trials;
  const middle = (value + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((value * (1 - value)) / trials + spread / (4 * trials));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
