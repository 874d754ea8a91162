import { isArchiveName } from '../contract/archive-file';
import { MANIFEST_FILE } from '../contract/archive';
import { isEventFileName } from '../contract/event-file';
import { firstBytes } from '../datasets/decoded-chunks';
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
  if (!(await isZipFile(path, name))) return isArchiveName(name) ? 'archive' : 'events';
  const zip = await openZip(path, name);
  try {
    const paths = zip.members.map((member) => member.path);
    return !paths.includes(MANIFEST_FILE) && paths.some(isEventFileName) ? 'zipped-events' : 'archive';
  } finally {
    zip.close();
  }
}

/** Whether a file begins like a ZIP; what cannot be read is left to the one that reads it. */
const isZipFile = (path: string, name: string): Promise<boolean> =>
  firstBytes(path, name, ZIP_BEGIN.length).then(isZip, () => false);
