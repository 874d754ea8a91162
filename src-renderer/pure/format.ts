import { countText, durationText, fourDigits, sizeText } from '../../src-main/contract/numbers';

/** Four significant digits; a dash where there is none. */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : fourDigits(value);
}

/** Whole numbers, grouped by thousands: `12 400`. */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : countText(value);
}

/** Steps a second: whole above ten, where a fraction would only flicker. */
export function formatRate(value: number): string {
  if (value >= 10) return formatCount(value);
  return value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

/** The two largest units; a dash where there is none. */
export function formatDuration(ms: number | null | undefined): string {
  return ms === null || ms === undefined || !Number.isFinite(ms) ? '–' : durationText(Math.max(ms, 0));
}

export const formatBytes = sizeText;

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
