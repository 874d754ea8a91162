import { join } from 'node:path';
import * as z from 'zod';
import { refusal } from '../../../contract/error';
import { MAX_REPORT_RUNS } from '../../../contract/files';
import { allRuns } from '../../../contract/run-list';
import type { Run } from '../../../contract/run';
import { wait } from '../../../contract/wait';
import { hasEnded, watchCondition } from '../../../contract/watch-condition';
import { answerQuery } from '../../../store/views';
import { objectsOf } from '../commands/query';
import { findRun } from '../find-run';
import { saveExport } from '../save';
import { tool, type Tool, type ToolContext } from './tool';

/** A run by its number or name. */
export const RUN = z.string().describe('The number or the name of a run.');
const RUNS = z.array(RUN).min(1).max(MAX_REPORT_RUNS);
const MOST_ROWS = 1000;
const MOST_WAIT = 600;
const LOOK_EVERY_MS = 1000;

export const runNamed = async ({ session }: ToolContext, text: string): Promise<Run> =>
  findRun(await allRuns(session.api), text);

/** The parts of a run that say how it does. */
export function shownRun(run: Run) {
  const { id, name, state, datasetName, step, totalSteps, elapsedMs, latest, quality, alerts, problem } = run;
  const { model, seed, hyperparameters } = run.config;
  return {
    ...{ id, name, state, model, dataset: datasetName, seed, step, totalSteps, elapsedMs, tags: run.tags },
    ...{ hyperparameters, lastMetrics: latest, quality: quality?.metrics, alerts },
    ...(problem && { problem: problem.message, advice: problem.advice }),
  };
}

export const READING_TOOLS: readonly Tool[] = [
  tool({
    name: 'list_runs',
    title: 'List runs',
    description: 'Lists all runs, newest first: number, name, model, dataset, state and steps.',
    input: {},
    answer: async ({ session: { api } }) =>
      (await allRuns(api)).map(({ id, name, config, datasetName, state, step, totalSteps, tags }) => ({
        ...{ id, name, model: config.model, dataset: datasetName, state, step, totalSteps, tags },
      })),
  }),
  tool({
    name: 'get_run',
    title: 'Show a run',
    description: 'Shows the settings, the last metrics, the quality and the problems of a run.',
    input: { run: RUN },
    answer: async (context, { run }) => shownRun(await runNamed(context, run)),
  }),
  tool({
    name: 'list_models',
    title: 'List models',
    description: 'Lists the models with their hyperparameters: defaults, limits and what they do.',
    input: {},
    answer: async ({ session: { api } }) =>
      (await api.models.list()).map(({ id, title, family, data, fields, presets }) => ({
        ...{ id, title, family, data, hyperparameters: fields, presets: presets.map((preset) => preset.id) },
      })),
  }),
  tool({
    name: 'list_datasets',
    title: 'List datasets',
    description: 'Lists the datasets that models can be trained on.',
    input: {},
    answer: ({ session: { api } }) => api.datasets.list(),
  }),
  tool({
    name: 'query',
    title: 'Query by SQL',
    description: `Answers one SELECT (SQLite) on the views, with at most ${String(MOST_ROWS)} rows.`,
    input: { sql: z.string().max(10_000) },
    answer({ dataDir }, { sql }) {
      const answered = answerQuery(dataDir, sql);
      const rows = objectsOf({ ...answered, rows: answered.rows.slice(0, MOST_ROWS) });
      return { rows, leftOut: answered.rows.length - rows.length };
    },
  }),
  tool({
    name: 'compare_runs',
    title: 'Compare runs',
    description: 'Shows runs side by side: settings, last metrics and quality.',
    input: { runs: RUNS },
    answer: async (context, { runs }) => {
      const all = await allRuns(context.session.api);
      return runs.map((text) => shownRun(findRun(all, text)));
    },
  }),
  tool({
    name: 'follow_run',
    title: 'Wait for a run',
    description:
      'Waits until a run has ended, or until a condition holds: completed, diverged, collapsed, or a bound such as loss<0.5. Returns the run as it is then, also if the time is over.',
    input: {
      run: RUN,
      until: z.string().max(200).default('ended'),
      timeoutSeconds: z.number().min(1).max(MOST_WAIT).default(60),
    },
    async answer(context, { run: text, until, timeoutSeconds }) {
      const condition = watchCondition(until);
      const { id } = await runNamed(context, text);
      const { api, signal } = context.session;
      const deadline = performance.now() + 1000 * timeoutSeconds;
      for (;;) {
        const run = await api.runs.get({ id });
        const isMet = condition.isMet(run);
        const isOver = hasEnded(run) || performance.now() > deadline || signal.aborted;
        if (isMet || isOver) return { isMet, ...shownRun(run) };
        await wait(LOOK_EVERY_MS, signal);
      }
    },
  }),
  tool({
    name: 'list_formats',
    title: 'List export formats',
    description: 'Lists the formats that runs can be exported in, with their options.',
    input: { runs: RUNS },
    answer: async ({ session: { api } }, { runs }) => {
      const all = await allRuns(api);
      return api.exports.formats({ runs: runs.map((text) => findRun(all, text).id) });
    },
  }),
  tool({
    name: 'export_runs',
    title: 'Export runs',
    description: 'Writes a file about runs into the folder for exports, and returns its path.',
    input: {
      runs: RUNS,
      format: z.string().max(64).describe('The id of a format, such as report-html or metrics-csv.'),
      options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    },
    answer: async ({ session, folder, allowChanges }, { runs, format, options }) => {
      const all = await allRuns(session.api);
      const ids = runs.map((text) => findRun(all, text).id);
      const found = (await session.api.exports.formats({ runs: ids })).find(({ id }) => id === format);
      if (found?.isUpload === true && !allowChanges) throw refusal('mcp.upload', { name: found.name });
      const request = { format, runs: ids, options };
      return { file: await saveExport(session, request, (fileName) => join(folder, fileName)) };
    },
  }),
];
