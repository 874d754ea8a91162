import { t } from '../contract/texts';
import { at } from '../contract/at';
import { countText, fourDigits } from '../contract/numbers';
import {
  placeMarkTexts,
  rowsAbove,
  rowsOf,
  type MarkText,
  type PlacedText,
} from '../presentation/mark-labels';
import { ticks, tickText } from '../presentation/ticks';
import {
  beyond,
  beyondText,
  valueRange,
  withRoom,
  type Spread,
  type ValueRange,
} from '../presentation/value-range';
import type { Point } from './curves';
import { exact } from './format';
import { fragment, trusted, type Markup } from './markup';
import type { MetricSummary } from './metric-summary';

export interface ChartLine {
  readonly source: MetricSummary;
  readonly label: string;
  /** CSS class that sets the line's colour. */
  readonly color: string;
  readonly dash: readonly number[];
  /** Ends of each value's interval, drawn only if values are drawn one by one; NaN where there is none. */
  readonly interval?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> };
}

/** A labelled vertical line. */
export interface ChartMark {
  readonly step: number;
  readonly label: string;
  /** CSS class that sets its colour. */
  readonly color: string;
}

export interface ChartInput {
  readonly title: string;
  readonly unit: string | null;
  readonly help: string | null;
  readonly lines: readonly ChartLine[];
  readonly marks: readonly ChartMark[];
  /** Last step of the longest run, so that all charts of a report have the same axis. */
  readonly lastStep: number;
}

const WIDTH = 560;
const HEIGHT = 268;
/** Half the width of the widest tick label. */
const LAST_TICK = 22;
const PLOT = { left: 54, right: WIDTH - 10, top: 10, bottom: HEIGHT - 34 };

/**
 * Renders a chart over steps: a lightly smoothed line over faint measured values. Each line is a part of the output.
 */
export function* chart(input: ChartInput): Generator<Markup, void, void> {
  const { title, unit, help, lines, lastStep } = input;
  const range = valueRange(lines.map(spreadOf));
  if (range === null) return;
  const { low, high } = withRoom(range);
  const toX = (step: number) => PLOT.left + (step / Math.max(1, lastStep)) * (PLOT.right - PLOT.left);
  const toY = (value: number) => PLOT.bottom - ((value - low) / (high - low)) * (PLOT.bottom - PLOT.top);
  const place = ({ x, y }: Point) => ({ x: toX(x), y: Math.min(HEIGHT * 2, Math.max(-HEIGHT, toY(y))) });

  yield trusted('<figure class="chart">');
  yield fragment`<figcaption>
      <h3>${title}${unit === null ? null : fragment` <span class="unit">${unit}</span>`}</h3>
      ${help === null ? null : fragment`<p class="help">${help}</p>`}
      ${lines.length > 1 || lines.some(({ label }) => label !== title) ? legend(lines) : null}
    </figcaption>`;
  const marks = placedMarks(input.marks, lastStep, toX);
  // Labels of marks are above the plot, where they cover no line.
  const above = rowsOf(marks) * MARK_HEIGHT;
  const viewBox = `0 ${String(-above)} ${String(WIDTH)} ${String(HEIGHT + above)}`;
  yield trusted(`<svg viewBox="${viewBox}" role="img"`);
  yield fragment` aria-label="${description(input)}">${yAxis(low, high, toY)}${xAxis(lastStep, toX)}`;
  const [top, height] = [String(PLOT.top - 4), String(PLOT.bottom - PLOT.top + 8)];
  yield trusted(
    `<svg x="0" y="${top}" width="${String(WIDTH)}" height="${height}" viewBox="0 ${top} ${String(WIDTH)} ${height}">`,
  );
  for (const line of lines) yield drawn(line, place);
  yield trusted('</svg>');
  yield fragment`${markLines(marks)}`;
  yield trusted('</svg>');
  const note = beyondNote(lines, range);
  if (note !== null) yield fragment`<p class="note">${note}</p>`;
  yield trusted('</figure>');
}

/** Average width of a character in a chart. */
const CHARACTER_WIDTH = 6.2;
const MARK_HEIGHT = 15;

type PlacedMark = PlacedText<ChartMark & MarkText>;

function placedMarks(
  marks: readonly ChartMark[],
  lastStep: number,
  toX: (step: number) => number,
): PlacedMark[] {
  const inSight = marks
    .filter(({ step }) => step <= lastStep)
    .map((mark) => ({ ...mark, x: toX(mark.step), width: mark.label.length * CHARACTER_WIDTH }));
  return placeMarkTexts(inSight, PLOT.right);
}

function markLines(marks: readonly PlacedMark[]): Markup[] {
  const rows = rowsOf(marks);
  return marks.map((placed) => {
    const { mark, side } = placed;
    const above = rowsAbove(placed, rows);
    const x = mark.x.toFixed(1);
    const at = (side === 'right' ? mark.x + 4 : mark.x - 4).toFixed(1);
    const top = PLOT.top - above * MARK_HEIGHT;
    const text =
      above > 0 &&
      fragment`<text x="${at}" y="${top + 9}" text-anchor="${side === 'right' ? 'start' : 'end'}">${mark.label}</text>`;
    return fragment`<g class="mark ${mark.color}"><path class="line" d="M${x} ${top}V${PLOT.bottom}"/>
      ${text || null}</g>`;
  });
}

function drawn(line: ChartLine, place: (point: Point) => Point): Markup {
  const { curve } = line.source;
  const dash = line.dash.join(' ');
  if (curve.kind === 'sparse') {
    const points = curve.points.map(place).filter(({ y }) => Number.isFinite(y));
    return fragment`<g class="${line.color}">${intervalBars(line, curve.points, place)}<path class="line" d="${pathOf(points)}" stroke-dasharray="${dash}"/>
      ${points.map(({ x, y }) => fragment`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2"/>`)}</g>`;
  }
  const { x, low, high } = curve.band;
  const edge = (values: readonly number[]) => x.map((step, i) => place({ x: step, y: at(values, i) }));
  return fragment`<g class="${line.color}"><path class="band" d="${pathOf([...edge(high), ...edge(low).reverse()])}Z"/>
    <path class="line" d="${pathOf(curve.smoothed.map(place))}" stroke-dasharray="${dash}"/></g>`;
}

function intervalBars(
  { interval }: ChartLine,
  points: readonly Point[],
  place: (point: Point) => Point,
): Markup[] {
  return points.flatMap(({ x }, i) => {
    const ends = [interval?.low[i], interval?.high[i]].map((y) => place({ x, y: y ?? NaN }));
    return ends.every(({ y }) => Number.isFinite(y))
      ? [fragment`<path class="interval" d="${pathOf(ends)}"/>`]
      : [];
  });
}

function pathOf(points: readonly Point[]): string {
  let path = '';
  for (const { x, y } of points) {
    if (Number.isFinite(y)) path += `${path === '' ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return path;
}

function yAxis(low: number, high: number, toY: (value: number) => number): Markup[] {
  return ticks(low, high, 6).map((value) => {
    const y = toY(value).toFixed(1);
    return fragment`<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}" />
      <text x="${PLOT.left - 6}" y="${y}" dy="0.35em" text-anchor="end">${tickText(value)}</text>`;
  });
}

function xAxis(lastStep: number, toX: (step: number) => number): Markup {
  const marks = ticks(0, lastStep, 6)
    .filter(Number.isInteger)
    .map((step) => {
      const x = toX(step).toFixed(1);
      // The last label would be cut off at the edge.
      const isLast = toX(step) > PLOT.right - LAST_TICK;
      const text = isLast ? { x: String(WIDTH - 1), anchor: 'end' } : { x, anchor: 'middle' };
      return fragment`<line class="axis" x1="${x}" x2="${x}" y1="${PLOT.bottom}" y2="${PLOT.bottom + 4}" />
      <text x="${text.x}" y="${PLOT.bottom + 16}" text-anchor="${text.anchor}">${tickText(step)}</text>`;
    });
  return fragment`<line
      class="axis"
      x1="${PLOT.left}"
      x2="${PLOT.right}"
      y1="${PLOT.bottom}"
      y2="${PLOT.bottom}"
    />
    ${marks}<text x="${PLOT.right}" y="${HEIGHT - 3}" text-anchor="end">${t.charts.axisNames.step}</text>`;
}

/** Renders a short piece of a line for the legend and the heads of columns. */
export function lineKey(color: string, dash: readonly number[]): Markup {
  return fragment`<svg class="key ${color}" viewBox="0 0 26 10" aria-hidden="true">
    <path class="line" d="M1 5H25" stroke-dasharray="${dash.join(' ')}" />
  </svg>`;
}

function legend(lines: readonly ChartLine[]): Markup {
  return fragment`<ul class="legend">
    ${lines.map(
      ({ label, color, dash, source }) =>
        fragment`<li>
          ${lineKey(color, dash)} ${label} <b>${exact(source.last.value)}</b>
        </li>`,
    )}
  </ul>`;
}

export const spreadOf = ({ source: { lowest, highest, sample }, interval }: ChartLine): Spread => {
  if (interval === undefined) return { lowest: lowest.value, highest: highest.value, sample };
  // With few values, no value counts as far out, and intervals are completely visible.
  const ends = [...Array.from(interval.low), ...Array.from(interval.high)].filter(Number.isFinite);
  const all = [lowest.value, highest.value, ...ends];
  const range = { lowest: Math.min(...all), highest: Math.max(...all) };
  return { ...range, sample: [range.lowest, range.highest] };
};

/** Says which values the axis leaves out, so that nothing is hidden; estimated from a sample for long runs. */
export function beyondNote(lines: readonly ChartLine[], range: ValueRange): string | null {
  const sources = lines.map(({ source }) => source);
  const extremes = beyond(
    sources.flatMap(({ lowest, highest }) => [lowest.value, highest.value]),
    range,
  );
  if (extremes === null) return null;
  const counted = sources.map(({ sample, weight }) => weight * (beyond(sample, range)?.count ?? 0));
  const count = Math.max(
    extremes.count,
    counted.reduce((sum, one) => sum + one, 0),
  );
  const isEstimate = sources.some(({ weight }) => weight > 1);
  return beyondText({ count, furthest: extremes.furthest }, isEstimate ? 'estimate' : 'exact');
}

function description({ title, lines, marks }: ChartInput): string {
  const parts = lines.map(({ label, source: { first, last } }) =>
    t.reports.lineFromTo(label, fourDigits(first.value), fourDigits(last.value)),
  );
  const marked = marks.map(({ label, step }) => t.reports.markAt(label, countText(step)));
  return `${title}. ${parts.join('; ')}.${marked.join('')}`;
}
