import { countText, durationText, fourDigits, sizeText } from '../../src-main/contract/numbers';

/** Four significant digits; a dash if there is no number. */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : fourDigits(value);
}

/** Integers, grouped by thousands: `12 400`. */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : countText(value);
}

/** Steps per second, as an integer above ten, where decimals would only flicker. */
export function formatRate(value: number): string {
  if (value >= 10) return formatCount(value);
  return value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

/** The two largest units; a dash if there is no duration. */
export function formatDuration(ms: number | null | undefined): string {
  return ms === null || ms === undefined || !Number.isFinite(ms) ? '–' : durationText(Math.max(ms, 0));
}

export const formatBytes = sizeText;

export function formatPercent(fraction: number): string {
  // Shows `100 %` only when the end is reached.
  return `${String(Math.floor(Math.min(Math.max(fraction, 0), 1) * 100))} %`;
}

/** Local date and time to the second, with constant width. */
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
