import { choice, EXPORT_GROUP } from '../contract/hyperparameters';
import { problem } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';
import { chartGroups, type ChartGroup } from '../presentation/chart-groups';
import { translatedModel } from '../presentation/translated';
import type { Theme } from '../reports/chart-picture';
import { rowExporter, type ExportContext } from './exporter';

const group = EXPORT_GROUP;

interface Chart {
  /** The name of its metric or group, which is the same in every language. */
  readonly id: string;
  readonly group: ChartGroup;
}

/** The charts that the window shows of runs which have recorded values. */
function chartsOf(runs: readonly Run[], { models }: Pick<ExportContext, 'models'>): Chart[] {
  const measured = runs
    .map((run) => ({ run, model: models.info(run.config.model), measured: Object.keys(run.latest) }))
    .filter((one) => one.measured.length > 0);
  const shown = chartGroups(measured.map((one) => ({ ...one, model: translatedModel(one.model) })));
  const known = new Set<string>();
  return chartGroups(measured).flatMap((plain, index): Chart[] => {
    const group = shown[index];
    if (group === undefined) return [];
    const name = idOf(plain, runs.length > 1);
    let id = name;
    for (let count = 2; known.has(id); count++) id = `${name}-${String(count)}`;
    known.add(id);
    return [{ id, group: { ...group, title: titleOf(group, runs) } }];
  });
}

/** A chart of a quantity of several runs has the metric's name; one of a run has that of a group of metrics. */
function idOf({ title, runId, lines }: ChartGroup, isOfSeveral: boolean): string {
  if (runId === null) return lines[0]?.metric.name ?? '';
  const group = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return isOfSeveral ? `${group}-${String(runId)}` : group;
}

/** Charts of one run only have the same titles for each of several. */
function titleOf({ title, runId }: ChartGroup, runs: readonly Run[]): string {
  const own = runs.find(({ id }) => id === runId);
  return own === undefined || runs.length === 1 ? title : `${title} · ${own.name}`;
}

export const chartSvgExporter = rowExporter({
  id: 'chart-svg',
  name: 'Chart (SVG)',
  help: 'A chart of metrics over steps as a vector image, with the values that a report shows: of several runs a line for each.',
  of: 'runs',
  mediaType: 'image/svg+xml',
  extension: 'svg',
  preview: null,
  fields: (runs, about) => {
    const charts = chartsOf(runs, about);
    return {
      chart: choice<string>({
        label: 'Chart',
        help: 'What is drawn.',
        group,
        default: charts[0]?.id ?? '',
        options: charts.map((one) => ({ value: one.id, label: one.group.title })),
      }),
      theme: choice<Theme>({
        label: 'Theme',
        help: 'The colours of the image.',
        group,
        default: 'light',
        options: [
          { value: 'light', label: 'light' },
          { value: 'dark', label: 'dark' },
        ],
      }),
    };
  },
  problem: (runs, about) => (chartsOf(runs, about).length > 0 ? null : problem('export.no-values', {})),
  title: ({ chart }) => `chart-${chart}`,
  *parts({ reports, models }, runs, { chart, theme }) {
    const chosen = chartsOf(runs, { models }).find(({ id }) => id === chart);
    const ids = runs.map(({ id }) => id);
    if (chosen !== undefined) yield* reports.chart(ids, chosen.group, theme);
  },
});
