/** Of the standard normal distribution, for 95 %. */
const Z = 1.959963984540054;

export interface Share {
  readonly value: number;
  /** Of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/**
 * A share of successes with its Wilson score interval, which stays within 0 to 1 and holds for few trials as well.
 * Wilson, Probable inference, the law of succession, and statistical inference, 1927.
 * @param trials 1 or more
 */
export function wilson(successes: number, trials: number): Share {
  const value = successes / trials;
  const spread = Z ** 2 / trials;
  const middle = (value + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((value * (1 - value)) / trials + spread / (4 * trials));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
