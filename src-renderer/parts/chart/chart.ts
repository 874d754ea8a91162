import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type Plugin,
} from 'chart.js';
import type { ValueRange } from '../../../src-main/presentation/value-range';
import type { Axis } from '../../pure/axis';
import { formatTick, type DrawnLine, type Zoom } from '../../pure/chart-line';
import { axisEnds } from '../../pure/chart-range';
import type { ChartMark } from '../../pure/chart-mark';
import { behindLines, behindLinesOf, rangeBehind, type BehindLine } from './behind-lines';
import { markLines, SCALE_WIDTH, TOP, type MarkLook } from './mark-lines';
import { endTags, TAG_WIDTH, type EndTag } from './end-tags';
import type { Point } from '../../pure/downsample';

Chart.register(Filler, LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

export type LineChart = Chart<'line', Point[]>;
type Dataset = LineChart['data']['datasets'][number];

export interface Look {
  readonly axis: Axis;
  readonly log: boolean;
  /** Range of the values; null shows all. */
  readonly range: ValueRange | null;
  /** Visible part of the x-axis; null shows all. */
  readonly zoom: Zoom | null;
  /** The owner of the highlighted lines; the others fade. */
  readonly highlight: string | null;
  readonly grid: string;
  readonly text: string;
}

interface Upright {
  readonly at: number | null;
  readonly dash: readonly number[];
}

/** Vertical lines at positions that adjacent charts share. */
function uprights(lines: () => readonly Upright[], color: () => string): Plugin<'line'> {
  const draw = ({ ctx, chartArea, scales }: LineChart, { at: x, dash }: Upright) => {
    const scale = scales['x'];
    if (x === null || scale === undefined) return;
    const pixel = Math.round(scale.getPixelForValue(x)) + 0.5;
    if (pixel < chartArea.left || pixel > chartArea.right) return;
    ctx.save();
    ctx.strokeStyle = color();
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    ctx.moveTo(pixel, chartArea.top);
    ctx.lineTo(pixel, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  };
  return {
    id: 'uprights',
    afterDatasetsDraw(chart) {
      for (const line of lines()) draw(chart as LineChart, line);
    },
  };
}

export interface ChartSource {
  /** Position of the pointer. */
  readonly hover: () => number | null;
  /** Position of the figures. */
  readonly marker: () => number | null;
  readonly behind: () => readonly BehindLine[];
  readonly tags: () => readonly EndTag[];
  readonly marks: () => readonly ChartMark[];
  readonly resized: () => void;
}

export function createChart(
  canvas: HTMLCanvasElement,
  { hover, marker, behind, tags, marks, resized }: ChartSource,
): LineChart {
  const lines = () => [
    { at: marker(), dash: [3, 3] },
    { at: hover(), dash: [] },
  ];
  const look = (): MarkLook => {
    const style = getComputedStyle(canvas);
    return {
      alert: style.getPropertyValue('--warn'),
      change: style.getPropertyValue('--text-soft'),
      ground: style.getPropertyValue('--surface'),
    };
  };
  const chart: LineChart = new Chart(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      // LossChart follows the pointer, for all charts together.
      events: [],
      onResize: resized,
      layout: { padding: { top: TOP, right: 12 } },
    },
    plugins: [
      behindLines(behind),
      uprights(lines, () => getComputedStyle(canvas).color),
      endTags(tags),
      markLines(marks, look),
    ],
  });
  return chart;
}

export function updateChart(chart: LineChart, drawn: readonly DrawnLine[], look: Look): void {
  const font = { size: 11, family: getComputedStyle(chart.canvas).fontFamily };
  chart.options.scales = scalesOf(drawn, look, font);
  const tagged = drawn.some(({ line }) => line.tag !== undefined);
  chart.options.layout = { padding: { top: TOP, right: tagged ? TAG_WIDTH : 12 } };
  chart.data.datasets = reused(chart.data.datasets, datasetsOf(drawn, look.highlight));
  chart.update('none');
}

function scalesOf(
  drawn: readonly DrawnLine[],
  { axis, log, range, zoom, highlight, grid, text }: Look,
  font: { readonly size: number; readonly family: string },
): NonNullable<LineChart['options']['scales']> {
  return {
    x: {
      type: 'linear',
      // The ends of the data: a live line fills its chart, and the axis grows without a jump.
      ...(zoom === null ? extent(drawn) : { min: zoom.from, max: zoom.to }),
      grid: { display: false },
      border: { color: grid },
      ticks: {
        font,
        color: text,
        maxRotation: 0,
        autoSkipPadding: 24,
        includeBounds: false,
        ...(axis === 'step' && { precision: 0 }),
        callback: (value) => formatTick(axis, Number(value)),
      },
    },
    y: {
      type: log ? 'logarithmic' : 'linear',
      ...rangeBehind(behindLinesOf(drawn, highlight), log),
      ...axisEnds(range, log),
      grid: { color: grid },
      border: { display: false },
      // Fixed, so that a longer number does not move the plot.
      afterFit: (scale) => {
        scale.width = SCALE_WIDTH;
      },
      ticks: {
        font,
        color: text,
        maxTicksLimit: 6,
        includeBounds: false,
        // Counts, such as active units, have no fractions between them.
        ...(areWhole(drawn) && { precision: 0 }),
        callback: (value) => (log && !isRound(Number(value)) ? null : formatTick('value', Number(value))),
      },
    },
  };
}

const areWhole = (drawn: readonly DrawnLine[]): boolean =>
  drawn.every(({ points }) => points.every(({ y }) => Number.isInteger(y) || Number.isNaN(y)));

function datasetsOf(drawn: readonly DrawnLine[], highlight: Look['highlight']): Dataset[] {
  const faded = ({ owner }: DrawnLine['line']) => highlight !== null && owner !== highlight;
  const shared = { pointRadius: 0, tension: 0, spanGaps: false };
  // Higher numbers are further behind: a metric measured once per epoch must not be hidden by one measured at every
  // step.
  const furthest = Number.MAX_SAFE_INTEGER;
  return [
    // An area is filled from its upper edge to the previous dataset.
    ...drawn.flatMap(({ line, area }): Dataset[] => {
      if (area === null || faded(line)) return [];
      const edge = { ...shared, borderWidth: 0, order: furthest };
      return [
        { ...edge, label: `low ${line.key}`, data: area.low },
        {
          ...edge,
          label: `high ${line.key}`,
          data: area.high,
          fill: '-1',
          backgroundColor: `${line.color}2e`,
        },
      ];
    }),
    ...drawn.map(({ line, points }) => ({
      ...shared,
      label: line.key,
      data: points,
      order: line.x.length + (faded(line) ? furthest / 2 : 0),
      borderColor: faded(line) ? `${line.color}40` : line.color,
      borderWidth: line.owner === highlight ? 2.5 : 1.75,
      borderDash: [...line.dash],
      // Draws the first and the last mark without clipping.
      clip: 4,
      // A metric with a single value would be invisible without a dot, and one with intervals has few values.
      pointRadius: points.length === 1 || line.interval !== undefined ? 2.5 : 0,
      pointBackgroundColor: line.color,
    })),
  ];
}

/** Takes the existing objects for lines that are drawn already: Chart.js keeps their points, and only moves them. */
function reused(existing: readonly Dataset[], next: readonly Dataset[]): Dataset[] {
  const byLabel = new Map(existing.map((dataset) => [dataset.label, dataset]));
  return next.map((dataset) => Object.assign(byLabel.get(dataset.label) ?? {}, dataset));
}

function extent(drawn: readonly DrawnLine[]): { min?: number; max?: number } {
  const filled = drawn.filter(({ line }) => line.x.length > 0);
  if (filled.length === 0) return {};
  const max = Math.max(...filled.map(({ line }) => line.x[line.x.length - 1] ?? 0));
  return { min: 0, max: max > 0 ? max : 1 };
}

/** Whether a value is 1, 2 or 5 times a power of ten. */
function isRound(value: number): boolean {
  const leading = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
  return [1, 2, 5].some((one) => Math.abs(leading - one) < 1e-6);
}
