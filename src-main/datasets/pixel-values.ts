import { refusal } from '../contract/error';
import type { ImportNote } from '../contract/problems/catalogue';

/** The smallest and the largest value, and whether all are whole numbers. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly isWhole: boolean;
}

export const NO_VALUES: ValueRange = { low: Infinity, high: -Infinity, isWhole: true };

/** Out of 255: images that are no brighter probably have another range, as in the digits of scikit-learn. */
const HARDLY_GREY = 16;

/** How values become bytes; `note` is null where they are unchanged. */
export interface Scaling {
  readonly toBytes: (values: Uint8Array | ArrayLike<number>) => Uint8Array;
  readonly note: ImportNote | null;
}

/**
 * Chooses how values are scaled to bytes: 0 to 255 unchanged, 0 to 1 and −1 to 1 stretched.
 * @param name what contains the values, in messages
 * @throws WorkbenchError `dataset.values` for other ranges, `dataset.values.not-finite`
 */
export function scalingFor({ low, high, isWhole }: ValueRange, name: string): Scaling {
  if (low >= -1 && high <= 1) {
    return {
      toBytes: low < 0 ? (values) => stretched(values, 127.5, 1) : (values) => stretched(values, 255, 0),
      note: { code: 'values-to-1', name, from: low < 0 ? -1 : 0 },
    };
  }
  if (low >= 0 && high <= 255) {
    if (!isWhole) {
      const toBytes: Scaling['toBytes'] = (values) => stretched(values, 1, 0);
      return { toBytes, note: { code: 'fractions', name } };
    }
    const toBytes: Scaling['toBytes'] = (values) =>
      values instanceof Uint8Array ? values : new Uint8Array(values);
    return { toBytes, note: high > HARDLY_GREY ? null : { code: 'dark', name, high } };
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) throw refusal('dataset.values.not-finite', { name });
  throw refusal('dataset.values', { name, low, high });
}

/** Rounds (value + offset) · factor. A plain loop: `Uint8Array.from` takes ten times as long. */
function stretched(values: ArrayLike<number>, factor: number, offset: number): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(((values[i] ?? 0) + offset) * factor);
  return bytes;
}

/** Extends a range by values. Values that are not finite make the range so, which `scalingFor` refuses. */
export function widened(range: ValueRange, values: ArrayLike<number>): ValueRange {
  // Once a value exceeds 1, bytes are read unchanged, and the exact range does not matter.
  if (values instanceof Uint8Array && range.high > 1 && range.low >= 0) return range;
  if (values instanceof Uint8Array) return widenedByBytes(range, values);
  let { low, high, isWhole } = range;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (value < low) low = value;
    if (value > high) high = value;
    if (!Number.isInteger(value)) isWhole = false;
    if (Number.isNaN(value)) high = NaN;
  }
  return { low, high, isWhole };
}

/** A separate loop for bytes, by index: it takes a tenth of the time. */
function widenedByBytes({ low, high, isWhole }: ValueRange, bytes: Uint8Array): ValueRange {
  for (let i = 0; i < bytes.length; i++) {
    const value = bytes[i] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high, isWhole };
}

/** The smallest range that includes both. */
export function joined(a: ValueRange, b: ValueRange): ValueRange {
  if (a === NO_VALUES || b === NO_VALUES) return a === NO_VALUES ? b : a;
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), isWhole: a.isWhole && b.isWhole };
}
