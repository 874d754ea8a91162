import { filePaths } from '../../../contract/files';
import { ELAPSED_METRIC } from '../../../contract/run';
import { allRuns } from '../../../contract/run-list';
import type { CommandContext, Made } from '../context';
import { findRun } from '../find-run';
import { saveFile } from '../save';
import { withReader } from '../session';
import { fourDigits } from '../../../contract/numbers';
import { table } from '../text';

export async function compare(
  context: CommandContext,
  texts: string[],
  options: { report: string },
): Promise<Made> {
  return withReader(context, async (session) => {
    const all = await allRuns(session.api);
    const runs = texts.map((text) => findRun(all, text));
    const ids = [...new Set(runs.map(({ id }) => id))];
    const file = await saveFile(session, filePaths.report(ids), options.report);
    const names = [...new Set(runs.flatMap(({ latest }) => Object.keys(latest)))].filter(
      (name) => name !== ELAPSED_METRIC,
    );
    const cell = (number: number | undefined): string => (number === undefined ? '' : fourDigits(number));
    const rows = names.map((name) => [name, ...runs.map(({ latest }) => cell(latest[name]))]);
    context.output.line(table(['metric', ...runs.map(({ name }) => name)], rows));
    context.output.line(`The report is ${file}.`);
    return { runs: ids, files: [file] };
  });
}
