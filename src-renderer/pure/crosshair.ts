import type { ChartLine } from './chart-line';
import { lastIndexAtMost } from './series';

/** Fraction of the axis: fine enough to find a spike, coarse enough to cross a long run. */
const STRIDE = 0.01;
const LONG_STRIDE = 0.1;

/**
 * The position of the crosshair after a key press: the next measured position at least a stride away, so that it visits
 * each of a few values and skips over many; null if the key has no meaning.
 * @param from its current position; null if it is hidden: an arrow key first shows it at the last position
 */
export function crosshairAfter(
  key: string,
  lines: readonly Pick<ChartLine, 'x'>[],
  from: number | null,
  far: boolean,
): number | null {
  const filled = lines.filter(({ x }) => x.length > 0);
  if (filled.length === 0) return null;
  const first = Math.min(...filled.map(({ x }) => x[0] ?? 0));
  const last = Math.max(...filled.map(({ x }) => x[x.length - 1] ?? 0));
  if (key === 'Home') return first;
  if (key === 'End') return last;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  if (from === null) return last;
  const stride = last * (far ? LONG_STRIDE : STRIDE);
  return key === 'ArrowLeft'
    ? Math.max(first, ...filled.map(({ x }) => x[lastIndexAtMost(x, from - stride)] ?? first))
    : Math.min(last, ...filled.map(({ x }) => x[firstIndexAtLeast(x, from + stride)] ?? last));
}

function firstIndexAtLeast(sorted: Float64Array, limit: number): number {
  const at = lastIndexAtMost(sorted, limit);
  return sorted[at] === limit ? at : at + 1;
}
