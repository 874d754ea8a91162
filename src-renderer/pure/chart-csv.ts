import { csvCell } from '../../src-main/contract/csv';
import { smooth } from '../../src-main/presentation/smooth';
import type { ChartLine, Zoom } from './chart-line';

/**
 * The values of a chart's lines, one row per value, in full precision: as measured or as the mean of runs, and smoothed
 * if smoothing is on.
 * @param axis name of the x-axis
 * @param zoom the visible part of the axis; null for all
 */
export function chartCsv(
  lines: readonly Pick<ChartLine, 'x' | 'y' | 'label' | 'band' | 'interval'>[],
  axis: string,
  { smoothing, zoom }: { readonly smoothing: number; readonly zoom: Zoom | null },
): string {
  const hasEdges = lines.some((line) => edgesOf(line) !== undefined);
  const head = [
    'line',
    axis,
    'value',
    ...(smoothing > 0 ? ['smoothed'] : []),
    ...(hasEdges ? ['low', 'high'] : []),
  ];
  const rows = [head.map(csvCell).join(',')];
  for (const line of lines) {
    const smoothed = smooth(line.x, line.y, smoothing);
    const name = csvCell(line.label);
    const edges = edgesOf(line);
    for (const [i, x] of line.x.entries()) {
      if (zoom !== null && (x < zoom.from || x > zoom.to)) continue;
      const cells = [name, numberCell(x), numberCell(line.y[i])];
      if (smoothing > 0) cells.push(numberCell(smoothed[i]));
      if (hasEdges) cells.push(numberCell(edges?.low[i]), numberCell(edges?.high[i]));
      rows.push(cells.join(','));
    }
  }
  return `${rows.join('\r\n')}\r\n`;
}

const edgesOf = ({ band, interval }: Pick<ChartLine, 'band' | 'interval'>) => band ?? interval;

/** The text of a number; empty if there is none. */
const numberCell = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? '' : String(value);
