import { fourDigits } from '../contract/numbers';
import { fragment, type Markup } from './markup';

/** Renders a value with four digits, and the exact value in a tooltip. */
export function exact(value: number | null | undefined): Markup {
  if (value === null || value === undefined) return fragment`<span class="none">–</span>`;
  return fragment`<span title="${String(value)}">${fourDigits(value)}</span>`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Formats a time in UTC, so that a report is the same in every time zone. @param at milliseconds since 1970 */
export function dateTime(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`;
  return `${day}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}
