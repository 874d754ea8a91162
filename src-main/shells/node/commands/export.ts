import { join } from 'node:path';
import { refusal, type WorkbenchError } from '../../../contract/error';
import { filePaths } from '../../../contract/files';
import type { Run } from '../../../contract/run';
import { allRuns } from '../../../contract/run-list';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { saveFile, saveNewestSheet } from '../save';
import { withReader, type Session } from '../session';
import { exportAs, listFormats } from './export-as';

export interface ExportOptions {
  out?: string;
  as?: string[];
  option?: string[];
  formats?: boolean;
  samples?: string;
  metrics?: string;
  report?: string;
}

/** Writes runs in the requested formats; without a format, the usual files of one run. */
export async function exportRuns(
  context: CommandContext,
  texts: readonly string[],
  options: ExportOptions,
): Promise<CommandResult | void> {
  return withReader(context, async (session) => {
    const all = await allRuns(session.api);
    const runs = texts.map((text) => findRun(all, text));
    const { as, option: assignments = [], out: folder = '.' } = options;
    if (options.formats === true) return listFormats(context, session, runs);
    if (as === undefined) return exportRun(context, session, runs, options);
    const files = await exportAs(context, session, runs, { as, assignments, folder });
    for (const file of files) context.output.line(file);
    return { runs: runs.map(({ id }) => id), files };
  });
}

/** Writes the requested files; with none requested, all of them under their default names. */
async function exportRun(
  context: CommandContext,
  session: Session,
  [run, ...others]: readonly Run[],
  options: ExportOptions,
): Promise<CommandResult> {
  if (run === undefined || others.length > 0) throw refusal('usage.several-runs', {});
  const { id, name } = run;
  const { samples, metrics, report } = options;
  const everything = options.out !== undefined || (samples ?? metrics ?? report) === undefined;
  const usual = (fileName: string): string | undefined =>
    everything ? join(options.out ?? '.', `run-${String(id)}-${fileName}`) : undefined;

  const files: string[] = [];
  const samplesTarget = samples ?? usual('samples.png');
  if (samplesTarget !== undefined) {
    const file = await saveNewestSheet(session, id, 'samples', samplesTarget);
    if (file === null && samples !== undefined) throw noSamples(name);
    if (file !== null) files.push(file);
  }
  for (const kind of ['reconstructions', 'manifold'] as const) {
    const target = usual(`${kind}.png`);
    const file = target === undefined ? null : await saveNewestSheet(session, id, kind, target);
    if (file !== null) files.push(file);
  }
  const metricsTarget = metrics ?? usual('metrics.csv');
  if (metricsTarget !== undefined)
    files.push(await saveFile(session, filePaths.metricsCsv(id), metricsTarget));
  const qualityTarget = usual('quality.csv');
  if (qualityTarget !== undefined && (await session.api.qualities.list({ id })).length > 0)
    files.push(await saveFile(session, filePaths.qualityCsv(id), qualityTarget));
  const reportTarget = report ?? usual('report.html');
  if (reportTarget !== undefined) files.push(await saveFile(session, filePaths.report([id]), reportTarget));
  for (const file of files) context.output.line(file);
  return { runs: [id], files };
}

function noSamples(name: string): WorkbenchError {
  return refusal('run.no-samples.recorded', { name });
}
