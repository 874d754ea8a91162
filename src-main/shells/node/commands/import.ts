import { basename } from 'node:path';
import type { ArchiveImport } from '../../../contract/archive';
import { archiveImportText } from '../../../presentation/archive-text';
import type { CommandContext, CommandResult } from '../context';
import { lateProgress } from '../late-progress';
import { withWorkbench, type Session } from '../session';
import { unlessInterrupted } from '../unless-interrupted';

/** Imports archives of runs, one after another. */
export async function importArchives(context: CommandContext, files: string[]): Promise<CommandResult> {
  return withWorkbench(context, async (session) => {
    const runs: number[] = [];
    for (const file of files) {
      const imported = await importArchive(context, session, file);
      runs.push(...imported.runs.map(({ id }) => id));
      context.output.event('archive', { file, ...imported });
      for (const sentence of archiveImportText(imported)) context.output.line(sentence);
    }
    return { runs, files: [] };
  });
}

async function importArchive(
  context: CommandContext,
  { workbench, api }: Session,
  file: string,
): Promise<ArchiveImport> {
  const { output } = context;
  const uploadId = workbench.files.useInPlace(file);
  const progress = lateProgress(output, basename(file));
  const leave = workbench.events.subscribe((event) => {
    if (event.type === 'import-progress' && event.inspectionId === uploadId) progress(event.fraction);
  });
  try {
    return await unlessInterrupted(context, api.archives.import({ uploadId }));
  } finally {
    leave();
    output.endProgress();
  }
}
