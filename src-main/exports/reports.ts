import { translatedMetric, translatedModel } from '../presentation/translated';
import { t } from '../contract/texts';
import { cpus, release, type } from 'node:os';
import { roundsAmong } from '../contract/blind-round';
import type { Dataset } from '../contract/dataset';
import { refusal, type WorkbenchError } from '../contract/error';
import { MAX_REPORT_RUNS } from '../contract/files';
import type { ModelInfo } from '../contract/model';
import { ELAPSED_METRIC, type Run } from '../contract/run';
import type { FigureKind, Figure } from '../contract/figure';
import { QUALITY_METRICS } from '../evaluation/registry';
import { evenly } from '../presentation/evenly';
import { renderReport, type ReportFigure, type ReportInput, type ReportRun } from '../reports/html-report';
import type { ReportedLatents } from '../reports/report-input';
import { detailFor, type MetricSummary } from '../reports/metric-summary';
import type { ReadOnlyStore } from '../store/open';
import { summaryOf } from './summarized-metric';

export interface ReportsContext {
  readonly store: ReadOnlyStore;
  readonly runs: { get(id: number): Run };
  readonly models: { info(id: string): ModelInfo };
  readonly datasets: { list(): Dataset[] };
  readonly version: string;
}

/**
 * Number of figures of each kind, from the first step to the last: about 40 KB per sheet, ten times that per manifold.
 */
const FIGURES_PER_KIND = 12;
const MANIFOLDS = 2;
/** Number of figures of each kind in a whole report; with many runs, each run has fewer. */
const FIGURES_OF_ALL_RUNS = 120;

/** Options of a report; by default it has all sections. */
export type ReportOptions = Partial<
  Pick<ReportInput, 'title' | 'note' | 'sections' | 'baseline' | 'missing'>
>;

export type Reports = ReturnType<typeof createReports>;

/**
 * Reports about runs, as parts that take a few milliseconds each. Nothing is read before it is requested,
 * and a run is never in memory as a whole.
 */
export function createReports({ store, runs, models, datasets, version }: ReportsContext) {
  function* html(runIds: readonly number[], options: ReportOptions): Generator<string, void, void> {
    const reported: ReportRun[] = [];
    for (const id of runIds) reported.push(yield* reportRun(id, runIds.length));
    const title = options.title ?? titleOf(reported.map(({ run }) => run.name));
    yield* renderReport({
      ...options,
      title,
      createdAt: Date.now(),
      version,
      machine: machine(),
      qualityMetrics: QUALITY_METRICS.map(translatedMetric),
      runs: reported,
      blindRounds: roundsAmong(
        runIds.flatMap((id) => store.blindRounds.list(id)),
        runIds,
      ),
    });
  }

  function* reportRun(id: number, of: number): Generator<string, ReportRun, void> {
    const run = runs.get(id);
    const metrics: MetricSummary[] = [];
    for (const name of store.metrics.names(id)) {
      const summary = yield* summaryOf(store, run, name, detailFor(of));
      if (summary !== null) metrics.push(summary);
    }
    const figures = figuresOf(store, id, of);
    return {
      run,
      model: translatedModel(models.info(run.config.model)),
      notes: store.annotations.notes(id),
      networks: store.runs.networks(id),
      metrics,
      qualities: store.qualities.list(id),
      closestPng: store.qualities.closestPng,
      trainingMsAt: (step) => store.metrics.next(id, ELAPSED_METRIC, step)?.value ?? null,
      checkpointBytes: store.checkpoints.find(id)?.sizeBytes ?? null,
      figures,
      savedLatents: latentsOf(store, id),
      // A dataset may have been removed since.
      classNames: datasets.list().find((dataset) => dataset.id === run.config.dataset)?.classNames ?? [],
    };
  }

  return {
    /** The workbench's version. */
    version,
    /**
     * Self-contained HTML about one run, or several side by side.
     * @throws WorkbenchError `run.unknown`, `run.removed`, `report.too-many-runs`
     */
    html(runIds: readonly number[], options: ReportOptions = {}): Iterable<string> {
      if (runIds.length > MAX_REPORT_RUNS) throw tooMany(runIds.length);
      for (const id of runIds) runs.get(id);
      return html(runIds, options);
    },
  };
}

function figuresOf(store: ReadOnlyStore, runId: number, of: number): ReportFigure[] {
  const byKind = new Map<FigureKind, Figure[]>();
  for (const figure of store.figures.list(runId)) {
    const alike = byKind.get(figure.kind);
    if (alike) alike.push(figure);
    else byKind.set(figure.kind, [figure]);
  }
  return [...byKind].flatMap(([kind, figures]) => {
    const most = kind === 'manifold' ? MANIFOLDS : FIGURES_PER_KIND;
    const count = Math.max(1, Math.min(most, Math.floor(FIGURES_OF_ALL_RUNS / of)));
    return evenly(figures, count).map((figure) => ({
      figure,
      get bytes() {
        return store.figures.bytes(figure.id) ?? lost(runId);
      },
    }));
  });
}

function latentsOf(store: ReadOnlyStore, runId: number): ReportedLatents[] {
  const chosen = store.savedLatents.list(runId).filter(({ inReport }) => inReport);
  return chosen.map((saved) => ({
    saved,
    get items() {
      return store.savedLatents.items(saved.id) ?? lost(runId);
    },
  }));
}

function titleOf(names: readonly string[]): string {
  if (names.length <= 4) return names.join(' · ');
  return t.reports.titleOfSome(names.slice(0, 3).join(' · '), names.length - 3);
}

function tooMany(count: number): WorkbenchError {
  return refusal('report.too-many-runs', { count, most: MAX_REPORT_RUNS });
}

function lost(runId: number): never {
  throw refusal('report.outdated', { runId });
}

function machine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim();
  const system = `${type()} ${release()}`;
  return model === undefined ? system : `${model} (${t.reports.threads(processors.length)}), ${system}`;
}
