import { datasetProblem } from './problem';

/** The smallest and the largest value, and whether all are whole numbers. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly isWhole: boolean;
}

export const NO_VALUES: ValueRange = { low: Infinity, high: -Infinity, isWhole: true };

/** How values become bytes; `note` is null where they are what they become. */
export interface Scaling {
  readonly toBytes: (values: Uint8Array | ArrayLike<number>) => Uint8Array;
  readonly note: string | null;
}

/**
 * How values are read as grey or colour: 0 to 255 as they are, 0 to 1 and −1 to 1 stretched to that.
 * @param name what holds the values in sentences
 * @throws WorkbenchError `dataset.values` outside of these
 */
export function scalingFor({ low, high, isWhole }: ValueRange, name: string): Scaling {
  const each = (toByte: (value: number) => number) => (values: ArrayLike<number>) =>
    Uint8Array.from(values, toByte);
  if (low >= -1 && high <= 1) {
    const from = low < 0 ? '−1' : '0';
    return {
      toBytes: each(
        low < 0 ? (value) => Math.round(127.5 * (value + 1)) : (value) => Math.round(255 * value),
      ),
      note: `${name} holds values from ${from} to 1, taken for black to white.`,
    };
  }
  if (low >= 0 && high <= 255) {
    return isWhole
      ? { toBytes: (values) => (values instanceof Uint8Array ? values : Uint8Array.from(values)), note: null }
      : { toBytes: each(Math.round), note: `${name} holds fractions from 0 to 255, which are rounded.` };
  }
  throw datasetProblem(
    'values',
    `${name} holds values from ${String(low)} to ${String(high)}; pixels have 0 to 255, 0 to 1 or −1 to 1.`,
    'Scale the values first, or check that these are images.',
  );
}

/** What is not finite ends up in the range, too, and is refused by `scalingFor`. */
export function widened(range: ValueRange, values: ArrayLike<number>): ValueRange {
  // Bytes above 1 are taken as they are, whatever else there is.
  if (values instanceof Uint8Array && range.high > 1 && range.low >= 0) return range;
  let { low, high, isWhole } = range;
  if (values instanceof Uint8Array) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return { low, high, isWhole };
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (value < low) low = value;
    if (value > high) high = value;
    if (!Number.isInteger(value)) isWhole = false;
    if (Number.isNaN(value)) high = NaN;
  }
  return { low, high, isWhole };
}

/** The range of both. */
export function joined(a: ValueRange, b: ValueRange): ValueRange {
  if (a === NO_VALUES || b === NO_VALUES) return a === NO_VALUES ? b : a;
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), isWhole: a.isWhole && b.isWhole };
}
