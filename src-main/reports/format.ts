import { fragment, type Markup } from './markup';

const NARROW_SPACE = '\u202f';
const MINUS = '\u2212';

/** Four significant digits; the exponent only where plain digits would not fit a column. */
export function fourDigits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return withMinus(grouped(String(value)));
  if (size >= 1e6 || size < 1e-4) {
    return withMinus(
      value
        .toExponential(3)
        .replace(/\.?0+e/, 'e')
        .replace('e+', 'e'),
    );
  }
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(size)));
  return withMinus(grouped(value.toFixed(decimals)));
}

/** Four digits, with the exact value in a tooltip. */
export function exact(value: number | null | undefined): Markup {
  if (value === null || value === undefined) return fragment`<span class="none">–</span>`;
  return fragment`<span title="${String(value)}">${fourDigits(value)}</span>`;
}

/** Whole, with the thousands apart. */
export function count(value: number): string {
  return withMinus(grouped(String(Math.round(value))));
}

/** An axis label: as short as it can be without losing digits. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6 && size < 1e9) return `${withMinus(String(Number((value / 1e6).toPrecision(6))))}M`;
  if (size !== 0 && (size >= 1e9 || size < 1e-3))
    return withMinus(Number(value.toPrecision(4)).toExponential());
  const rounded = String(Number(value.toPrecision(8)));
  return withMinus(size >= 1000 ? grouped(rounded) : rounded);
}

/** The two largest units: `3 m 12 s`, `2 h 5 m`. */
export function duration(ms: number): string {
  if (ms > 0 && ms < 950) return `${(Math.max(ms, 50) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const units: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  const first = units.findIndex(([amount]) => amount > 0);
  if (first < 0) return '0 s';
  return units
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${String(amount)} ${unit}`)
    .join(' ');
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

function withMinus(text: string): string {
  return text.replace(/-/g, MINUS);
}
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const parts = whole.replace(/(\d)(?=(\d{3})+$)/g, `$1${NARROW_SPACE}`);
  return fraction === undefined ? parts : `${parts}.${fraction}`;
}
