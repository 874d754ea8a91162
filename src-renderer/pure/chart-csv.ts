import { chartCsvHead, chartCsvRows } from '../../src-main/presentation/chart-csv';
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
  const values = lines.map(({ band, interval, ...line }) => ({ ...line, edges: band ?? interval }));
  const columns = { smoothing, hasEdges: values.some(({ edges }) => edges !== undefined) };
  return [chartCsvHead(axis, columns), ...values.map((line) => chartCsvRows(line, columns, zoom))].join('');
}
