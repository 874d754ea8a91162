import { filePaths } from '../../../contract/files';
import { ELAPSED_METRIC, type Run } from '../../../contract/run';
import { allRuns } from '../../../contract/run-list';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { saveFile } from '../save';
import { withReader } from '../session';
import { fourDigits } from '../../../contract/numbers';
import { table } from '../text';

/** More runs than this do not fit beside each other on a terminal. */
const BESIDE_EACH_OTHER = 6;

export async function compare(
  context: CommandContext,
  texts: string[],
  options: { report: string },
): Promise<CommandResult> {
  return withReader(context, async (session) => {
    const all = await allRuns(session.api);
    const runs = texts.map((text) => findRun(all, text));
    const ids = [...new Set(runs.map(({ id }) => id))];
    const file = await saveFile(session, filePaths.report(ids), options.report);
    const names = [...new Set(runs.flatMap(({ latest }) => Object.keys(latest)))].filter(
      (name) => name !== ELAPSED_METRIC,
    );
    context.output.line(valuesTable(runs, names));
    context.output.line(`The report is ${file}.`);
    return { runs: ids, files: [file] };
  });
}

/** Last values: a column a run, or a row a run where there are many. */
export function valuesTable(
  runs: readonly Pick<Run, 'id' | 'name' | 'latest'>[],
  names: readonly string[],
): string {
  const cell = ({ latest }: Pick<Run, 'latest'>, name: string): string =>
    latest[name] === undefined ? '' : fourDigits(latest[name]);
  if (runs.length > BESIDE_EACH_OTHER) {
    const rows = runs.map((run) => [String(run.id), run.name, ...names.map((name) => cell(run, name))]);
    return table(['id', 'run', ...names], rows);
  }
  const rows = names.map((name) => [name, ...runs.map((run) => cell(run, name))]);
  return table(['metric', ...runs.map(({ name }) => name)], rows);
}
