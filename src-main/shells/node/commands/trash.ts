import { t } from '../../../contract/texts';
import type { ApiClient } from '../../../contract/api';
import { MAX_RUNS_AT_ONCE } from '../../../contract/annotation';
import { refusal } from '../../../contract/error';
import { countText, sizeText } from '../../../contract/numbers';
import { allRuns } from '../../../contract/run-list';
import type { Run } from '../../../contract/run';
import type { Purged } from '../../../contract/trash';
import { dateTimeText } from '../../../contract/dates';
import { canAsk, confirmed } from '../confirm';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { withReader, withWorkbench } from '../session';
import { table } from '../text';

/** The runs that the arguments name, without duplicates. */
const chosen = (runs: readonly Run[], texts: readonly string[]): Run[] => [
  ...new Set(texts.map((text) => findRun(runs, text))),
];

const idsOf = (runs: readonly Run[]): number[] => runs.map(({ id }) => id);

export async function remove(context: CommandContext, texts: string[]): Promise<CommandResult> {
  return withWorkbench(context, async ({ api }) => {
    const runs = chosen(await allRuns(api), texts);
    for (const { id, name } of runs) {
      await api.runs.remove({ id });
      context.output.line(`Moved ${name} (run ${String(id)}) to the trash.`);
    }
    return { runs: idsOf(runs), files: [] };
  });
}

export async function trash(context: CommandContext): Promise<void> {
  await withReader(context, async ({ api }) => {
    const removed = await api.runs.trash();
    const rows = removed.map(({ run, removedAt, bytes }) => [
      String(run.id),
      run.name,
      dateTimeText(removedAt),
      sizeText(bytes),
    ]);
    const { id, name, removed: when, size } = t.commandLine.heads;
    const text = removed.length === 0 ? t.commandLine.trashEmpty : table([id, name, when, size], rows);
    context.output.document(removed, text);
  });
}

export async function restore(context: CommandContext, texts: string[]): Promise<CommandResult> {
  return withWorkbench(context, async ({ api }) => {
    const runs = await removedRuns(api, texts);
    for (const { id, name } of runs) {
      await api.runs.restore({ id });
      context.output.line(`Restored ${name} (run ${String(id)}).`);
    }
    return { runs: idsOf(runs), files: [] };
  });
}

export interface PurgeOptions {
  all?: boolean;
  yes?: boolean;
}

/** @throws WorkbenchError `purge.nothing-named`; `purge.unconfirmed` unless the deletion is confirmed */
export async function purge(
  context: CommandContext,
  texts: string[],
  { all = false, yes = false }: PurgeOptions,
): Promise<CommandResult> {
  if (texts.length === 0 && !all) throw refusal('purge.nothing-named', {});
  return withWorkbench(context, async ({ api }) => {
    const runs = all ? null : await removedRuns(api, texts);
    const what = runs === null ? 'everything in the trash' : runs.map(({ name }) => name).join(', ');
    const mayAsk = canAsk() && !context.output.json;
    if (!yes && !(mayAsk && (await confirmed(`Delete ${what} for good?`, context.interrupt.signal))))
      throw refusal('purge.unconfirmed', { mayAsk });
    const purged = runs === null ? await api.runs.emptyTrash() : await purgeEach(api, idsOf(runs));
    context.output.line(`Deleted ${countText(purged.runs)} runs, which freed ${sizeText(purged.bytes)}.`);
    return { runs: runs === null ? [] : idsOf(runs), files: [] };
  });
}

async function purgeEach(api: ApiClient, ids: readonly number[]): Promise<Purged> {
  const sum = { runs: 0, bytes: 0 };
  for (let from = 0; from < ids.length; from += MAX_RUNS_AT_ONCE) {
    const { runs, bytes } = await api.runs.purge({ ids: ids.slice(from, from + MAX_RUNS_AT_ONCE) });
    sum.runs += runs;
    sum.bytes += bytes;
  }
  return sum;
}

async function removedRuns(api: ApiClient, texts: readonly string[]): Promise<Run[]> {
  return chosen(
    (await api.runs.trash()).map(({ run }) => run),
    texts,
  );
}
