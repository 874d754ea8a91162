import { refusal } from '../../../contract/error';
import { allRuns } from '../../../contract/run-list';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { withReader } from '../session';
import { exportAs, exportDatasetAs, listFormats } from './export-as';

export interface ExportOptions {
  out?: string;
  as?: string[];
  option?: string[];
  formats?: boolean;
  all?: boolean;
  dataset?: string;
}

/** Writes runs or a dataset in the requested formats, by default in the usual ones. */
export async function exportRuns(
  context: CommandContext,
  texts: readonly string[],
  { as, option = [], out: folder = '.', formats = false, all: isAll = false, dataset }: ExportOptions,
): Promise<CommandResult | void> {
  const subjects = [isAll, texts.length > 0, dataset !== undefined].filter(Boolean);
  if (subjects.length !== 1) throw refusal('usage.runs-or-all', {});
  const wanted = { as: as ?? null, assignments: option, folder };
  return withReader(context, async (session) => {
    const { api } = session;
    if (dataset !== undefined) {
      if (formats) return listFormats(context, await api.exports.datasetFormats({ id: dataset }));
      const files = await exportDatasetAs(context, session, dataset, wanted);
      for (const file of files) context.output.line(file);
      return { runs: [], files };
    }
    const all = await allRuns(api);
    const runs = isAll ? all : texts.map((text) => findRun(all, text));
    const ids = runs.map(({ id }) => id);
    if (formats) return listFormats(context, await api.exports.formats({ runs: ids }));
    const files = await exportAs(context, session, runs, wanted);
    for (const file of files) context.output.line(file);
    return { runs: ids, files };
  });
}
