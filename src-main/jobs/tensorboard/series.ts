import { at } from '../../contract/at';

/** The values of a tag in the order in which they were written. */
export interface Series {
  readonly steps: number[];
  readonly values: number[];
}

export const ROW_BYTES = 16;

/**
 * The rows of a series in order of steps, as (step, value) pairs of 64-bit floats. A program that continued an earlier
 * state wrote some steps again: the value that was written last counts.
 */
export function rowsOf({ steps, values }: Series): Buffer {
  const order = Uint32Array.from(steps.keys());
  const isOrdered = steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? step));
  // Stable: of equal steps, the last one in the file stays last.
  if (!isOrdered) order.sort((a, b) => at(steps, a) - at(steps, b) || a - b);
  const rows = Buffer.alloc(order.length * ROW_BYTES);
  let bytes = 0;
  for (const [place, i] of order.entries()) {
    const step = at(steps, i);
    if (steps[order[place + 1] ?? -1] === step) continue;
    rows.writeDoubleLE(step, bytes);
    rows.writeDoubleLE(at(values, i), bytes + ROW_BYTES / 2);
    bytes += ROW_BYTES;
  }
  return rows.subarray(0, bytes);
}

/** Up to `most` values of rows, from the first to the last. */
export function thinned(rows: Buffer, most: number): number[] {
  const count = rows.length / ROW_BYTES;
  const shown = Math.min(count, most);
  return Array.from({ length: shown }, (_, i) => {
    const row = shown === 1 ? 0 : Math.round((i * (count - 1)) / (shown - 1));
    return rows.readDoubleLE(row * ROW_BYTES + ROW_BYTES / 2);
  });
}
