import { monotonic, type Output } from './output';

/** Shorter work shows no progress. */
const SHOWN_AFTER_MS = 1000;

/** Returns a function that shows how far work is, from 0 to 1, once it has taken a second. */
export function lateProgress(output: Output, label: string): (fraction: number) => void {
  const startedAt = monotonic();
  return (fraction) => {
    const elapsedMs = monotonic() - startedAt;
    if (elapsedMs < SHOWN_AFTER_MS) return;
    const remainingMs = fraction > 0 ? (elapsedMs * (1 - fraction)) / fraction : null;
    output.progress({ label, done: fraction, total: 1, unit: null, remainingMs });
  };
}
