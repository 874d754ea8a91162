import * as z from 'zod';
import { refusal } from '../contract/error';
import { ALL_STEPS } from '../contract/metric-block';
import { MetricPlaceSchema } from '../contract/metric-place';
import { ELAPSED_METRIC, type Run } from '../contract/run';
import type { RunMetric } from '../contract/series-file';
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
/** `RUN/METRIC`, where the name of the metric may contain slashes. */
const METRIC_OF_RUN = /^(\d+)\/(.+)$/s;
const MetricsOfRuns = z.array(z.string().regex(METRIC_OF_RUN)).min(1).max(1000);

interface MetricFilesContext {
  readonly store: Pick<ReadOnlyStore, 'metrics'>;
  readonly runs: Pick<Runs, 'get'>;
  readonly models: Models;
  readonly closed: AbortSignal;
}

/** Metrics as binary files. */
export function metricRoutes({ store, runs, models, closed }: MetricFilesContext): Routes {
  /** Returns a function that checks that the run has values of a metric, or that its model may still record it. */
  function metricsOf(run: Run): (name: string) => string {
    const recorded = store.metrics.names(run.id);
    const expected = models.list().find(({ id }) => id === run.config.model)?.metrics ?? [];
    const known = [...recorded, ELAPSED_METRIC, ...expected.map((metric) => metric.name)];
    return (name) => {
      if (known.includes(name)) return name;
      throw refusal('metric.unknown', { run: run.name, name, recorded });
    };
  }

  /** Reads and checks `RUN/METRIC` texts; each run is looked up once. */
  function metricsOfRuns(texts: readonly string[]): RunMetric[] {
    const checks = new Map<number, (name: string) => string>();
    return MetricsOfRuns.parse(texts).map((text) => {
      const [, id, name = ''] = METRIC_OF_RUN.exec(text) ?? [];
      const runId = Id.parse(id);
      const check = checks.get(runId) ?? metricsOf(runs.get(runId));
      checks.set(runId, check);
      return { runId, name: check(name) };
    });
  }

  return [
    [
      /^\/files\/runs\/(\d+)\/metrics\/([^/]+)$/,
      ([id, name]) => {
        const run = runs.get(Id.parse(id));
        const metric = metricsOf(run)(decodeURIComponent(name ?? ''));
        return { bytes: binary(store.metrics.series(run.id, metric), closed), mediaType: BINARY };
      },
    ],
    [
      /^\/files\/series$/,
      (_, query) => {
        const { from, to, columns } = SeriesQuery.parse(Object.fromEntries(query));
        const of = metricsOfRuns(query.getAll('metric'));
        const parts = readSeries(store.metrics, { of, columns, range: { from, to } });
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
