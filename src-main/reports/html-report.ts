import { createHash } from 'node:crypto';
import { alerts } from './alerts';
import { charts } from './charts';
import { blindRounds } from './blind-rounds';
import { columnsOf, type Column } from './columns';
import { finalMetrics } from './final-metrics';
import { dateTime } from './format';
import { fragment, trusted, type Markup } from './markup';
import { networks } from './networks';
import { notes } from './notes';
import { kindsOf, pictures, sheetWidthOf, stripOf, timelines, timelinesOf } from './pictures';
import { models, provenance } from './provenance';
import reportScript from './report-client.js?raw';
import type { ReportInput } from './report-input';
import { styleSheet } from './style';
import { quality } from './quality';
import { summary } from './summary';
import { configuration, runsTable } from './tables';

export type { ReportFigure, ReportInput, ReportRun } from './report-input';

/**
 * One HTML file about one run or several side by side. It opens offline and refers to nothing outside itself: its
 * policy allows the one style sheet and the one script by their hashes, pictures as data, and nothing else.
 * @returns the page in parts of a few milliseconds each, so that a large one holds up nothing and is never in memory
 *   whole
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
    <html lang="en">
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
  yield summary(columns, input.qualityMetrics);
  yield alerts(columns);
  yield notes(columns);
  yield* pictures(columns);
  yield* timelines(strips);
  yield* charts(columns);
  yield* quality(columns, input.qualityMetrics);
  yield* blindRounds(input.blindRounds ?? [], columns);
  yield trusted('<div class="pair">');
  yield finalMetrics(columns);
  yield* configuration(columns);
  yield trusted('</div>');
  yield* networks(columns);
  yield models(columns);
  yield provenance(input, columns);
  yield trusted('</main>');
  yield fragment`<footer>
      Latent Workbench ${input.version}, ${dateTime(input.createdAt)}. Values have four significant digits; hover over
      one for the exact value.
    </footer>`;
  yield trusted(`<script>${reportScript}</script></body></html>\n`);
}

function head({ title, createdAt, machine }: ReportInput, columns: readonly Column[]): Markup {
  const datasets = [...new Set(columns.map(({ run }) => run.datasetName))].join(', ');
  const what = columns.length === 1 ? 'One run' : `${String(columns.length)} runs side by side`;
  return fragment`<h1>${title}</h1>
    <p>
      ${what} on ${datasets} ·
      <time datetime="${new Date(createdAt).toISOString()}">${dateTime(createdAt)}</time
      >${machine === undefined ? null : ` on ${machine}`}
    </p>
    <h2>${columns.length === 1 ? 'Run' : 'Runs'}</h2>
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
