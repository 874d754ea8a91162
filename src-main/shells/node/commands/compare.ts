import { t } from '../../../contract/texts';
import { reportOptions } from '../../../contract/report-options';
import { ELAPSED_METRIC, type Run } from '../../../contract/run';
import { allRuns } from '../../../contract/run-list';
import type { SavedComparison } from '../../../contract/saved-comparison';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { saveExport } from '../save';
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
    const comparison = saved === undefined ? null : await savedNamed(session, saved);
    const runs =
      comparison === null
        ? texts.map((text) => findRun(all, text))
        : comparison.runs.flatMap((id) => all.find((run) => run.id === id) ?? []);
    if (comparison !== null && runs.length === 0) throw refusal('comparison.removed', comparison);
    const ids = [...new Set(runs.map(({ id }) => id))];
    const options = comparison === null ? {} : savedOptions(comparison, ids);
    const file = await saveExport(session, { format: 'report-html', runs: ids, options }, () => report);
    const names = [...new Set(runs.flatMap(({ latest }) => Object.keys(latest)))].filter(
      (name) => name !== ELAPSED_METRIC,
    );
    context.output.line(valuesTable(runs, names));
    context.output.line(t.commandLine.reportIs(file));
    return { runs: ids, files: [file] };
  });
}

async function savedNamed({ api }: Session, name: string): Promise<SavedComparison> {
  const { savedComparisons } = await api.settings.get();
  const found = savedComparisons.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw refusal('comparison.unknown', { name, names: savedComparisons.map((one) => one.name) });
}

/** The report of the runs that still exist; it lists the missing ones. */
function savedOptions({ name, sections, baseline }: SavedComparison, ids: readonly number[]) {
  const isThere = baseline !== null && ids.length > 1 && ids.includes(baseline);
  return reportOptions({ comparison: name, sections, baseline: isThere ? baseline : null });
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
    const { name, runs, sections, note } = t.commandLine.heads;
    context.output.document(
      savedComparisons,
      rows.length === 0 ? t.commandLine.noComparison : table([name, runs, sections, note], rows),
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
    return table([t.commandLine.heads.id, t.commandLine.heads.run, ...names], rows);
  }
  const rows = names.map((name) => [name, ...runs.map((run) => cell(run, name))]);
  return table([t.commandLine.heads.metric, ...runs.map(({ name }) => name)], rows);
}
