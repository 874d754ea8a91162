import { quantileSorted } from 'd3-array';
import { fourDigits } from '../contract/numbers';
import { t } from '../contract/texts';

/** Statistics of one line's values from which the range of an axis is computed. */
export interface Spread {
  readonly lowest: number;
  readonly highest: number;
  /** Some of the values, evenly spread over the line, in any order. */
  readonly sample: ArrayLike<number>;
}
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** Number of values from which quartiles are estimated; a shorter line uses all of its values. */
export const RANGE_SAMPLE = 4000;

/**
 * A value more than this many interquartile ranges beyond the quartiles is “far out” (Tukey 1977, Exploratory Data
 * Analysis).
 */
const FAR_OUT = 3;
/** Far-out values are excluded only if they would make the axis more than this many times as long. */
const WORTH_CUTTING = 2;

/**
 * Returns the range of values to show: all values of each line, unless far-out values, as at the start of training,
 * would flatten the rest. Each line is treated separately, so that none is cut because another one is elsewhere.
 * @returns null if there are no values
 */
export function valueRange(lines: readonly Spread[]): ValueRange | null {
  const ranges = lines.flatMap((line) => (line.lowest <= line.highest ? [rangeOf(line)] : []));
  if (ranges.length === 0) return null;
  return {
    low: Math.min(...ranges.map(({ low }) => low)),
    high: Math.max(...ranges.map(({ high }) => high)),
  };
}

/** Cache: sorting a sample takes longer than anything else about a range. */
const ranges = new WeakMap<Spread, ValueRange>();

function rangeOf(spread: Spread): ValueRange {
  const known = ranges.get(spread);
  if (known !== undefined) return known;
  const range = rangeWithin(spread);
  ranges.set(spread, range);
  return range;
}

function rangeWithin({ lowest, highest, sample }: Spread): ValueRange {
  const sorted = [...Float64Array.from(sample).filter(Number.isFinite).sort()];
  const quartile = (q: number) => quantileSorted(sorted, q) ?? NaN;
  const [lower, upper] = [quartile(0.25), quartile(0.75)];
  const reach = FAR_OUT * (upper - lower);
  const low = Math.max(lowest, lower - reach);
  const high = Math.min(highest, upper + reach);
  const isCut = high > low && highest - lowest > WORTH_CUTTING * (high - low);
  return isCut ? { low, high } : { low: lowest, high: highest };
}

/** The values that an axis leaves out. */
export interface Beyond {
  readonly count: number;
  /** The value furthest from the axis. */
  readonly furthest: number;
}

/** Counts the values outside a range, and finds the furthest. @returns null if all values are within the range */
export function beyond(values: Iterable<number>, { low, high }: ValueRange): Beyond | null {
  let count = 0;
  let furthest = 0;
  let distance = 0;
  for (const value of values) {
    const out = Math.max(low - value, value - high);
    if (!(out > 0)) continue;
    count++;
    if (out > distance) [furthest, distance] = [value, out];
  }
  return count === 0 ? null : { count, furthest };
}

/** Widens a range slightly, so that no line runs along the edge of the plot. */
export function withRoom({ low, high }: ValueRange): ValueRange {
  const room = (high - low) * 0.04 || Math.abs(high) * 0.1 || 1;
  return { low: low - room, high: high + room };
}

/**
 * Describes in a sentence the values that an axis leaves out.
 * @param precision of the count: estimated from a sample of the values, or a lower bound
 */
export function beyondText(
  { count, furthest }: Beyond,
  precision: 'exact' | 'estimate' | 'bound' = 'exact',
): string {
  return t.charts.precisions[precision] + t.charts.beyond(count, fourDigits(furthest));
}
