import { at } from '../../src-main/contract/at';
import { columnMeans, downsample, type Point } from './downsample';
import { formatCount, formatDuration, formatNumber } from './format';
import { smooth } from '../../src-main/presentation/smooth';
import { tickText } from '../../src-main/presentation/ticks';
import type { Axis } from './axis';
import { lastIndexAtMost } from './series';
import { t } from '../../src-main/contract/texts';

/** A part of the x-axis. */
export interface Zoom {
  readonly from: number;
  readonly to: number;
}

/** One line of a chart: `y[i]` at `x[i]`, in order of x. */
export interface ChartLine {
  readonly key: string;
  /**
   * Lines with the same owner are hidden and highlighted together in all charts of a screen: the run in a comparison,
   * otherwise the line.
   */
  readonly owner: string;
  /** Text at the end of the line; none if omitted. */
  readonly tag?: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly color: string;
  readonly dash: readonly number[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Means of consecutive values, if `y` has only the extremes of more values than a chart can show: see `Series`. */
  readonly means?: LineMeans | undefined;
  /** Loads all values of a line with `means`. */
  readonly whole?: (() => Promise<Pick<ChartLine, 'x' | 'y' | 'band'>>) | undefined;
  /** An interval for each value, drawn as a bar behind it; NaN where there is none. */
  readonly interval?: { readonly low: Float64Array; readonly high: Float64Array };
  /** For a mean of several runs: their range, drawn as an area behind the line; NaN where there is one run. */
  readonly band?: { readonly low: Float64Array; readonly high: Float64Array };
  /** The data that the line is computed from, shown below the chart. */
  readonly note?: string | null;
}

interface LineMeans extends Measured {
  /** One value of each mean. */
  readonly samples: Float64Array;
}

type Measured = Pick<ChartLine, 'x' | 'y'>;

/** Values in the visible part of the axis. */
export interface ShownValues extends Measured {
  readonly label: string;
  /** If these are not all values: some of them that were not chosen by their size. */
  readonly samples: Float64Array | null;
}

/** The line with all of its values. */
export async function wholeLine(line: ChartLine): Promise<ChartLine> {
  return line.whole === undefined ? line : { ...line, ...(await line.whole()) };
}

export interface DrawnLine {
  readonly line: ChartLine;
  readonly shown: ShownValues;
  /** The values that the legend reads out: measured, or smoothed. */
  readonly read: Measured;
  readonly points: Point[];
  /** Range of all measured values in each pixel column, drawn faintly behind a line of means. */
  readonly behind: Point[] | null;
  /** The edges of the area behind a mean, if any. */
  readonly area: { readonly low: Point[]; readonly high: Point[] } | null;
}

/** How lines are drawn. */
export interface Drawing {
  /** 0 to 1, as for `smooth`. */
  readonly smoothing: number;
  readonly log: boolean;
  /** Width of the plot in pixels. */
  readonly columns: number;
  /** The visible part; null draws the whole axis. */
  readonly zoom: Zoom | null;
}

export function drawLines(lines: readonly ChartLine[], drawing: Drawing): DrawnLine[] {
  const { columns, zoom } = drawing;
  const { from, to } = zoom ?? { from: 0, to: Math.max(...lines.map(({ x }) => x[x.length - 1] ?? 0)) };
  return lines.map((line) => {
    const span = Math.min(line.x[line.x.length - 1] ?? 0, to) - Math.max(line.x[0] ?? 0, from);
    // A short run beside a long one has only its fraction of the pixels.
    const share = to > from ? Math.max(Math.ceil((columns * span) / (to - from)), 1) : columns;
    return drawLine(line, { ...drawing, columns: share });
  });
}

type Strokes = Omit<DrawnLine, 'line'>;
/** Cache by values array, so that unchanged data is not computed again with every event of a live run. */
const drawn = new WeakMap<Float64Array, { key: string; x: Float64Array; strokes: Strokes }>();

function drawLine(line: ChartLine, drawing: Drawing): DrawnLine {
  const key = JSON.stringify(drawing);
  const known = drawn.get(line.y);
  if (known?.key === key && known.x === line.x) return { line, ...known.strokes };
  const strokes = draw(line, drawing);
  drawn.set(line.y, { key, x: line.x, strokes });
  return { line, ...strokes };
}

function draw(line: ChartLine, { smoothing, log, columns, zoom }: Drawing): Strokes {
  const drawable = (points: Point[]) =>
    // A logarithmic axis cannot show zero and negative values.
    log ? points.map(({ x, y }) => ({ x, y: y > 0 ? y : NaN })) : points;
  const trend = line.means ?? line;
  const smoothed = smooth(trend.x, trend.y, smoothing);
  const part = partOf(line.x, zoom);
  const trendPart = partOf(trend.x, zoom);
  const shown = {
    x: part(line.x),
    y: part(line.y),
    label: line.label,
    samples: line.means === undefined ? null : trendPart(line.means.samples),
  };
  const trendX = trendPart(trend.x);
  // With several values per pixel, a line through all of them would be a block of colour.
  const dense = shown.x.length > columns * 2 || shown.x.length > trendX.length * 2;
  const pointsOf = (values: Float64Array) =>
    drawable((dense ? columnMeans : downsample)(trendX, trendPart(values), columns));
  const edge = (values: Float64Array) => pointsOf(smooth(trend.x, values, smoothing));
  const isMeasured = line.band === undefined && (dense || smoothing > 0);
  return {
    read: smoothing > 0 ? { x: trend.x, y: smoothed } : line,
    shown,
    points: pointsOf(smoothed),
    behind:
      line.interval !== undefined
        ? drawable(barsOf(line.x, line.interval))
        : isMeasured
          ? drawable(envelope(line, { columns, zoom }, shown))
          : null,
    area: line.band === undefined ? null : { low: edge(line.band.low), high: edge(line.band.high) },
  };
}

/**
 * Returns a function that takes the visible part of an array, and the values next to it, so that lines continue to its
 * edges.
 */
function partOf(x: Float64Array, zoom: Zoom | null): (values: Float64Array) => Float64Array {
  if (zoom === null) return (values) => values;
  const first = Math.max(lastIndexAtMost(x, zoom.from), 0);
  const end = lastIndexAtMost(x, zoom.to) + 2;
  return (values) => values.subarray(first, end);
}

/** Cache by values array: the envelope behind a line does not depend on the smoothing. */
const envelopes = new WeakMap<Float64Array, { key: string; x: Float64Array; points: Point[] }>();

function envelope(
  line: ChartLine,
  { columns, zoom }: Pick<Drawing, 'columns' | 'zoom'>,
  shown: Measured,
): Point[] {
  const key = JSON.stringify([columns, zoom]);
  const known = envelopes.get(line.y);
  if (known?.key === key && known.x === line.x) return known.points;
  const points = downsample(shown.x, shown.y, columns);
  envelopes.set(line.y, { key, x: line.x, points });
  return points;
}

/** From the low to the high end at each x, followed by a gap. */
function barsOf(x: Float64Array, { low, high }: NonNullable<ChartLine['interval']>): Point[] {
  return [...x].flatMap((place, i) => [
    { x: place, y: at(low, i) },
    { x: place, y: at(high, i) },
    { x: place, y: NaN },
  ]);
}

/** Whether two drawings look the same: the same points in the same lines. */
export function sameDrawing(a: readonly DrawnLine[], b: readonly DrawnLine[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i];
      return (
        one.points === other?.points &&
        one.line.x === other.line.x &&
        one.line.color === other.line.color &&
        one.line.dash.join() === other.line.dash.join()
      );
    })
  );
}

/** For each line, the number of values that a logarithmic axis cannot show; cached by values array. */
const counted = new WeakMap<Float64Array, number>();
function countWithoutLogarithm({ y }: Measured): number {
  const known = counted.get(y);
  if (known !== undefined) return known;
  let count = 0;
  for (const value of y) if (value <= 0) count += 1;
  counted.set(y, count);
  return count;
}

/** What a logarithmic axis omits from the lines, as a sentence; null if it shows everything. */
export function logScaleNote(
  lines: readonly (Measured & Pick<ChartLine, 'label'> & Partial<ShownValues>)[],
): string | null {
  const affected = lines.flatMap((line) => {
    const count = countWithoutLogarithm(line);
    return count === 0 ? [] : [{ label: line.label, count }];
  });
  const total = affected.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const values = t.charts.omitted(total);
  const of =
    lines.length === 1
      ? ''
      : `: ${affected.map(({ label, count }) => `${label} ${formatCount(count)}`).join(', ')}`;
  const atLeast = lines.some(({ samples }) => samples != null) ? t.charts.atLeast : '';
  return atLeast + t.charts.notShown(values, of);
}

/** The smallest part of an axis that can be shown. */
const LEAST_ZOOM = 1e-6;

/**
 * A part of the axis that is `factor` times as wide, around `center` or the middle of the visible part; null if it is
 * the whole axis.
 * @param last the end of the axis, which begins at 0
 */
export function zoomBy(factor: number, zoom: Zoom | null, center: number | null, last: number): Zoom | null {
  const { from, to } = zoom ?? { from: 0, to: last };
  const width = Math.max((to - from) * factor, last * LEAST_ZOOM);
  if (width >= last) return null;
  const start = Math.min(Math.max((center ?? (from + to) / 2) - width / 2, 0), last - width);
  return { from: start, to: start + width };
}

/** The value at or before `x`; the last value if `x` is null. */
export function valueAt({ read }: Pick<DrawnLine, 'read'>, x: number | null): number | null {
  const index = x === null ? read.y.length - 1 : lastIndexAtMost(read.x, x);
  return read.y[index] ?? null;
}

/** A few positions from first to last, for the table of a chart. */
export function tablePositions(lines: readonly ChartLine[], count: number): number[] {
  const filled = lines.filter((line) => line.x.length > 0);
  if (filled.length === 0) return [];
  const first = Math.min(...filled.map((line) => line.x[0] ?? 0));
  const last = Math.max(...filled.map((line) => line.x[line.x.length - 1] ?? 0));
  const positions = Array.from(
    { length: count },
    (_, index) => first + ((last - first) * index) / (count - 1),
  );
  return [...new Set(positions.map((x) => (last - first > count * 4 ? Math.round(x) : x)))];
}

export function formatPosition(axis: Axis, x: number): string {
  if (axis === 'time') return formatDuration(x * 1000);
  return axis === 'epoch' ? formatNumber(x) : formatCount(x);
}

/** Axis labels: short, and as precise as the axis needs. */
export function formatTick(axis: Axis | 'value', value: number): string {
  if (axis === 'time') return formatDuration(value * 1000);
  return tickText(value);
}
