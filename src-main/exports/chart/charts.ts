import { choice, EXPORT_GROUP } from '../../contract/hyperparameters';
import { problem } from '../../contract/problems/catalogue';
import type { Problem } from '../../contract/problem';
import type { Run } from '../../contract/run';
import { freeId, slug } from '../../contract/slug';
import { chartGroups, type ChartGroup } from '../../presentation/chart-groups';
import { chartSvg } from '../../presentation/chart-svg';
import { translatedModel } from '../../presentation/translated';
import { chartPicture, type Theme } from '../../reports/chart-picture';
import { panelOf, type Panel } from '../../reports/charts';
import { columnsOf, type ChartedRun } from '../../reports/columns';
import type { Markup } from '../../reports/markup';
import { detailFor, type MetricSummary } from '../../reports/metric-summary';
import type { ExportContext } from '../exporter';
import { summaryOf } from '../summarized-metric';

const group = EXPORT_GROUP;

type ChartSource = Pick<ExportContext, 'store' | 'models'>;

interface Chart {
  /** The name of its metric or group, which is the same in every language. */
  readonly id: string;
  readonly group: ChartGroup;
}

/** The charts that the window shows of runs which have recorded values. */
function chartsOf(runs: readonly Run[], { models }: Pick<ChartSource, 'models'>): Chart[] {
  const measured = runs
    .map((run) => ({ run, model: models.info(run.config.model), measured: Object.keys(run.latest) }))
    .filter((one) => one.measured.length > 0);
  const shown = chartGroups(measured.map((one) => ({ ...one, model: translatedModel(one.model) })));
  const known = new Set<string>();
  return chartGroups(measured).flatMap((plain, index): Chart[] => {
    const group = shown[index];
    if (group === undefined) return [];
    const id = freeId(idOf(plain, runs.length > 1), (taken) => known.has(taken));
    known.add(id);
    return [{ id, group: { ...group, title: titleOf(group, runs) } }];
  });
}

/** A chart of a quantity of several runs has the metric's name; one of a run has that of a group of metrics. */
function idOf({ title, runId, lines }: ChartGroup, isOfSeveral: boolean): string {
  if (runId === null) return lines[0]?.metric.name ?? '';
  const group = slug(title);
  return isOfSeveral ? `${group}-${String(runId)}` : group;
}

/** Charts of one run only have the same titles for each of several. */
function titleOf({ title, runId }: ChartGroup, runs: readonly Run[]): string {
  const own = runs.find(({ id }) => id === runId);
  return own === undefined || runs.length === 1 ? title : `${title} · ${own.name}`;
}

export function chartField(runs: readonly Run[], about: ChartSource) {
  const charts = chartsOf(runs, about);
  return choice<string>({
    label: 'Chart',
    help: 'What is drawn.',
    group,
    default: charts[0]?.id ?? '',
    options: charts.map((one) => ({ value: one.id, label: one.group.title })),
  });
}

export const THEME = choice<Theme>({
  label: 'Theme',
  help: 'The colours of the image.',
  group,
  default: 'light',
  options: [
    { value: 'light', label: 'light' },
    { value: 'dark', label: 'dark' },
  ],
});

export const withoutCharts = (runs: readonly Run[], about: ChartSource): Problem | null =>
  chartsOf(runs, about).length > 0 ? null : problem('export.no-values', {});

export const chartTitle = ({ chart }: { readonly chart: string }): string => `chart-${chart}`;

/** A metric of a run. */
export interface Measured {
  readonly runId: number;
  readonly name: string;
}

export interface ChartPanel extends Panel {
  /** Where the values of a line are recorded; the line of several runs is not among them. */
  readonly measured: ReadonlyMap<MetricSummary, Measured>;
}

/** What a chart shows, which is what a report shows of the runs; null if it has no such chart. Yields after each read. */
export function* chartPanel(
  { store, models }: ChartSource,
  runs: readonly Run[],
  chart: string,
): Generator<string, ChartPanel | null, void> {
  const chosen = chartsOf(runs, { models }).find(({ id }) => id === chart)?.group;
  if (chosen === undefined) return null;
  const measured = new Map<MetricSummary, Measured>();
  const charted: ChartedRun[] = [];
  for (const run of runs) {
    const metrics: MetricSummary[] = [];
    for (const { metric } of chosen.lines.filter(({ runId }) => runId === run.id)) {
      const summary = yield* summaryOf(store, run, metric.name, detailFor(runs.length));
      if (summary === null) continue;
      metrics.push(summary);
      measured.set(summary, { runId: run.id, name: metric.name });
    }
    charted.push({ run, model: translatedModel(models.info(run.config.model)), metrics });
  }
  const panel = yield* textOf(panelOf(chosen, columnsOf({ runs: charted })));
  return { ...panel, measured };
}

/** A chart as a vector image; empty if it has no values. Yields empty parts after each read. */
export function* chartMarkup(
  source: ChartSource,
  runs: readonly Run[],
  { chart, theme }: { readonly chart: string; readonly theme: Theme },
): Generator<string, string, void> {
  const panel = yield* chartPanel(source, runs, chart);
  const picture = panel && chartPicture(panel, theme);
  return picture === null ? '' : `${chartSvg(picture).markup}\n`;
}

/** The parts of work as text. */
function* textOf<T>(work: Generator<Markup, T, void>): Generator<string, T, void> {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    yield next.value.markup;
  }
}
