import { refusal } from '../../../contract/error';
import { allRuns } from '../../../contract/run-list';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { withReader } from '../session';
import { exportAs, listFormats } from './export-as';

export interface ExportOptions {
  out?: string;
  as?: string[];
  option?: string[];
  formats?: boolean;
  all?: boolean;
}

/** Writes runs in the requested formats, by default in the usual ones. */
export async function exportRuns(
  context: CommandContext,
  texts: readonly string[],
  { as, option: assignments = [], out: folder = '.', formats = false, all: isAll = false }: ExportOptions,
): Promise<CommandResult | void> {
  if (isAll === texts.length > 0) throw refusal('usage.runs-or-all', {});
  return withReader(context, async (session) => {
    const all = await allRuns(session.api);
    const runs = isAll ? all : texts.map((text) => findRun(all, text));
    if (formats) return listFormats(context, session, runs);
    const files = await exportAs(context, session, runs, { as: as ?? null, assignments, folder });
    for (const file of files) context.output.line(file);
    return { runs: runs.map(({ id }) => id), files };
  });
}
