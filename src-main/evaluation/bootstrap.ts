import type { Measured } from './measured';
import type { Randomness } from './subsets';

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Confidence level, e.g. 0.95. */
  readonly level: number;
  readonly resamples: number;
}

export interface BootstrapOptions {
  readonly resamples: number;
  readonly level: number;
}

const BOOTSTRAP_DEFAULTS: BootstrapOptions = { resamples: 1000, level: 0.95 };

/**
 * Percentile interval of a metric: the contributions of its items are resampled with replacement, and the ends of the
 * interval are quantiles of the resampled values; Efron and Tibshirani 1993, §13.3. Neighbours, classes and the like
 * are not computed again, so the interval is for other samples measured against the same real items.
 * @returns null if the metric is not a mean of contributions
 */
export function bootstrapInterval(
  { contributions, ofMean = (mean) => mean }: Measured,
  random: Randomness,
  { resamples, level }: BootstrapOptions = BOOTSTRAP_DEFAULTS,
): Interval | null {
  if (contributions === undefined || contributions.length === 0) return null;
  const next = random('bootstrap');
  const n = contributions.length;
  const values = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += contributions[Math.floor(next() * n)] as number;
    values[resample] = ofMean(sum / n);
  }
  values.sort();
  const [low, high] = [quantile(values, (1 - level) / 2), quantile(values, (1 + level) / 2)];
  return { low, high, level, resamples };
}

/** Linear interpolation between the two nearest values. */
function quantile(sorted: Float64Array, probability: number): number {
  const at = probability * (sorted.length - 1);
  const below = Math.floor(at);
  const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number];
  return low + (high - low) * (at - below);
}
