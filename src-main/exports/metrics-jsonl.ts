import { rowExporter } from './exporter';
import { eachRow, metricNames, metricSlices, type MetricSlice } from './metric-rows';

/** Writes metrics as JSON Lines: an object for each step, without the metrics that were not measured at it. */
export function* metricsJsonLines(
  names: readonly string[],
  slices: Iterable<MetricSlice>,
): Generator<string, void, void> {
  for (const slice of slices) {
    const { id, name } = slice.run;
    let text = '';
    eachRow(names, slice, ({ step, epoch, values }) => {
      const metrics = Object.fromEntries(
        names.flatMap((metric, i) => (values[i] === undefined ? [] : [[metric, values[i]]])),
      );
      text += `${JSON.stringify({ run: id, name, step, ...(epoch === null ? {} : { epoch }), metrics })}\n`;
    });
    yield text;
  }
}

export const metricsJsonLinesExporter = rowExporter({
  id: 'metrics-jsonl',
  name: 'Metrics (JSON Lines)',
  help: 'Every metric at every step, one JSON object per line, with the number and name of its run.',
  of: 'runs',
  mediaType: 'application/x-ndjson; charset=utf-8',
  extension: 'jsonl',
  preview: 'text',
  fields: () => ({}),
  title: () => 'metrics',
  parts: ({ store, onProgress }, runs) =>
    metricsJsonLines(metricNames(store, runs), metricSlices(store, runs, onProgress)),
});
