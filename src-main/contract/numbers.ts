import { currentLocale, type Locale } from './locale';

/** Formats numbers as text, consistently in the window, in reports and in messages. */

const NARROW_SPACE = '\u202f';
export const MINUS = '\u2212';

/** Replaces hyphens by minus signs. */
export const withMinus = (text: string): string => text.replaceAll('-', MINUS);

/** A whole number with separated thousands: `12 400`. */
export function countText(value: number): string {
  return withMinus(groupDigits(String(Math.round(value))));
}

/** Four significant digits, with an exponent only if plain digits would not fit a column. */
export function fourDigits(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return countText(value);
  if (size >= 1e6 || size < 1e-4) return withMinus(trimExponent(value.toExponential(3)));
  return withMinus(groupDigits(value.toFixed(3 - Math.min(3, Math.floor(Math.log10(size))))));
}

/** Half of an interval in two significant digits, which matches its precision: `0.22`, `12`, `2.1e−7`. */
export function marginText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 1e-4)) return withMinus(trimExponent(value.toExponential(1)));
  if (size >= 100 || size === 0) return countText(Number(value.toPrecision(2)));
  return value.toPrecision(2);
}

function trimExponent(text: string): string {
  return text.replace(/\.?0+e/, 'e').replace('e+', 'e');
}

/** Separates the thousands of the whole part. */
export function groupDigits(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/(\d)(?=(\d{3})+$)/g, `$1${NARROW_SPACE}`);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const DURATION_UNITS: Readonly<
  Record<Locale, readonly [day: string, hour: string, minute: string, second: string]>
> = {
  en: [' d', ' h', ' m', ' s'],
  ko: ['일', '시간', '분', '초'],
};

/** The two largest units: `3 m 12 s`, `2 h 5 m`; `0.4 s` below a second. */
export function durationText(ms: number): string {
  const [day, hour, minute, second] = DURATION_UNITS[currentLocale()];
  if (ms > 0 && ms < 950) return (Math.max(ms, 50) / 1000).toFixed(1) + second;
  const seconds = Math.round(ms / 1000);
  const units: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), day],
    [Math.floor(seconds / 3600) % 24, hour],
    [Math.floor(seconds / 60) % 60, minute],
    [seconds % 60, second],
  ];
  const first = units.findIndex(([amount]) => amount > 0);
  if (first < 0) return `0${second}`;
  return units
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => String(amount) + unit)
    .join(' ');
}

const BYTE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size in bytes, in decimal units: `42.9 MB`. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${BYTE_UNITS[unit] ?? 'B'}`;
}

/** Rounds up to 1, 2 or 5 times a power of ten. @param value above 0 */
export function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const leading = value / power;
  return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
}
