import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { countText } from '../contract/numbers';
import { readingProblem } from './decoded-chunks';
import type { GivenFile } from './formats/format';
import { datasetProblem } from './problem';
import { MAX_FOLDER_FILES, openZip } from './zip';

/** Files below a folder, or inside a ZIP: both are read alike. */
export interface Folder {
  /** Paths from the folder on, with slashes. Without what systems leave behind, and without links, which may lead out. */
  readonly paths: readonly string[];
  /** @throws WorkbenchError `dataset.too-large`, or when the file cannot be read */
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly close: () => void;
}

/** A picture larger than this is no picture to train on. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MAX_DEPTH = 12;
/** Hidden files, and what macOS and Windows put into folders and archives. */
const LEFT_BEHIND = /(^|\/)(\.|__MACOSX\/|thumbs\.db$|desktop\.ini$)/i;

export const isPictureName = (path: string): boolean => /\.(png|jpe?g)$/i.test(path);

/** @throws WorkbenchError `dataset.too-large`, `dataset.zip` or `dataset.unreadable` */
export async function openFolder(given: GivenFile): Promise<Folder> {
  return (await isFolder(given)) ? openDirectory(given) : openArchive(given);
}

/** @throws WorkbenchError `dataset.unreadable` */
export async function isFolder({ path, name }: GivenFile): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw readingProblem(error, name);
  }
}

async function openArchive({ path, name }: GivenFile): Promise<Folder> {
  const zip = await openZip(path, name);
  const members = new Map(
    zip.members.filter((one) => !LEFT_BEHIND.test(one.path)).map((one) => [one.path, one]),
  );
  return {
    paths: [...members.keys()],
    async read(wanted) {
      const member = members.get(wanted);
      if (member === undefined) throw new RangeError(`${name} has no ${wanted}.`);
      checkFileSize(member.bytes, wanted);
      const chunks: Uint8Array[] = [];
      for await (const chunk of member.chunks()) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    close: zip.close,
  };
}

async function openDirectory({ path, name }: GivenFile): Promise<Folder> {
  const paths: string[] = [];
  await list('', 0);
  return {
    paths,
    async read(wanted) {
      try {
        const file = await open(join(path, wanted), 'r');
        try {
          checkFileSize((await file.stat()).size, wanted);
          return await file.readFile();
        } finally {
          await file.close();
        }
      } catch (error) {
        throw readingProblem(error, wanted);
      }
    },
    close: () => undefined,
  };

  async function list(below: string, depth: number): Promise<void> {
    if (depth > MAX_DEPTH) return;
    let found: Dirent[];
    try {
      found = await readdir(join(path, below), { withFileTypes: true });
    } catch (error) {
      throw readingProblem(error, below === '' ? name : below);
    }
    for (const entry of found) {
      const at = `${below}${entry.name}`;
      if (LEFT_BEHIND.test(at)) continue;
      if (entry.isDirectory()) await list(`${at}/`, depth + 1);
      else if (entry.isFile()) paths.push(at);
      if (paths.length > MAX_FOLDER_FILES) {
        throw datasetProblem(
          'too-large',
          `${name} holds more than ${countText(MAX_FOLDER_FILES)} files.`,
          'Take a part of it.',
        );
      }
    }
  }
}

function checkFileSize(bytes: number, name: string): void {
  if (bytes <= MAX_FILE_BYTES) return;
  throw datasetProblem(
    'too-large',
    `${name} has ${countText(bytes)} bytes; a picture may have at most ${countText(MAX_FILE_BYTES)}.`,
    'Scale it down, or leave it out.',
  );
}
