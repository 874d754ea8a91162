import { t } from '../../../contract/texts';
import type { ApiClient } from '../../../contract/api';
import { allRuns } from '../../../contract/run-list';
import type { Run } from '../../../contract/run';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { withReader, withWorkbench } from '../session';

/** Shows or changes the tags of a run. */
export async function tag(
  context: CommandContext,
  text: string,
  tags: string[],
  { remove = [] }: { remove?: string[] },
): Promise<CommandResult | void> {
  if (tags.length + remove.length === 0) {
    const run = await withReader(context, async ({ api }) => findRun(await allRuns(api), text));
    context.output.document(run.tags, tagsText(run));
    return;
  }
  return withWorkbench(context, async ({ api }) => {
    const { id } = findRun(await allRuns(api), text);
    const added = tags.length === 0 ? {} : { addTags: tags };
    const removed = remove.length === 0 ? {} : { removeTags: remove };
    const [run] = await api.runs.annotate({ ids: [id], ...added, ...removed });
    if (run !== undefined) context.output.line(tagsText(run));
    return { runs: [id], files: [] };
  });
}

const tagsText = ({ name, tags }: Run): string =>
  tags.length === 0 ? `${name} has no tags.` : `${name}: ${tags.join(', ')}`;

export async function star(
  context: CommandContext,
  texts: string[],
  { off = false }: { off?: boolean },
): Promise<CommandResult> {
  return withWorkbench(context, async ({ api }) => {
    const ids = await idsOf(api, texts);
    const runs = await api.runs.annotate({ ids, starred: !off });
    const names = runs.map(({ name }) => name).join(', ');
    context.output.line(off ? t.commandLine.starTaken(names) : t.commandLine.starred(names));
    return { runs: ids, files: [] };
  });
}

/** Shows or sets the notes of a run. */
export async function note(
  context: CommandContext,
  text: string,
  notes: string | undefined,
): Promise<CommandResult | void> {
  if (notes === undefined) {
    await withReader(context, async ({ api }) => {
      const { id, name } = findRun(await allRuns(api), text);
      const found = await api.runs.notes({ id });
      context.output.document(found, found === '' ? t.commandLine.noNotes(name) : found);
    });
    return;
  }
  return withWorkbench(context, async ({ api }) => {
    const { id } = findRun(await allRuns(api), text);
    const run = await api.runs.setNotes({ id, notes });
    context.output.line(run.hasNotes ? t.commandLine.noted(run.name) : t.commandLine.notesRemoved(run.name));
    return { runs: [id], files: [] };
  });
}

/** Ids of the runs that the arguments name, without duplicates. */
async function idsOf(api: ApiClient, texts: readonly string[]): Promise<number[]> {
  const all = await allRuns(api);
  return [...new Set(texts.map((text) => findRun(all, text).id))];
}
