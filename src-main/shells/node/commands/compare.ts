import { filePaths } from '../../../contract/files';
import { ELAPSED_METRIC, type Run } from '../../../contract/run';
import { allRuns } from '../../../contract/run-list';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { saveExport, saveFile } from '../save';
import { refusal } from '../../../contract/error';
import { withReader, type Session } from '../session';
import { fourDigits } from '../../../contract/numbers';
import { table } from '../text';

/** More runs than this do not fit side by side on a terminal. */
const BESIDE_EACH_OTHER = 6;

export async function compare(
  context: CommandContext,
  texts: string[],
  { report, saved }: { report: string; saved?: string },
): Promise<CommandResult> {
  if ((saved === undefined) === (texts.length === 0)) throw refusal('usage.runs-or-saved', {});
  return withReader(context, async (session) => {
    const all = await allRuns(session.api);
    const runs =
      saved === undefined ? texts.map((text) => findRun(all, text)) : await savedRuns(session, saved, all);
    const ids = [...new Set(runs.map(({ id }) => id))];
    const file =
      saved === undefined
        ? await saveExport(session, { format: 'report-html', runs: ids }, () => report)
        : await saveFile(session, filePaths.savedReport(saved), report);
    const names = [...new Set(runs.flatMap(({ latest }) => Object.keys(latest)))].filter(
      (name) => name !== ELAPSED_METRIC,
    );
    context.output.line(valuesTable(runs, names));
    context.output.line(`The report is ${file}.`);
    return { runs: ids, files: [file] };
  });
}

/** Returns the runs of a saved comparison that still exist. The report lists the missing ones. */
async function savedRuns({ api }: Session, name: string, all: readonly Run[]): Promise<Run[]> {
  const { savedComparisons } = await api.settings.get();
  const found = savedComparisons.find((one) => one.name === name);
  return (found?.runs ?? []).flatMap((id) => all.find((run) => run.id === id) ?? []);
}

export async function comparisons(context: CommandContext): Promise<void> {
  await withReader(context, async ({ api }) => {
    const { savedComparisons } = await api.settings.get();
    const rows = savedComparisons.map(({ name, runs, sections, note }) => [
      name,
      runs.join(', '),
      sections.join(', '),
      note.replaceAll(/\s+/g, ' '),
    ]);
    const none = 'No comparison is saved yet: save one in the window.';
    context.output.document(
      savedComparisons,
      rows.length === 0 ? none : table(['name', 'runs', 'sections', 'note'], rows),
    );
  });
}

/** Last values: one column per run, or one row per run if there are many. */
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
