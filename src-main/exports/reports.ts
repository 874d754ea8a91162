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
import type { ChartGroup } from '../presentation/chart-groups';
import { chartSvg } from '../presentation/chart-svg';
import { evenly } from '../presentation/evenly';
import { chartPicture, type Theme } from '../reports/chart-picture';
import { panelOf } from '../reports/charts';
import { columnsOf, type ChartedRun } from '../reports/columns';
import { renderReport, type ReportFigure, type ReportInput, type ReportRun } from '../reports/html-report';
import type { Markup } from '../reports/markup';
import type { ReportedLatents } from '../reports/report-input';
import { detailFor, metricSummary, type Detail, type MetricSummary } from '../reports/metric-summary';
import type { ReadOnlyStore } from '../store/open';

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
/** Number of rows read at a time, in about a millisecond. */
const SLICE_ROWS = 2000;
/** Number of steps counted at a time, in about two milliseconds. */
const COUNTED_STEPS = 50_000;

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

  function* chart(runIds: readonly number[], group: ChartGroup, theme: Theme): Generator<string, void, void> {
    const charted: ChartedRun[] = [];
    for (const id of runIds) {
      const run = runs.get(id);
      const metrics: MetricSummary[] = [];
      for (const { runId, metric } of group.lines) {
        const summary =
          runId === id ? yield* summaryOf(store, run, metric.name, detailFor(runIds.length)) : null;
        if (summary !== null) metrics.push(summary);
      }
      charted.push({ run, model: translatedModel(models.info(run.config.model)), metrics });
    }
    const panel = yield* textOf(panelOf(group, columnsOf({ runs: charted })));
    const picture = chartPicture(panel, theme);
    if (picture !== null) yield `${chartSvg(picture).markup}\n`;
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
    /**
     * A chart of runs as an SVG image, of the values that their report would show.
     * @throws WorkbenchError `run.unknown`, `run.removed`, `report.too-many-runs`
     */
    chart(runIds: readonly number[], group: ChartGroup, theme: Theme): Iterable<string> {
      if (runIds.length > MAX_REPORT_RUNS) throw tooMany(runIds.length);
      return chart(runIds, group, theme);
    },
  };
}

/** The parts of work as text. */
function* textOf<T>(work: Generator<Markup, T, void>): Generator<string, T, void> {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    yield next.value.markup;
  }
}

/** Yields an empty part after each read, so that the consumer can give other work a turn. */
function* summaryOf(
  store: ReadOnlyStore,
  { id, stepsPerEpoch }: Run,
  name: string,
  detail: Detail,
): Generator<string, MetricSummary | null, void> {
  const first = store.metrics.first(id, name);
  const last = store.metrics.last(id, name);
  if (first === null || last === null) return null;
  const extent = { count: 0, firstStep: first.step, lastStep: last.step };
  for (let from = first.step; from <= last.step; from += COUNTED_STEPS) {
    extent.count += store.metrics.count(id, name, from, Math.min(last.step, from + COUNTED_STEPS - 1));
    yield '';
  }
  const summary = metricSummary(name, extent, detail, stepsPerEpoch);
  for (let after = first.step - 1; after < last.step;) {
    const { steps, values } = store.metrics.after(id, name, after, SLICE_ROWS);
    if (steps.length === 0) break;
    summary.add(steps, values);
    after = steps[steps.length - 1] ?? last.step;
    yield '';
  }
  return summary.end();
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
