import * as z from 'zod';
import { refusal } from '../contract/error';
import { ALL_STEPS } from '../contract/metric-block';
import { MetricPlaceSchema } from '../contract/metric-place';
import { ELAPSED_METRIC, type Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';
import { BINARY, Count, Id, Offset, type Routes } from './file-routes';
import { readMetricValues } from './metric-values';
import type { Models } from './models';
import type { Runs } from './runs';
import { readSeries } from './series';
import { inTurns } from './turns';

/** Far more columns than a screen has pixels. */
const MOST_COLUMNS = 8192;
const SeriesQuery = z.object({
  from: Offset.default(ALL_STEPS.from),
  to: Offset.default(ALL_STEPS.to),
  columns: Count.max(MOST_COLUMNS),
});
const Names = z.array(z.string()).min(1).max(1000);

interface MetricFilesContext {
  readonly store: Pick<ReadOnlyStore, 'metrics'>;
  readonly runs: Pick<Runs, 'get'>;
  readonly models: Models;
  readonly closed: AbortSignal;
}

/** Metrics as binary files. */
export function metricRoutes({ store, runs, models, closed }: MetricFilesContext): Routes {
  /** Checks that the run has values of a metric, or that its model may still record it. */
  function metricOf(run: Run, name: string): string {
    const recorded = store.metrics.names(run.id);
    const expected = models.list().find(({ id }) => id === run.config.model)?.metrics ?? [];
    const known = [...recorded, ELAPSED_METRIC, ...expected.map((metric) => metric.name)];
    if (known.includes(name)) return name;
    throw refusal('metric.unknown', { run: run.name, name, recorded });
  }

  return [
    [
      /^\/files\/runs\/(\d+)\/metrics\/([^/]+)$/,
      ([id, name]) => {
        const run = runs.get(Id.parse(id));
        const metric = metricOf(run, decodeURIComponent(name ?? ''));
        return { bytes: binary(store.metrics.series(run.id, metric), closed), mediaType: BINARY };
      },
    ],
    [
      /^\/files\/runs\/(\d+)\/series$/,
      ([id], query) => {
        const run = runs.get(Id.parse(id));
        const { from, to, columns } = SeriesQuery.parse(Object.fromEntries(query));
        const names = Names.parse(query.getAll('metric')).map((name) => metricOf(run, name));
        const parts = readSeries(store.metrics, { runId: run.id, names, columns, range: { from, to } });
        return { bytes: binary(parts, closed), mediaType: BINARY };
      },
    ],
    [
      /^\/files\/metric-values\/([^/]+)$/,
      ([name], query) => {
        const place = MetricPlaceSchema.parse(query.get('at') ?? undefined);
        const parts = readMetricValues(store.metrics, decodeURIComponent(name ?? ''), place);
        return { bytes: binary(parts, closed), mediaType: BINARY };
      },
    ],
  ];
}

async function* binary(
  parts: Iterable<Float64Array>,
  closed: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const made of inTurns(parts, closed)) {
    const views = made.map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    );
    const bytes = Buffer.concat(views);
    if (bytes.length > 0) yield bytes;
  }
}
