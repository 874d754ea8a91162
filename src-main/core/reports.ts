import { cpus, release, type } from 'node:os';
import type { FigureKind, Sample } from '../contract/sample';
import { evenly } from '../reports/evenly';
import { renderReport, type ReportFigure, type ReportRun } from '../reports/html-report';
import { metricsCsv, type MetricSource } from '../reports/metrics-csv';
import type { ReadOnlyStore } from '../store/open';
import type { Models } from './models';
import type { Runs } from './runs';

export interface ReportsContext {
  readonly store: ReadOnlyStore;
  readonly runs: Pick<Runs, 'get'>;
  readonly models: Models;
  readonly version: string;
}

/** Of each kind, from the first step to the last: some 40 KB a sheet, ten times that for a manifold. */
const FIGURES_PER_KIND = 12;
const MANIFOLDS = 2;

export type Reports = ReturnType<typeof createReports>;

/** What leaves the workbench about runs: documents and tables. Every function throws `run.unknown` or `run.removed`. */
export function createReports({ store, runs, models, version }: ReportsContext) {
  function metricsOf(runId: number): MetricSource[] {
    return store.metrics.names(runId).map((name) => {
      const pairs = store.metrics.series(runId, name);
      return {
        name,
        steps: pairs.filter((_, index) => index % 2 === 0),
        values: pairs.filter((_, index) => index % 2 === 1),
      };
    });
  }

  function figuresOf(runId: number): ReportFigure[] {
    const byKind = new Map<FigureKind, Sample[]>();
    for (const sample of store.samples.list(runId)) {
      byKind.set(sample.kind, [...(byKind.get(sample.kind) ?? []), sample]);
    }
    return [...byKind].flatMap(([kind, samples]) =>
      evenly(samples, kind === 'manifold' ? MANIFOLDS : FIGURES_PER_KIND).flatMap((sample) => {
        const bytes = store.samples.bytes(sample.id);
        return bytes === null ? [] : [{ sample, bytes }];
      }),
    );
  }

  function reportRun(id: number): ReportRun {
    const run = runs.get(id);
    return {
      run,
      model: models.info(run.config.model),
      networks: store.runs.networks(id),
      metrics: metricsOf(id),
      figures: figuresOf(id),
    };
  }

  function html(runIds: readonly number[]): string {
    const reported = runIds.map(reportRun);
    const title = reported.map(({ run }) => run.name).join(' and ');
    return renderReport({ title, createdAt: Date.now(), version, machine: machine(), runs: reported });
  }

  function csv(runId: number): Uint8Array {
    const run = runs.get(runId);
    const chunks = [...metricsCsv(metricsOf(runId), run.stepsPerEpoch)];
    return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk, 'utf8')));
  }

  return {
    /** Self-contained HTML about one run, or several side by side. */
    html,
    /** Every metric at every step, one row a step. */
    csv,
  };
}

function machine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim();
  const system = `${type()} ${release()}`;
  return model === undefined ? system : `${model} (${String(processors.length)} threads), ${system}`;
}
