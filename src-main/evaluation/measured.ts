/** The value of a metric, and what it is the mean of. */
export interface Measured {
  readonly value: number;
  /** Of each item, so that their mean makes the value; absent where it is no mean. */
  readonly contributions?: Float64Array;
  /** The value of a mean of contributions; absent where it is the mean itself. */
  readonly ofMean?: (mean: number) => number;
  /** Over subsets, where the value is a mean over them. */
  readonly standardDeviation?: number;
}

/** The arithmetic mean; NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/**
 * A metric that is the mean of what each item contributes, or a function of that mean.
 * @param contributions [items]
 * @param ofMean the function; absent where the metric is the mean itself
 */
export function measuredMean(contributions: Float64Array, ofMean?: (mean: number) => number): Measured {
  const average = mean(contributions);
  return ofMean === undefined
    ? { value: average, contributions }
    : { value: ofMean(average), contributions, ofMean };
}

/** Between the two middle values where their number is even. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
