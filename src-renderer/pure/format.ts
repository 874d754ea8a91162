const NARROW_SPACE = '\u202f';
const MINUS = '\u2212';

function withMinus(text: string): string {
  return text.replaceAll('-', MINUS);
}

/** Four significant digits; the exponent only where plain digits would not fit a column. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return withMinus(groupDigits(String(value)));
  if (size >= 1e6 || size < 1e-4) return withMinus(trimExponent(value.toExponential(3)));
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(size)));
  const text = value.toFixed(Math.min(decimals, 7));
  return withMinus(size >= 1000 ? groupDigits(text) : text);
}

function trimExponent(text: string): string {
  return text.replace(/\.?0+e/, 'e').replace('e+', 'e');
}

function groupDigits(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/(\d)(?=(\d{3})+$)/g, `$1${NARROW_SPACE}`);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Whole numbers, grouped by thousands: `12 400`. */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : groupDigits(String(Math.round(value)));
}

/** Steps a second: whole above ten, where a fraction would only flicker. */
export function formatRate(value: number): string {
  if (value >= 10) return formatCount(value);
  return value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

const DURATION_UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const;

/** The two largest units: `3 m 12 s`, `2 h 5 m`; `0.4 s` below a second. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return '–';
  if (ms > 0 && ms < 950) return `${(Math.max(ms, 50) / 1000).toFixed(1)} s`;
  let seconds = Math.round(Math.max(ms, 0) / 1000);
  const words: string[] = [];
  for (const [size, unit] of DURATION_UNITS) {
    const count = Math.floor(seconds / size);
    if (count === 0 && (words.length === 0 ? unit !== 's' : true)) {
      if (words.length > 0) break;
      continue;
    }
    words.push(`${String(count)} ${unit}`);
    seconds -= count * size;
    if (words.length === 2) break;
  }
  return words.join(' ');
}

const BYTE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${BYTE_UNITS[unit] ?? 'B'}`;
}

export function formatPercent(fraction: number): string {
  // Never `100 %` before the end is reached.
  return `${String(Math.floor(Math.min(Math.max(fraction, 0), 1) * 100))} %`;
}

/** Local date and time to the second, always the same width. */
export function formatDateTime(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${formatClock(at)}`;
}

export function formatClock(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
