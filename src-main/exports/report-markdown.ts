import { translatedMetric } from '../presentation/translated';
import type { FigureKind } from '../contract/figure';
import { boolean, EXPORT_GROUP } from '../contract/hyperparameters';
import { countText, durationText, fourDigits } from '../contract/numbers';
import { ELAPSED_METRIC, type Run } from '../contract/run';
import { QUALITY_METRICS } from '../evaluation/registry';
import { t } from '../contract/texts';
import { FIGURE_KINDS } from '../presentation/figures';
import { newestQuality, qualityText } from '../presentation/quality';
import { distinctNames } from '../presentation/run-names';
import { runStateText } from '../presentation/run-state';
import { settingsTable } from '../presentation/settings';
import type { ReadOnlyStore } from '../store/open';
import { jobExporter } from './exporter';
import { plainMarkdown as plain } from './plain-markdown';
import { zipped, type ZipEntry } from './zip';

const REPORT_FILE = 'report.md';
const NONE = '–';

/** A picture beside the report. */
interface Picture {
  readonly file: string;
  readonly caption: string;
  readonly figureId: number;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

/** The newest sheet of each kind. */
function picturesOf({ figures }: ReadOnlyStore, { id, name }: Run): Picture[] {
  return FIGURE_KINDS.flatMap((kind: FigureKind) => {
    const newest = figures.list(id, kind).at(-1);
    if (newest?.sheet == null) return [];
    const step = String(newest.step);
    const caption = t.reports.figureAt(
      t.figures.titles[kind],
      name,
      t.reports.stepAt(countText(newest.step)),
    );
    return [{ file: `figures/run-${String(id)}-${kind}-step-${step}.png`, caption, figureId: newest.id }];
  });
}

function overview(runs: readonly Run[], names: readonly string[]): string {
  const rows = runs.map((run, i) => [
    `${names[i] ?? ''} \\#${String(run.id)}`,
    plain(run.config.model),
    plain(run.datasetName),
    runStateText(run),
    countText(run.step),
    durationText(run.elapsedMs),
  ]);
  return table(
    [
      t.common.run,
      t.common.model,
      t.common.dataset,
      t.runs.fields.state,
      t.common.steps,
      t.compare.trainingTime,
    ],
    rows,
  );
}

/** The newest evaluations, with 95 % intervals; null if there is none. */
function quality(
  { qualities }: ReadOnlyStore,
  runs: readonly Run[],
  names: readonly string[],
): string | null {
  const newest = runs.map(({ id }) => newestQuality(qualities.list(id)));
  const rows = QUALITY_METRICS.map(translatedMetric).flatMap(({ id, name, unit }) => {
    const values = newest.map((one) => one?.metrics[id]);
    if (values.every((value) => value === undefined)) return [];
    const label = plain(unit === null ? name : `${name}, ${unit}`);
    return [[label, ...values.map((value) => (value === undefined ? NONE : qualityText(value)))]];
  });
  return rows.length === 0 ? null : table([t.common.metric, ...names], rows);
}

function lastMetrics(runs: readonly Run[], names: readonly string[]): string | null {
  const metrics = [...new Set(runs.flatMap(({ latest }) => Object.keys(latest)))];
  const rows = metrics
    .filter((name) => name !== ELAPSED_METRIC)
    .map((name) => [
      plain(name),
      ...runs.map(({ latest }) => (latest[name] === undefined ? NONE : fourDigits(latest[name]))),
    ]);
  return rows.length === 0 ? null : table([t.common.metric, ...names], rows);
}

function settings(runs: readonly Run[], names: readonly string[]): string {
  const rows = settingsTable(runs.map((run) => ({ run, model: null }))).map(({ label, values }) => [
    plain(label),
    ...values.map((value) => plain(value ?? NONE)),
  ]);
  return table([t.compare.setting, ...names], rows);
}

function reportText(store: ReadOnlyStore, runs: readonly Run[], pictures: readonly Picture[]): string {
  const names = distinctNames(runs).map(plain);
  const section = (title: string, text: string | null) =>
    text === null || text === '' ? [] : [`## ${title}`, text];
  const images = pictures.map(({ file, caption }) => `![${plain(caption)}](${file})\n\n${plain(caption)}`);
  const notes = runs.flatMap(({ id }, i) => {
    const text = store.annotations.notes(id).trim();
    return text === '' ? [] : [`### ${names[i] ?? ''}`, text];
  });
  return [
    `# ${names.join(', ')}`,
    ...section(t.reports.run(runs.length), overview(runs, names)),
    ...section(t.common.notes, notes.join('\n\n')),
    ...section(t.reports.pictures, images.join('\n\n')),
    ...section(t.compare.sectionTitles.quality, quality(store, runs, names)),
    ...section(t.reports.lastMetrics, lastMetrics(runs, names)),
    ...section(t.common.configuration, settings(runs, names)),
  ].join('\n\n');
}

function* entries(
  store: ReadOnlyStore,
  runs: readonly Run[],
  hasPictures: boolean,
): Generator<ZipEntry, void, void> {
  const pictures = hasPictures ? runs.flatMap((run) => picturesOf(store, run)) : [];
  const text = Buffer.from(`${reportText(store, runs, pictures)}\n`, 'utf8');
  yield { name: REPORT_FILE, isCompressible: true, parts: [text] };
  for (const { file, figureId } of pictures) {
    const bytes = store.figures.bytes(figureId);
    if (bytes !== null) yield { name: file, isCompressible: false, parts: [bytes] };
  }
}

export const markdownExporter = jobExporter({
  id: 'report-markdown',
  name: 'Report (Markdown)',
  help: 'Tables of runs, quality, metrics and settings with the newest pictures beside them, for wikis and repositories. Unpack the ZIP.',
  of: 'runs',
  mediaType: 'application/zip',
  extension: 'zip',
  preview: null,
  fields: () => ({
    pictures: boolean({
      label: 'Pictures',
      help: 'Whether to include the newest samples and other sheets of images.',
      group: EXPORT_GROUP,
      default: true,
    }),
  }),
  title: () => 'report',
  parts: ({ store }, runs, { pictures }) => zipped(entries(store, runs, pictures)),
});
