import { quantileSorted } from 'd3-array';
import { countText, fourDigits } from '../contract/numbers';

/** The values of one line, as far as the range of an axis depends on them. */
export interface Spread {
  readonly lowest: number;
  readonly highest: number;
  /** Of the values, evenly spread over the line, in any order. */
  readonly sample: ArrayLike<number>;
}
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** Values of a line that quartiles are found by: every one of a shorter line. */
export const RANGE_SAMPLE = 4000;

/** Beyond so many interquartile ranges of the middle half, a value is “far out” (Tukey 1977, Exploratory Data Analysis). */
const FAR_OUT = 3;
/** An axis may be so many times as long as what is not far out: until then nothing is cut. */
const WORTH_CUTTING = 2;

/**
 * The stretch of values to show: of each line all, unless far-out values would press the rest flat, as at the start of
 * training. Lines are looked at one by one, so that none is cut because another one is elsewhere.
 * @returns null where there is nothing to show
 */
export function valueRange(lines: readonly Spread[]): ValueRange | null {
  const ranges = lines.flatMap((line) => (line.lowest <= line.highest ? [rangeOf(line)] : []));
  if (ranges.length === 0) return null;
  return {
    low: Math.min(...ranges.map(({ low }) => low)),
    high: Math.max(...ranges.map(({ high }) => high)),
  };
}

function rangeOf({ lowest, highest, sample }: Spread): ValueRange {
  const sorted = Array.from(sample)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const quartile = (q: number) => quantileSorted(sorted, q) ?? NaN;
  const [lower, upper] = [quartile(0.25), quartile(0.75)];
  const reach = FAR_OUT * (upper - lower);
  const low = Math.max(lowest, lower - reach);
  const high = Math.min(highest, upper + reach);
  const isCut = high > low && highest - lowest > WORTH_CUTTING * (high - low);
  return isCut ? { low, high } : { low: lowest, high: highest };
}

/** What an axis leaves out. */
export interface Beyond {
  readonly count: number;
  /** The value furthest from the axis. */
  readonly furthest: number;
}

/** @returns null where the axis shows every value */
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

/** A range with some room, so that no line runs along the edge. */
export function withRoom({ low, high }: ValueRange): ValueRange {
  const room = (high - low) * 0.04 || Math.abs(high) * 0.1 || 1;
  return { low: low - room, high: high + room };
}

/**
 * What an axis leaves out, as a sentence.
 * @param isEstimate whether the count is from a sample of the values
 */
export function beyondText({ count, furthest }: Beyond, isEstimate = false): string {
  const values = count === 1 ? '1 value lies' : `${countText(count)} values lie`;
  return `${isEstimate ? 'About ' : ''}${values} beyond the axis, the furthest at ${fourDigits(furthest)}.`;
}
