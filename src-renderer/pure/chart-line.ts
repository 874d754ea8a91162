import { downsample, type Point } from './downsample';
import { formatCount, formatDuration, formatNumber } from './format';
import type { Axis } from './axis';
import { lastIndexAtMost } from './series';
import { smooth } from './smooth';

/** One line of a chart: `y[i]` at `x[i]`, in order of x. */
export interface ChartLine {
  readonly key: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly color: string;
  readonly dash: readonly number[];
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface DrawnLine {
  readonly line: ChartLine;
  /** What is drawn in full, and read out by the legend. */
  readonly y: Float64Array;
  readonly points: Point[];
  /** As measured, drawn faintly behind a smoothed line. */
  readonly behind: Point[] | null;
}

/** What to draw of a line that is `columns` pixels wide. */
export function drawLine(line: ChartLine, smoothing: number, log: boolean, columns: number): DrawnLine {
  const drawable = (points: Point[]) =>
    // A logarithm has no place for zero and below.
    log ? points.map(({ x, y }) => ({ x, y: y > 0 ? y : NaN })) : points;
  const y = smooth(line.y, smoothing);
  return {
    line,
    y,
    points: drawable(downsample(line.x, y, columns)),
    behind: smoothing > 0 ? drawable(downsample(line.x, line.y, columns)) : null,
  };
}

/** The value at or before `x`; the last one where no x is given. */
export function valueAt({ line, y }: DrawnLine, x: number | null): number | null {
  const index = x === null ? y.length - 1 : lastIndexAtMost(line.x, x);
  return y[index] ?? null;
}

/** A few positions from first to last, for reading a chart out as a table. */
export function tablePositions(lines: readonly ChartLine[], count: number): number[] {
  const filled = lines.filter((line) => line.x.length > 0);
  if (filled.length === 0) return [];
  const first = Math.min(...filled.map((line) => line.x[0] ?? 0));
  const last = Math.max(...filled.map((line) => line.x[line.x.length - 1] ?? 0));
  const positions = Array.from({ length: count }, (_, index) => first + ((last - first) * index) / (count - 1));
  return [...new Set(positions.map((x) => (last - first > count * 4 ? Math.round(x) : x)))];
}

export function formatPosition(axis: Axis, x: number): string {
  if (axis === 'time') return formatDuration(x * 1000);
  return axis === 'epoch' ? formatNumber(x) : formatCount(x);
}

/** Axis labels: short, and as exact as the axis needs. */
export function formatTick(axis: Axis | 'value', value: number): string {
  if (axis === 'time') return formatDuration(value * 1000);
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3)) {
    return Math.abs(value) >= 1e6 && Math.abs(value) < 1e9
      ? `${String(Number((value / 1e6).toPrecision(4)))} M`
      : Number(value.toPrecision(4)).toExponential();
  }
  const rounded = Number(value.toPrecision(8));
  return Math.abs(rounded) >= 1000 ? formatCount(rounded) : String(rounded).replace('-', '\u2212');
}
