import { countText, fourDigits, MINUS } from '../contract/numbers';
import type { QualityValue } from '../contract/quality-value';
import type { Estimate } from './comparison';
import { t } from '../contract/texts';

/** The noise that a difference between two runs is compared with. */
export interface Noise {
  /** Equally good runs differ by less than this in 95 of 100 cases. */
  readonly margin: number;
  readonly source: 'seeds' | 'window';
  /** Number of runs that the standard deviation between seeds is over; null if the noise comes from intervals. */
  readonly runs: number | null;
}

export interface Difference {
  readonly value: number;
  /** Null if the noise is not known. */
  readonly noise: Noise | null;
}

/** Two-sided 95 % quantiles of Student's t distribution for 1, 2, 3 … degrees of freedom. */
const T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
const NORMAL_95 = 1.96;

/**
 * Returns the difference between the values of a run and of the baseline. The noise is the standard deviation between
 * seeds if either run was repeated with other seeds, else it follows from the 95 % intervals of the two values.
 * @param baseline, run indices of the two runs
 * @param seeds groups of indices of runs that differ only in their seed
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

/**
 * The noise of a difference between two single runs: √2 times the standard deviation of one run, pooled over the
 * groups, times the quantile of Student's t distribution.
 */
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

/** `+0.1200, beyond the noise`; only the difference if the noise is not known. */
export function differenceText({ value, noise }: Difference): string {
  const text = signedText(value);
  if (noise === null) return text;
  return Math.abs(value) > noise.margin ? t.compare.beyondNoise(text) : t.compare.withinNoise(text);
}

/** Says in a sentence what the noise of a difference is. */
export function noiseText({ noise }: Difference): string {
  if (noise === null) return t.compare.noiseUnknown;
  const margin = fourDigits(noise.margin);
  return noise.source === 'seeds'
    ? t.compare.noiseOfSeeds(margin, countText(noise.runs ?? 0))
    : t.compare.noiseOfIntervals(margin);
}

/** A number with its sign: `+0.1200`, `−3`. */
export function signedText(value: number): string {
  return value > 0 ? `+${fourDigits(value)}` : value < 0 ? `${MINUS}${fourDigits(-value)}` : '±0';
}

/** A value with half of its 95 % interval. */
export function estimateOfQuality({ value, interval }: QualityValue): Estimate {
  return { value, margin: interval && (interval.high - interval.low) / 2, basis: '' };
}

/** Shown in place of a difference between runs on different datasets. */
const otherDatasets = () => ({
  text: t.compare.notComparable,
  title: t.compare.otherDataset,
});

/**
 * Returns, for each run, its difference from the baseline as text and a description of the noise; null if it has none.
 * @param comparable for each run, whether its data are those of the baseline, from `onDatasetOf`
 */
export function differenceNotes(
  baseline: number | null,
  estimates: readonly (Estimate | null)[],
  seeds: readonly (readonly number[])[],
  comparable: readonly boolean[],
): ({ readonly text: string; readonly title: string } | null)[] {
  return estimates.map((_, run) => {
    const found = baseline === null ? null : differenceFrom(baseline, run, estimates, seeds);
    if (found !== null && comparable[run] !== true) return otherDatasets();
    return found && { text: differenceText(found), title: noiseText(found) };
  });
}
