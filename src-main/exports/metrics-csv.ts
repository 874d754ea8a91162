import { csvCell } from '../contract/csv';
import { rowExporter } from './exporter';
import { eachRow, metricNames, metricSlices, type MetricSlice } from './metric-rows';

/**
 * Writes metrics as CSV: `step`, `epoch`, then a column per metric, with one row for each step and empty cells where a
 * metric was not measured; with several runs, `run` and `name` come first. Numbers have enough digits to restore the
 * same float64.
 * @returns the header, then a piece of text for each slice
 */
export function* metricsCsv(
  names: readonly string[],
  slices: Iterable<MetricSlice>,
  hasSeveralRuns: boolean,
): Generator<string, void, void> {
  const header = [...(hasSeveralRuns ? ['run', 'name'] : []), 'step', 'epoch', ...names.map(csvCell)];
  yield `${header.join(',')}\n`;
  for (const slice of slices) {
    const { id, name } = slice.run;
    const start = hasSeveralRuns ? `${String(id)},${csvCell(name)},` : '';
    let text = '';
    eachRow(names, slice, ({ step, epoch, values }) => {
      text += `${start}${String(step)},${String(epoch ?? '')}`;
      for (const value of values) text += value === undefined ? ',' : `,${String(value)}`;
      text += '\n';
    });
    yield text;
  }
}

export const metricsCsvExporter = rowExporter({
  id: 'metrics-csv',
  name: 'Metrics (CSV)',
  help: 'Every metric at every step, one row per step, for spreadsheets and scripts.',
  of: 'runs',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  preview: 'text',
  fields: () => ({}),
  title: () => 'metrics',
  parts: ({ store, onProgress }, runs) =>
    metricsCsv(metricNames(store, runs), metricSlices(store, runs, onProgress), runs.length > 1),
});
