import { at } from '../contract/at';
import { t } from '../contract/texts';
import type { ChartPicture, PicturedLine } from '../presentation/chart-svg';
import { ticks, tickText } from '../presentation/ticks';
import { valueRange, withRoom } from '../presentation/value-range';
import { beyondNote, spreadOf } from './chart';
import type { InkedLine, Panel } from './charts';
import type { Ink } from './columns';

export type Theme = keyof Ink;

/** As in the window: --surface, --text, --text-soft and --grid of its themes. */
const COLORS: Readonly<Record<Theme, ChartPicture['colors']>> = {
  light: { ground: '#ffffff', text: '#1a1c20', soft: '#50555f', grid: '#ebedf0' },
  dark: { ground: '#191b1f', text: '#e7e9ed', soft: '#aab0bb', grid: '#26292f' },
};
const TICKS = 6;

/** A chart of a report as an image; null if it has no values. */
export function chartPicture({ title, unit, lines, marks }: Panel, theme: Theme): ChartPicture | null {
  const range = valueRange(lines.map(spreadOf));
  if (range === null) return null;
  const { low, high } = withRoom(range);
  const lastStep = Math.max(1, ...lines.map(({ source }) => source.last.step));
  const labelled = (values: readonly number[]) => values.map((value) => ({ value, label: tickText(value) }));
  const isDense = lines.some(({ source }) => source.curve.kind === 'dense');
  return {
    title,
    unit: unit ?? undefined,
    axis: t.charts.axisNames.step,
    x: {
      min: 0,
      max: lastStep,
      isLog: false,
      ticks: labelled(ticks(0, lastStep, TICKS).filter(Number.isInteger)),
    },
    y: { min: low, max: high, isLog: false, ticks: labelled(ticks(low, high, TICKS)) },
    drawn: lines.map((line) => pictured(line, theme)),
    marks: marks.map(({ step, label }) => ({ at: step, label, color: null })),
    notes: [isDense ? t.reports.areaNote : null, beyondNote(lines, range)].filter((note) => note !== null),
    colors: COLORS[theme],
  };
}

function pictured({ label, ink, dash, source: { curve } }: InkedLine, theme: Theme): PicturedLine {
  const line = { label, color: ink[theme], dash };
  if (curve.kind === 'sparse') return { line, points: curve.points, behind: null, area: null };
  const { x, low, high } = curve.band;
  const edge = (values: readonly number[]) => x.map((step, i) => ({ x: step, y: at(values, i) }));
  return { line, points: curve.smoothed, behind: null, area: { low: edge(low), high: edge(high) } };
}
