import { isArchiveName } from '../../src-main/contract/archive-file';
import { refusal } from '../../src-main/contract/error';
import { isEventFileName, packedEventsName } from '../../src-main/contract/event-file';
import { MAX_UPLOAD_BYTES } from '../../src-main/contract/files';
import { folderOf, packed, type GivenFile } from './given-files';

/** The names in a ZIP are at its end, as they are. */
const ZIP_END_BYTES = 128 * 1024;

/**
 * The files to upload if runs were given, one for each import: archives, event files of TensorBoard packed with their
 * folders, of which a run has one, and ZIPs of event files. Other files beside event files are no part of their runs.
 * @returns null if data was given
 * @throws WorkbenchError `upload.too-large`, `upload.failed`
 */
export async function runsToSend(
  given: readonly GivenFile[],
  onProgress: (fraction: number) => void,
): Promise<File[] | null> {
  const whole: File[] = [];
  const events: GivenFile[] = [];
  for (const one of given) {
    if (isEventFileName(one.file.name) && !isZipName(one.file.name)) events.push(one);
    else if (isArchiveName(one.path) || (await isZipOfEvents(one.file))) whole.push(one.file);
  }
  if (events.length === 0) return whole.length === given.length ? whole : null;
  return [...whole, await packedEvents(events, onProgress)];
}

const isZipName = (name: string): boolean => name.toLowerCase().endsWith('.zip');

async function isZipOfEvents(file: File): Promise<boolean> {
  if (!isZipName(file.name)) return false;
  // What cannot be read is refused when it is uploaded.
  const end = await file
    .slice(-ZIP_END_BYTES)
    .text()
    .catch(() => '');
  return isEventFileName(end);
}

async function packedEvents(
  events: readonly GivenFile[],
  onProgress: (fraction: number) => void,
): Promise<File> {
  const [first] = events;
  if (first !== undefined && events.length === 1 && !first.path.includes('/')) return first.file;
  const bytes = events.reduce((sum, { file }) => sum + file.size, 0);
  const folder = folderOf(events);
  const name = packedEventsName(folder ?? 'TensorBoard');
  if (bytes > MAX_UPLOAD_BYTES) throw refusal('upload.too-large', { name, mostBytes: MAX_UPLOAD_BYTES });
  return packed(events, { folder, name }, onProgress);
}
