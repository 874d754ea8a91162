import { open, stat } from 'node:fs/promises';
import { isArchiveName } from '../contract/archive-file';
import { MANIFEST_FILE } from '../contract/archive';
import { isEventFileName } from '../contract/event-file';
import { isZip, openZip, ZIP_BEGIN } from '../datasets/zip';
import { unpackArchive } from './unpack-archive';
import { unpackEvents } from './tensorboard/unpack-events';
import type { Unpacking, UnpackTask } from './unpacking';

/**
 * Reads runs into a folder: of an archive, or of event files of TensorBoard, alone, in a folder or in a ZIP. What it is decides
 * its content, not its name.
 * @throws WorkbenchError `archive.…`, `events.…`, `dataset.…`
 */
export async function unpackRuns(task: UnpackTask, unpacking: Unpacking): Promise<void> {
  const kind = await kindOf(task);
  if (kind === 'archive') await unpackArchive(task, unpacking);
  else await unpackEvents(task, kind === 'zipped-events', unpacking);
}

async function kindOf({ path, name }: UnpackTask): Promise<'archive' | 'events' | 'zipped-events'> {
  if (!(await isZipFile(path))) return isArchiveName(name) ? 'archive' : 'events';
  const zip = await openZip(path, name);
  try {
    const paths = zip.members.map((member) => member.path);
    return !paths.includes(MANIFEST_FILE) && paths.some(isEventFileName) ? 'zipped-events' : 'archive';
  } finally {
    zip.close();
  }
}

/** Whether a file begins like a ZIP; what cannot be read is left to the one that reads it. */
async function isZipFile(path: string): Promise<boolean> {
  const isFile = await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  if (!isFile) return false;
  const file = await open(path).catch(() => null);
  if (file === null) return false;
  try {
    // Node 16 of the older Electron reads nothing where no length is given.
    const { buffer } = await file.read(Buffer.alloc(ZIP_BEGIN.length), 0, ZIP_BEGIN.length, 0);
    return isZip(buffer);
  } finally {
    await file.close();
  }
}
