/** The value of a metric, with the contributions whose mean it is. */
export interface Measured {
  readonly value: number;
  /** Contribution of each item, [items]; absent if the value is not a mean. */
  readonly contributions?: Float64Array;
  /** Computes the value from the mean of contributions; absent if the value is the mean itself. */
  readonly ofMean?: (mean: number) => number;
  /** Standard deviation over subsets, if the value is a mean over subsets. */
  readonly standardDeviation?: number;
}

/** The arithmetic mean; NaN without values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/**
 * Returns a metric that is the mean of the items' contributions, or a function of that mean.
 * @param contributions [items]
 * @param ofMean the function; absent if the metric is the mean itself
 */
export function measuredMean(contributions: Float64Array, ofMean?: (mean: number) => number): Measured {
  const average = mean(contributions);
  return ofMean === undefined
    ? { value: average, contributions }
    : { value: ofMean(average), contributions, ofMean };
}

/** The median; the mean of the two middle values if their number is even. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
