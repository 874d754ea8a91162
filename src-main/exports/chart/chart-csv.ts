import { t } from '../../contract/texts';
import { chartCsvHead, chartCsvRows } from '../../presentation/chart-csv';
import type { InkedLine } from '../../reports/charts';
import { rowExporter, type RowSource } from '../exporter';
import { slicesOf } from '../summarized-metric';
import { chartField, chartPanel, chartTitle, withoutCharts, type Measured } from './charts';

export const chartCsvExporter = rowExporter({
  id: 'chart-csv',
  name: 'Chart (CSV)',
  help: 'The values of a chart, a row for each: as measured, or of runs that differ only in their seed the drawn mean, lightly smoothed, and its standard deviation.',
  of: 'runs',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  preview: 'text',
  fields: (runs, about) => ({ chart: chartField(runs, about) }),
  problem: withoutCharts,
  title: chartTitle,
  *parts(source, runs, { chart }) {
    const panel = yield* chartPanel(source, runs, chart);
    if (panel === null) return;
    const lines = panel.lines.map((line) => ({ line, measured: panel.measured.get(line.source) }));
    const columns = { smoothing: 0, hasEdges: lines.some(({ measured }) => measured === undefined) };
    yield chartCsvHead(t.charts.axisNames.step, columns);
    for (const { line, measured } of lines)
      for (const values of measured === undefined ? meanOf(line) : measuredBy(source, line, measured))
        yield chartCsvRows({ label: line.label, ...values }, columns);
  },
});

interface Values {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly edges?: { readonly low: readonly number[]; readonly high: readonly number[] };
}

/** Every measured value of a run. */
function* measuredBy(
  { store }: RowSource,
  { source }: InkedLine,
  { runId, name }: Measured,
): Generator<Values, void, void> {
  for (const { steps, values } of slicesOf(store, runId, name, source.last.step))
    yield { x: steps, y: values };
}

/** The mean of several runs, with the standard deviation around it. */
function meanOf({ source: { curve } }: InkedLine): Values[] {
  if (curve.kind === 'sparse') return [];
  const { low, high } = curve.band;
  return [{ x: curve.smoothed.map(({ x }) => x), y: curve.smoothed.map(({ y }) => y), edges: { low, high } }];
}
