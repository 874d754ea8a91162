import { countText, fourDigits } from '../contract/numbers';
import { curveOf, ticks, valueRange, type Curve, type Point } from './curves';
import { exact, tickText } from './format';
import { fragment, type Markup } from './markup';
import type { MetricSource } from './metrics-csv';

export interface ChartLine {
  readonly source: MetricSource;
  readonly label: string;
  /** CSS class that sets the line's colour. */
  readonly color: string;
  readonly dash: readonly number[];
}

export interface ChartInput {
  readonly title: string;
  readonly unit: string | null;
  readonly help: string | null;
  readonly lines: readonly ChartLine[];
  /** Of the longest run, so that all charts of a report have one axis. */
  readonly lastStep: number;
}

const WIDTH = 560;
const HEIGHT = 268;
const PLOT = { left: 54, right: WIDTH - 10, top: 10, bottom: HEIGHT - 34 };

/** One chart: values as measured, faint, under a lightly smoothed line, over steps. */
export function chart(input: ChartInput): Markup {
  const { title, unit, help, lines, lastStep } = input;
  const range = valueRange(lines.map(({ source }) => source.values));
  if (range === null) return fragment``;
  const pad = (range.high - range.low) * 0.04 || Math.abs(range.high) * 0.1 || 1;
  const [low, high] = [range.low - pad, range.high + pad];
  const toX = (step: number) => PLOT.left + (step / Math.max(1, lastStep)) * (PLOT.right - PLOT.left);
  const toY = (value: number) => PLOT.bottom - ((value - low) / (high - low)) * (PLOT.bottom - PLOT.top);
  const place = ({ x, y }: Point) => ({ x: toX(x), y: Math.min(HEIGHT * 2, Math.max(-HEIGHT, toY(y))) });

  return fragment`<figure class="chart">
    <figcaption>
      <h3>${title}${unit === null ? null : fragment` <span class="unit">${unit}</span>`}</h3>
      ${help === null ? null : fragment`<p class="help">${help}</p>`}
      ${lines.length > 1 || lines.some(({ label }) => label !== title) ? legend(lines) : null}
    </figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${description(input)}">
      ${yAxis(low, high, toY)}${xAxis(lastStep, toX)}
      <svg
        x="0"
        y="${PLOT.top - 4}"
        width="${WIDTH}"
        height="${PLOT.bottom - PLOT.top + 8}"
        viewBox="0 ${PLOT.top - 4} ${WIDTH} ${PLOT.bottom - PLOT.top + 8}"
      >
        ${lines.map((line) => drawn(line, curveOf(line.source), place))}
      </svg>
    </svg>
    ${beyondNote(lines, low, high)}
  </figure>`;
}

function drawn(line: ChartLine, curve: Curve, place: (point: Point) => Point): Markup {
  const dash = line.dash.join(' ');
  if (curve.kind === 'sparse') {
    const points = curve.points.map(place).filter(({ y }) => Number.isFinite(y));
    return fragment`<g class="${line.color}"><path class="line" d="${pathOf(points)}" stroke-dasharray="${dash}"/>
      ${points.map(({ x, y }) => fragment`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2"/>`)}</g>`;
  }
  const { x, low, high } = curve.band;
  const edge = (values: readonly number[]) => x.map((at, i) => place({ x: at, y: values[i] ?? NaN }));
  return fragment`<g class="${line.color}"><path class="band" d="${pathOf([...edge(high), ...edge(low).reverse()])}Z"/>
    <path class="line" d="${pathOf(curve.smoothed.map(place))}" stroke-dasharray="${dash}"/></g>`;
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
      return fragment`<line class="axis" x1="${x}" x2="${x}" y1="${PLOT.bottom}" y2="${PLOT.bottom + 4}" />
      <text x="${x}" y="${PLOT.bottom + 16}" text-anchor="middle">${tickText(step)}</text>`;
    });
  return fragment`<line
      class="axis"
      x1="${PLOT.left}"
      x2="${PLOT.right}"
      y1="${PLOT.bottom}"
      y2="${PLOT.bottom}"
    />
    ${marks}<text x="${PLOT.right}" y="${HEIGHT - 3}" text-anchor="end">step</text>`;
}

/** A short piece of the line, as the legend and the head of a column show it. */
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
          ${lineKey(color, dash)} ${label} <b>${exact(source.values[source.values.length - 1])}</b>
        </li>`,
    )}
  </ul>`;
}

/** Says what the axis leaves out, so that nothing is hidden. */
function beyondNote(lines: readonly ChartLine[], low: number, high: number): Markup | null {
  let beyond = 0;
  let furthest = 0;
  for (const { source } of lines) {
    for (let i = 0; i < source.values.length; i++) {
      const value = source.values[i] ?? 0;
      if (value >= low && value <= high) continue;
      beyond++;
      if (Math.abs(value) > Math.abs(furthest)) furthest = value;
    }
  }
  if (beyond === 0) return null;
  const values = beyond === 1 ? '1 value lies' : `${countText(beyond)} values lie`;
  return fragment`<p class="note">${values} beyond the axis, the furthest at ${exact(furthest)}.</p>`;
}

function description({ title, lines }: ChartInput): string {
  const parts = lines.map(({ label, source: { values } }) => {
    const [first, last] = [values[0], values[values.length - 1]];
    if (first === undefined || last === undefined) return `${label}: nothing measured`;
    return `${label} from ${fourDigits(first)} to ${fourDigits(last)}`;
  });
  return `${title}. ${parts.join('; ')}.`;
}
