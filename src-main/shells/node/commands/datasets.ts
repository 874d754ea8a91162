import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MAX_IMPORT_FILES } from '../../../contract/dataset';
import { WorkbenchError } from '../../../contract/error';
import type { CommandContext, Made } from '../context';
import { datasetTeller } from '../follow';
import { interrupted } from '../interrupt';
import { withWorkbench } from '../session';
import { count } from '../text';

export async function importDataset(
  context: CommandContext,
  paths: string[],
  options: { name?: string },
): Promise<Made> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  if (files.length > MAX_IMPORT_FILES) {
    throw new WorkbenchError({
      code: 'dataset.too-many-files',
      message: `These are ${String(files.length)} files; a dataset has four: images and labels of two splits.`,
      advice: 'Name the files of one dataset.',
    });
  }
  return withWorkbench(context, async ({ api, workbench }) => {
    const uploadIds: string[] = [];
    for (const file of files) {
      uploadIds.push(await workbench.files.receiveUpload(basename(file), createReadStream(file)));
    }
    const inspection = await unlessInterrupted(context, api.datasets.inspect({ uploadIds }));
    for (const note of inspection.notes) context.output.line(note);
    const { inspectionId } = inspection;
    const name = options.name ?? inspection.suggestedName;
    const dataset = await unlessInterrupted(context, api.datasets.import({ inspectionId, name }));
    context.output.event('dataset', { dataset });
    const images = `${count(dataset.trainCount)} training and ${count(dataset.testCount)} test images`;
    context.output.line(`${dataset.name} is dataset ${dataset.id}: ${images}.`);
    return { runs: [], files: [] };
  });
}

export async function generateDataset(context: CommandContext, id: string): Promise<Made> {
  return withWorkbench(context, async ({ api }) => {
    const closed = new AbortController();
    const events = await api.system.events(undefined, { signal: closed.signal });
    const tell = datasetTeller(context.output);
    const telling = (async () => {
      for await (const event of events)
        if (event.type === 'dataset' && event.dataset.id === id) tell(event.dataset);
    })().catch(() => undefined);
    try {
      const dataset = await unlessInterrupted(context, api.datasets.prepare({ id }));
      context.output.event('dataset', { dataset });
      context.output.line(`${dataset.name} is ready: ${count(dataset.trainCount)} training images.`);
      return { runs: [], files: [] };
    } finally {
      closed.abort();
      await telling;
    }
  });
}

/** Closing the workbench ends the work, which leaves nothing behind. */
async function unlessInterrupted<T>({ interrupt }: CommandContext, work: Promise<T>): Promise<T> {
  const stopped = interrupted(interrupt).then((): never => {
    throw new WorkbenchError({
      code: 'interrupted',
      message: 'Stopped.',
      advice: 'Nothing was kept; start it again.',
    });
  });
  return Promise.race([work, stopped]);
}

/** The file itself, or the IDX files of a folder: of one that lies there unpacked and gzipped, the unpacked. */
async function filesAt(path: string): Promise<string[]> {
  const names = await namesAt(path);
  if (names === null) return [path];
  const found = names
    .filter((name) => /idx|ubyte/i.test(name))
    .filter((name) => !(name.endsWith('.gz') && names.includes(name.slice(0, -3))));
  if (found.length > 0) return found.map((name) => join(path, name));
  throw new WorkbenchError({
    code: 'dataset.no-files',
    message: `There are no IDX files in ${path}.`,
    advice: 'Name the files themselves: images, labels, or all four of a dataset.',
  });
}

/** Names of a folder's files; `null` where the path is a file. */
async function namesAt(path: string): Promise<string[] | null> {
  try {
    if (!(await stat(path)).isDirectory()) return null;
    return (await readdir(path, { withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch (cause) {
    const message = `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`;
    throw new WorkbenchError({ code: 'dataset.unreadable', message, advice: 'Check the path.' }, { cause });
  }
}
