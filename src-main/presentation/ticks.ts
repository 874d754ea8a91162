import { ticks as niceTicks } from 'd3-array';
import { groupDigits, withMinus } from '../contract/numbers';

/** Returns about `count` round numbers from `low` to `high`; the only value if the range is empty. */
export function ticks(low: number, high: number, count: number): number[] {
  return low < high && Number.isFinite(high - low) ? niceTicks(low, high, count) : [low];
}

/** An axis label: as short as it can be without losing digits. 1.5 M, 12 400, −0.001, 2e-4 */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6 && size < 1e9) return `${withMinus(String(Number((value / 1e6).toPrecision(6))))} M`;
  if (size !== 0 && (size >= 1e9 || size < 1e-3))
    return withMinus(Number(value.toPrecision(4)).toExponential());
  const rounded = String(Number(value.toPrecision(8)));
  return withMinus(size >= 1000 ? groupDigits(rounded) : rounded);
}
