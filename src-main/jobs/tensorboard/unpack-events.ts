import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  MANIFEST_FILE,
  MAX_NAMED,
  MAX_RUNS,
  type ArchivedRun,
  type ImportNote,
  type Manifest,
} from '../../contract/archive';
import { refusal } from '../../contract/error';
import type { Unpacking, UnpackTask } from '../unpacking';
import { createCollector, type CollectedRun } from './collect';
import { readEvent, type EventMessage } from './event-message';
import { eventFiles, type EventFile } from './event-files';
import { readRecords } from './records';
import { stagedRun } from './staged-run';

/** What the first record of an event file says. */
const VERSION = /^brain\.Event:/;

/**
 * Reads event files that anyone may have made, and writes what they hold to the folder like the runs of an archive: a run
 * for each folder of files, as TensorBoard shows them.
 * @throws WorkbenchError `events.…`, `dataset.…`
 */
export async function unpackEvents(
  { path, name, directory }: UnpackTask,
  isZip: boolean,
  { onProgress, signal }: Unpacking,
): Promise<void> {
  const { title, files, close } = await eventFiles(path, name, isZip);
  try {
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    async function* watched({ chunks }: EventFile): AsyncGenerator<Uint8Array, void, void> {
      for await (const chunk of chunks()) {
        signal.throwIfAborted();
        done += chunk.length;
        onProgress(Math.min(1, done / Math.max(total, 1)));
        yield chunk;
      }
    }
    const budget = { name, values: 0 };
    const runs: ArchivedRun[] = [];
    const notes: ImportNote[] = [];
    const unreadable: string[] = [];
    const nextFile = fileNames();
    for (const [folder, own] of byFolder(files)) {
      const { collected, add } = createCollector(budget);
      for (const file of own) {
        const read = await readFile(watched(file), add);
        if (read.records === 0) unreadable.push(placeOf(file));
        else if (!read.isWhole) notes.push({ code: 'file-cut', file: placeOf(file), records: read.records });
      }
      if (isEmpty(collected)) continue;
      if (runs.length === MAX_RUNS) throw refusal('events.too-many-runs', { name, most: MAX_RUNS });
      const stage = async (bytes: Uint8Array): Promise<string> => {
        signal.throwIfAborted();
        const part = nextFile();
        await writeFile(join(directory, part), bytes);
        return part;
      };
      const staged = await stagedRun(
        collected,
        { id: runs.length + 1, title: folder === '' ? title : folder },
        stage,
      );
      runs.push(staged.run);
      notes.push(...staged.notes);
    }
    if (unreadable.length === files.length) throw refusal('events.unreadable', { name });
    if (runs.length === 0) throw refusal('events.nothing', { name });
    if (unreadable.length > 0)
      notes.push({ code: 'files-unreadable', files: unreadable.slice(0, MAX_NAMED) });
    await writeFile(join(directory, MANIFEST_FILE), JSON.stringify(manifestOf(runs, notes)));
  } finally {
    close();
  }
}

const placeOf = ({ folder, name }: EventFile): string => (folder === '' ? name : `${folder}/${name}`);

const isEmpty = ({ scalars, images }: CollectedRun): boolean => scalars.size === 0 && images.size === 0;

const manifestOf = (runs: ArchivedRun[], notes: ImportNote[]): Manifest => ({
  ...{ format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, writtenBy: 'TensorBoard', writtenAt: Date.now() },
  ...{ runs, comparisons: [], blindRounds: [], datasets: [], notes },
});

function fileNames(): () => string {
  let count = 0;
  return () => `part-${String((count += 1))}`;
}

/** The files of each folder in the order of their names, which begin with the time: a run that continued has several. */
function byFolder(files: readonly EventFile[]): Map<string, EventFile[]> {
  const sorted = [...files].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const folders = new Map<string, EventFile[]>();
  for (const file of sorted) {
    const own = folders.get(file.folder);
    if (own === undefined) folders.set(file.folder, [file]);
    else own.push(file);
  }
  return folders;
}

/** Reads a file up to its end, or to what is cut, damaged or no event. A file with another head has no records. */
async function readFile(
  chunks: AsyncIterable<Uint8Array>,
  add: (event: EventMessage) => void,
): Promise<{ records: number; isWhole: boolean }> {
  let records = 0;
  const isWhole = await readRecords(chunks, (message) => {
    const event = readEvent(message);
    if (event === null || (records === 0 && !VERSION.test(event.version ?? ''))) return false;
    add(event);
    records++;
    return true;
  });
  return { records, isWhole };
}
