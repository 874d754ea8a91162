import { countText, fourDigits, MINUS } from '../contract/numbers';
import type { QualityValue } from '../contract/quality-value';
import type { Estimate } from './comparison';

/** What a difference between two runs is held against. */
export interface Noise {
  /** A difference of runs that are as good as each other is smaller in 95 of 100 cases. */
  readonly margin: number;
  readonly source: 'seeds' | 'window';
  /** Runs that the standard deviation between seeds is of; null of intervals. */
  readonly runs: number | null;
}

export interface Difference {
  readonly value: number;
  /** Null where nothing is known of the noise. */
  readonly noise: Noise | null;
}

/** Two-sided 95 % quantiles of Student's t distribution by degrees of freedom, from 1 on. */
const T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
const NORMAL_95 = 1.96;

/**
 * How far a run's value is from that of the baseline. The noise is the standard deviation between seeds where either run has
 * other seeds beside it, else what the 95 % intervals of the two values allow.
 * @param seeds the places of runs with the same settings but for the seed, in groups
 */
export function differenceFrom(
  baseline: number,
  run: number,
  estimates: readonly (Estimate | null)[],
  seeds: readonly (readonly number[])[],
): Difference | null {
  const [own, other] = [estimates[run] ?? null, estimates[baseline] ?? null];
  if (own === null || other === null || run === baseline) return null;
  const groups = seeds.filter((members) => members.includes(run) || members.includes(baseline));
  return {
    value: own.value - other.value,
    noise: seedNoise(groups, estimates) ?? intervalNoise(own, other),
  };
}

/** Of the difference of two single runs: √2 times that of one, with the standard deviations within the groups pooled. */
function seedNoise(
  groups: readonly (readonly number[])[],
  estimates: readonly (Estimate | null)[],
): Noise | null {
  let [squares, freedom, runs] = [0, 0, 0];
  for (const members of groups) {
    const values = members.flatMap((index) => estimates[index]?.value ?? []);
    if (values.length < 2) continue;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    squares += values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    freedom += values.length - 1;
    runs += values.length;
  }
  if (freedom === 0) return null;
  const quantile = T95[freedom - 1] ?? NORMAL_95;
  return { margin: quantile * Math.SQRT2 * Math.sqrt(squares / freedom), source: 'seeds', runs };
}

function intervalNoise(one: Estimate, other: Estimate): Noise | null {
  if (one.margin === null || other.margin === null) return null;
  return { margin: Math.hypot(one.margin, other.margin), source: 'window', runs: null };
}

/** `+0.1200, beyond the noise`; without anything to hold it against, the difference alone. */
export function differenceText({ value, noise }: Difference): string {
  const text = signedText(value);
  if (noise === null) return text;
  return `${text}, ${Math.abs(value) > noise.margin ? 'beyond' : 'within'} the noise`;
}

/** What the noise of a difference is, in a sentence. */
export function noiseText({ noise }: Difference): string {
  if (noise === null)
    return 'Nothing is known of the noise: the values have no intervals, and there are no other seeds.';
  const margin = fourDigits(noise.margin);
  return noise.source === 'seeds'
    ? `Noise: ± ${margin} for a difference of two runs, from the standard deviation between seeds (${countText(noise.runs ?? 0)} runs).`
    : `Noise: ± ${margin}, from the 95 % intervals of the two values.`;
}

/** With its sign: `+0.1200`, `−3`. */
export function signedText(value: number): string {
  return value > 0 ? `+${fourDigits(value)}` : value < 0 ? `${MINUS}${fourDigits(-value)}` : '±0';
}

/** A value with half of its 95 % interval. */
export function estimateOfQuality({ value, interval }: QualityValue): Estimate {
  return { value, margin: interval && (interval.high - interval.low) / 2, basis: '' };
}

/** Why there is no difference of runs on different datasets. */
const OTHER_DATASETS = {
  text: 'not comparable',
  title: 'The run is on another dataset than the baseline: its values are of something else.',
};

/**
 * Of each run the difference from the baseline as text, and what the noise is; null where there is none.
 * @param comparable whether each run is on the data of the baseline, as of `onDatasetOf`
 */
export function differenceNotes(
  baseline: number | null,
  estimates: readonly (Estimate | null)[],
  seeds: readonly (readonly number[])[],
  comparable: readonly boolean[],
): ({ readonly text: string; readonly title: string } | null)[] {
  return estimates.map((_, run) => {
    const found = baseline === null ? null : differenceFrom(baseline, run, estimates, seeds);
    if (found !== null && comparable[run] !== true) return OTHER_DATASETS;
    return found && { text: differenceText(found), title: noiseText(found) };
  });
}
