import { refusal, type WorkbenchError } from '../../../contract/error';
import { filePaths } from '../../../contract/files';
import { allRuns } from '../../../contract/run-list';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { saveFile, SHEET_SCALE } from '../save';
import { withReader } from '../session';

export interface DrawOptions {
  class?: string;
  count: number;
  seed: number;
  /** Step of the checkpoint; the newest if omitted. */
  step?: number;
  out?: string;
}

/** Draws new samples from a checkpoint of a run, of one class if one is given. */
export async function draw(
  context: CommandContext,
  text: string,
  options: DrawOptions,
): Promise<CommandResult> {
  return withReader(context, async (session) => {
    const { api } = session;
    const run = findRun(await allRuns(api), text);
    const classNames =
      (await api.datasets.list()).find(({ id }) => id === run.config.dataset)?.classNames ?? [];
    const label = options.class === undefined ? null : classNames.indexOf(options.class);
    if (label === -1) throw noSuchClass(options.class ?? '', classNames);
    const { count, seed, step } = options;
    const { signal } = context.interrupt;
    const drawing = await api.runs.draw({ id: run.id, label, count, seed, step }, { signal });
    const [ending, path] =
      drawing.sheet === null
        ? ['csv', filePaths.drawingCsv(drawing.id)]
        : ['png', filePaths.drawingPng(drawing.id, SHEET_SCALE)];
    const target = options.out ?? `run-${String(run.id)}-drawn.${ending}`;
    const file = await saveFile(session, path, target);
    context.output.line(file);
    return { runs: [run.id], files: [file] };
  });
}

function noSuchClass(name: string, classNames: readonly string[]): WorkbenchError {
  return refusal('run.no-class.name', { name, classes: classNames });
}
