import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { jobExporter } from './exporter';
import { eachRow, metricNames, metricSlices, type MetricSlice } from './metric-rows';

/** Rows that are encoded together: a few megabytes. */
const GROUP_ROWS = 65_536;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

interface Columns {
  readonly run: number[];
  readonly name: string[];
  readonly step: number[];
  readonly epoch: (number | null)[];
  readonly metrics: readonly (number | null)[][];
}

const emptyColumns = (names: readonly string[]): Columns => ({
  run: [],
  name: [],
  step: [],
  epoch: [],
  metrics: names.map(() => []),
});

/** Names of metrics as they are, in columns of their own: `run`, `name`, `step` and `epoch` come first. */
function schemaOf(names: readonly string[]): SchemaElement[] {
  const metric = (name: string): SchemaElement => ({ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' });
  return [
    { name: 'root', num_children: names.length + 4 },
    { name: 'run', type: 'INT32', repetition_type: 'REQUIRED' },
    { name: 'name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
    { name: 'step', type: 'INT32', repetition_type: 'REQUIRED' },
    metric('epoch'),
    ...names.map(metric),
  ];
}

/** Encodes metrics as Apache Parquet, a group of rows at a time; null where a metric was not measured at a step. */
async function* metricsParquet(
  names: readonly string[],
  slices: Iterable<MetricSlice>,
): AsyncGenerator<Uint8Array, void, void> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaOf(names) });
  let columns = emptyColumns(names);

  async function* flushed() {
    const { metrics, ...others } = columns;
    const named = names.map((name, i) => ({ name, data: metrics[i] ?? [] }));
    const columnData = [...Object.entries(others).map(([name, data]) => ({ name, data })), ...named];
    if (columns.step.length > 0) await parquet.write({ columnData, rowGroupSize: GROUP_ROWS });
    columns = emptyColumns(names);
    yield* taken();
  }

  /** What was taken makes room for what follows. */
  function* taken() {
    yield writer.getBytes().slice();
    writer.index = 0;
  }

  for (const slice of slices) {
    eachRow(names, slice, ({ step, epoch, values }) => {
      columns.run.push(slice.run.id);
      columns.name.push(slice.run.name);
      columns.step.push(step);
      columns.epoch.push(epoch);
      for (const [i, column] of columns.metrics.entries()) column.push(values[i] ?? null);
    });
    if (columns.step.length >= GROUP_ROWS) yield* flushed();
  }
  yield* flushed();
  await parquet.finish();
  yield* taken();
}

export const metricsParquetExporter = jobExporter({
  id: 'metrics-parquet',
  name: 'Metrics (Parquet)',
  help: 'Every metric at every step as columns of numbers, for pandas, Polars, DuckDB and R.',
  of: 'runs',
  mediaType: 'application/vnd.apache.parquet',
  extension: 'parquet',
  preview: null,
  fields: () => ({}),
  title: () => 'metrics',
  parts: ({ store, onProgress }, runs) =>
    metricsParquet(metricNames(store, runs), metricSlices(store, runs, onProgress)),
});
