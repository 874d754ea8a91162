import { LANGUAGE_TAGS } from '../contract/dates';
import { currentLocale } from '../contract/locale';
import { fourDigits } from '../contract/numbers';
import { fragment, type Markup } from './markup';

/** Renders a value with four digits, and the exact value in a tooltip. */
export function exact(value: number | null | undefined): Markup {
  if (value === null || value === undefined) return fragment`<span class="none">–</span>`;
  return fragment`<span title="${String(value)}">${fourDigits(value)}</span>`;
}

/** Formats a time in UTC, so that a report is the same in every time zone. @param at milliseconds since 1970 */
export function dateTime(at: number): string {
  const shown = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LANGUAGE_TAGS[currentLocale()], { ...style, timeZone: 'UTC' }).format(at);
  return `${shown({ dateStyle: 'long' })}, ${shown({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })} UTC`;
}
