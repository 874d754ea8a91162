import { currentLocale } from '../contract/locale';
import { t } from '../contract/texts';
import { createHash } from 'node:crypto';
import { alerts } from './alerts';
import { charts } from './charts';
import { blindRounds } from './blind-rounds';
import { columnsOf, type Column } from './columns';
import { COMPARISON_SECTIONS, type ComparisonSection } from '../contract/saved-comparison';
import { notesHtml } from '../presentation/notes';
import { finalMetrics } from './final-metrics';
import { dateTime } from './format';
import { hyperparameters } from './hyperparameters';
import { fragment, trusted, type Markup } from './markup';
import { networks } from './networks';
import { notes } from './notes';
import { kindsOf, pictures, sheetWidthOf, stripOf, timelines, timelinesOf } from './pictures';
import { models, provenance } from './provenance';
import reportScript from './report-client.js?raw';
import type { ReportInput } from './report-input';
import { styleSheet } from './style';
import { quality } from './quality';
import { savedLatents } from './saved-latents';
import { summary } from './summary';
import { configuration, runsTable } from './tables';

export type { ReportFigure, ReportInput, ReportRun } from './report-input';

/**
 * Renders one HTML file about one run or several side by side. It opens offline and refers to nothing outside itself:
 * its policy allows only its style sheet and its script, by their hashes, and images as data.
 * @returns the page in parts that take a few milliseconds each, so that a large page blocks nothing and is never
 *   completely in memory
 */
export function* renderReport(input: ReportInput): Generator<string, void, void> {
  for (const { markup } of parts(input)) yield markup;
}

function* parts(input: ReportInput): Generator<Markup, void, void> {
  const columns = columnsOf(input);
  const strips = timelinesOf(columns);
  const style = styleSheet(columns, {
    runs: columns.length,
    kinds: kindsOf(columns).length,
    sheetWidth: sheetWidthOf(columns),
    strips: strips.map(stripOf),
  });
  yield fragment`<!doctype html>
    <html lang="${currentLocale()}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(style, reportScript)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="Latent Workbench ${input.version}" />
        <title>${input.title}</title>
        ${trusted(`<style>${style}</style>`)}
      </head>`;
  yield trusted('<body>');
  yield fragment`<header>${head(input, columns)}</header>`;
  yield trusted('<main>');
  yield alerts(columns);
  yield notes(columns);
  yield* sections(input, columns, strips);
  yield* networks(columns);
  yield models(columns);
  yield provenance(input, columns);
  yield trusted('</main>');
  yield fragment`<footer>
      Latent Workbench ${input.version}, ${dateTime(input.createdAt)}. ${t.reports.digitsNote}
    </footer>`;
  yield trusted(`<script>${reportScript}</script></body></html>\n`);
}

/** Renders the chosen sections, in their order. */
function* sections(
  input: ReportInput,
  columns: readonly Column[],
  strips: ReturnType<typeof timelinesOf>,
): Generator<Markup, void, void> {
  const chosen = input.sections ?? COMPARISON_SECTIONS;
  const baseline = columns.findIndex(({ run }) => run.id === input.baseline);
  // One scrubber moves all figures, so they are shown together, at the position of the first of their sections.
  const pictured = chosen.filter((section) => section === 'samples' || section === 'figures');
  const parts: Readonly<Record<ComparisonSection, () => Iterable<Markup>>> = {
    summary: () => [summary(columns, input.qualityMetrics)],
    samples: () => pictures(columns, pictured),
    figures: () => figures(columns, pictured),
    progression: () => timelines(strips),
    charts: () => charts(columns),
    quality: () => qualities(input, columns),
    metrics: () => [finalMetrics(columns, baseline < 0 ? null : baseline)],
    hyperparameters: () => [hyperparameters(columns)],
    configuration: () => configuration(columns),
  };
  const isPair = (at: number) => chosen[at] === 'metrics' && chosen[at + 1] === 'configuration';
  for (const [at, section] of chosen.entries()) {
    if (section === 'samples' && pictured[0] !== 'samples') continue;
    if (isPair(at)) yield trusted('<div class="pair">');
    yield* parts[section]();
    if (isPair(at - 1)) yield trusted('</div>');
  }
}

function* figures(
  columns: readonly Column[],
  pictured: readonly ComparisonSection[],
): Generator<Markup, void, void> {
  if (pictured[0] === 'figures') yield* pictures(columns, pictured);
  yield* savedLatents(columns);
}

function* qualities(input: ReportInput, columns: readonly Column[]): Generator<Markup, void, void> {
  yield* quality(columns, input.qualityMetrics);
  yield* blindRounds(input.blindRounds ?? [], columns);
}

function head(
  { title, createdAt, machine, note = '', missing = [] }: ReportInput,
  columns: readonly Column[],
): Markup {
  const datasets = [...new Set(columns.map(({ run }) => run.datasetName))].join(', ');
  return fragment`<h1>${title}</h1>
    <p>
      ${t.reports.runsOn(columns.length, datasets)} ·
      <time datetime="${new Date(createdAt).toISOString()}">${dateTime(createdAt)}</time
      >${machine === undefined ? null : t.reports.writtenOn(machine)}
    </p>
    ${note === '' ? null : fragment`<div class="notes">${trusted(notesHtml(note))}</div>`}
    ${missing.length === 0 ? null : fragment`<p class="lede">${t.reports.removedRuns(missing.map(String).join(', '), missing.length)}</p>`}
    <h2>${t.reports.run(columns.length)}</h2>
    ${runsTable(columns)}`;
}

function policy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    'img-src data:',
    `style-src ${hash(style)}`,
    `script-src ${hash(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
