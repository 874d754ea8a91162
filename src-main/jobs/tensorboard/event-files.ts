import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { refusal } from '../../contract/error';
import { isEventFileName, MAX_EVENT_FILE_BYTES } from '../../contract/event-file';
import { checkIsFile, readingProblem } from '../../datasets/file-problem';
import { openZip } from '../../datasets/zip';

/** An event file, in a folder, in a ZIP, or alone. */
export interface EventFile {
  /** The folder that it is in, below what was given; empty if it is there directly. */
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

export interface EventFiles {
  /** The name of a run whose files are in no folder. */
  readonly title: string;
  readonly files: readonly EventFile[];
  readonly close: () => void;
}

const MAX_FILES = 5000;
const MAX_DEPTH = 20;

/**
 * Finds the event files in a folder or a ZIP, or takes a single one.
 * @param name of what was given, in messages
 * @throws WorkbenchError `events.none`, `events.too-many-files`, `events.too-large`, `dataset.…`
 */
export async function eventFiles(path: string, name: string, isZip: boolean): Promise<EventFiles> {
  const found = isZip ? await inZip(path, name) : await onDisk(path, name);
  const { files } = found;
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
  try {
    if (files.length === 0) throw refusal('events.none', { name });
    if (files.length > MAX_FILES)
      throw refusal('events.too-many-files', { name, count: files.length, most: MAX_FILES });
    if (bytes > MAX_EVENT_FILE_BYTES)
      throw refusal('events.too-large', { name, bytes, mostBytes: MAX_EVENT_FILE_BYTES });
  } catch (error) {
    found.close();
    throw error;
  }
  return found;
}

async function inZip(path: string, name: string): Promise<EventFiles> {
  const zip = await openZip(path, name);
  const files = zip.members
    .filter((member) => isEventFileName(basename(member.path)))
    .map(({ path: place, bytes, chunks }) => ({ ...placeOf(place), bytes, chunks }));
  const title = name.replace(/\.zip$/i, '').replace(/\.tfevents$/i, '');
  return { title, files, close: zip.close };
}

async function onDisk(path: string, name: string): Promise<EventFiles> {
  const close = () => undefined;
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return { title: basename(path), files: await filesBelow(path), close };
    checkIsFile(stats, name);
    // A received file has another name on disk, in a folder of ours.
    const title = basename(path) === name ? basename(dirname(path)) : name;
    return { title, files: [fileAt(path, '', name, stats.size)], close };
  } catch (error) {
    throw readingProblem(error, name);
  }
}

async function filesBelow(root: string): Promise<EventFile[]> {
  const files: EventFile[] = [];
  async function search(folder: string, depth: number): Promise<void> {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    for (const entry of entries) {
      const place = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && depth < MAX_DEPTH) await search(place, depth + 1);
      if (!entry.isFile() || !isEventFileName(entry.name)) continue;
      const { size } = await stat(join(root, place));
      files.push(fileAt(join(root, place), folder, entry.name, size));
    }
  }
  await search('', 0);
  return files;
}

const fileAt = (path: string, folder: string, name: string, bytes: number): EventFile => ({
  ...{ folder, name, bytes },
  chunks: () => createReadStream(path) as AsyncIterable<Uint8Array>,
});

function placeOf(place: string): Pick<EventFile, 'folder' | 'name'> {
  const at = place.lastIndexOf('/');
  return { folder: at < 0 ? '' : place.slice(0, at), name: place.slice(at + 1) };
}
