import { fourDigits, groupDigits, withMinus } from '../contract/numbers';
import { fragment, type Markup } from './markup';

/** Four digits, with the exact value in a tooltip. */
export function exact(value: number | null | undefined): Markup {
  if (value === null || value === undefined) return fragment`<span class="none">–</span>`;
  return fragment`<span title="${String(value)}">${fourDigits(value)}</span>`;
}

/** An axis label: as short as it can be without losing digits. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6 && size < 1e9) return `${withMinus(String(Number((value / 1e6).toPrecision(6))))}M`;
  if (size !== 0 && (size >= 1e9 || size < 1e-3))
    return withMinus(Number(value.toPrecision(4)).toExponential());
  const rounded = String(Number(value.toPrecision(8)));
  return withMinus(size >= 1000 ? groupDigits(rounded) : rounded);
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** In UTC, so that a report says the same wherever it is opened. */
export function dateTime(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`;
  return `${day}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}
