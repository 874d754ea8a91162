import { createReadStream, type Dirent, type Stats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { at } from '../contract/at';
import type { LeftOut, ReadOptions } from '../contract/dataset';
import { refusal } from '../contract/error';
import { isLitterName } from '../contract/given-paths';
import type { FileReason } from '../contract/problems/catalogue';
import { byteReader } from './byte-reader';
import { checkIsFile, kindOfFile, readingProblem } from './file-problem';
import type { Folder, GivenFile } from './formats/format';
import { readableNames } from './given-names';
import { checkFileSize } from './limits';
import { whyUnreadable } from './problem';
import { MAX_FOLDER_FILES } from './zip';

/**
 * A path as stored by the file system, one character per byte. Names need not be UTF-8, and decoding and encoding them
 * again may yield a path that does not exist.
 */
type RawPath = string;
const rawPath = (path: string): RawPath => Buffer.from(path).toString('latin1');
const bytesOf = (raw: RawPath): Buffer => Buffer.from(raw, 'latin1');

/** Returns null for a name that is not UTF-8. */
function pathOf(bytes: Buffer): string | null {
  const path = bytes.toString();
  return Buffer.from(path).equals(bytes) ? path : null;
}

interface FoundFile {
  /** Relative to the folder. */
  readonly raw: RawPath;
  /** With all links resolved. */
  readonly real: RawPath;
}

const MAX_DEPTH = 12;
/** Nested links to folders can double the number of folders at each level. */
const MAX_LINKED_FOLDERS = 1000;

/** @throws WorkbenchError `dataset.unreadable`, `dataset.too-large` */
export async function openDirectory(
  { path, name }: GivenFile,
  encoding: ReadOptions['encoding'],
): Promise<Folder> {
  const root = rawPath(path);
  const { files, leftOut } = await walk(root, name);
  const { names, doubts } = readableNames(
    [...files, ...leftOut].map(({ raw }) => bytesOf(raw)),
    encoding,
    name,
  );
  const byName = new Map<string, FoundFile>();
  const alike: LeftOut[] = [];
  for (const [i, file] of files.entries()) {
    const shown = at(names, i);
    if (byName.has(shown)) alike.push({ name: shown, why: 'same-name' });
    else byName.set(shown, file);
  }
  const fileAt = (wanted: string): FoundFile => {
    const file = byName.get(wanted);
    if (file === undefined) throw new RangeError(`${name} has no ${wanted}.`);
    return file;
  };
  const bytesAt = (wanted: string) => bytesOf(`${root}/${fileAt(wanted).raw}`);
  return {
    paths: [...byName.keys()],
    read: (wanted) => readFile(bytesAt(wanted), wanted),
    start: (wanted, bytes) => readFile(bytesAt(wanted), wanted, bytes),
    fileAt: (wanted) => pathOf(bytesAt(wanted)),
    originOf: (wanted) => fileAt(wanted).real,
    isCopy: (wanted, other) =>
      holdSame(bytesAt(wanted), bytesAt(other)).catch((error: unknown) => {
        throw readingProblem(error, wanted);
      }),
    leftOut: [...leftOut.map(({ why }, i) => ({ name: at(names, files.length + i), why })), ...alike],
    doubts,
    close: () => undefined,
  };
}

/**
 * Lists everything below a folder. Links are followed wherever they lead, except back to a folder that contains them.
 */
async function walk(
  root: RawPath,
  name: string,
): Promise<{ files: FoundFile[]; leftOut: { raw: RawPath; why: FileReason }[] }> {
  const files: FoundFile[] = [];
  const leftOut: { raw: RawPath; why: FileReason }[] = [];
  let seen = 0;
  let linkedFolders = 0;
  const first = await realpath(bytesOf(root), 'latin1').catch((error: unknown) => {
    throw readingProblem(error, name);
  });
  await list('', [first]);
  const isLinked = ({ raw, real }: FoundFile) => real !== `${first}/${raw}`;
  return { files: [...files.filter((file) => !isLinked(file)), ...files.filter(isLinked)], leftOut };

  /** @param inside the real paths of the enclosing folders, ending with this one */
  async function list(below: RawPath, inside: readonly RawPath[]): Promise<void> {
    const entries = await readdir(bytesOf(`${root}/${below}`), {
      withFileTypes: true,
      encoding: 'latin1',
    }).catch((error: unknown) => {
      // The given folder itself must be readable; an unreadable folder below it is only left out.
      if (below === '') throw readingProblem(error, name);
      leftOut.push({ raw: below, why: whyNot(error) });
      return [];
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isLitterName(entry.name)) continue;
      if (++seen > MAX_FOLDER_FILES) throw tooMany(name);
      await take(entry, `${below}${entry.name}`, inside);
    }
  }

  async function take(entry: Dirent, raw: RawPath, inside: readonly RawPath[]): Promise<void> {
    let real = `${at(inside, inside.length - 1)}/${entry.name}`;
    let kind: Dirent | Stats = entry;
    if (!entry.isDirectory() && !entry.isFile()) {
      try {
        kind = await stat(bytesOf(`${root}/${raw}`));
        if (entry.isSymbolicLink()) real = await realpath(bytesOf(`${root}/${raw}`), 'latin1');
      } catch (error) {
        leftOut.push({ raw, why: entry.isSymbolicLink() ? whyNoLink(error) : whyNot(error) });
        return;
      }
    }
    if (kind.isFile()) files.push({ raw, real });
    else if (!kind.isDirectory()) leftOut.push({ raw, why: { code: 'kind', kind: kindOfFile(kind) } });
    else if (inside.includes(real)) leftOut.push({ raw, why: 'link-loop' });
    else if (inside.length > MAX_DEPTH) {
      leftOut.push({ raw, why: { code: 'too-deep', most: MAX_DEPTH } });
    } else if (entry.isSymbolicLink() && ++linkedFolders > MAX_LINKED_FOLDERS) {
      leftOut.push({ raw, why: { code: 'too-many-links', most: MAX_LINKED_FOLDERS } });
    } else await list(`${raw}/`, [...inside, real]);
  }
}

const isDenied = (error: unknown): boolean => whyUnreadable(error) === 'denied';
const whyNot = (error: unknown): FileReason => (isDenied(error) ? 'denied' : 'unreadable');
const whyNoLink = (error: unknown): FileReason => (isDenied(error) ? 'link-denied' : 'link-broken');

/** @param limit bytes to read from the start; without it, the whole file, if it is small enough */
async function readFile(path: Buffer, name: string, limit?: number): Promise<Uint8Array> {
  try {
    checkIsFile(await stat(path), name);
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (limit === undefined) checkFileSize(size, name);
      const bytes = Buffer.alloc(Math.min(size, limit ?? size));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw readingProblem(error, name);
  }
}

const COMPARED_BYTES = 256 * 1024;

/** Whether two files hold the same bytes. */
async function holdSame(path: string | Buffer, other: string | Buffer): Promise<boolean> {
  const [a, b] = await Promise.all([stat(path), stat(other)]);
  if (a.size !== b.size) return false;
  const readers = [path, other].map((one) => byteReader(createReadStream(one) as AsyncIterable<Buffer>));
  const [left, right] = [new Uint8Array(COMPARED_BYTES), new Uint8Array(COMPARED_BYTES)];
  try {
    for (;;) {
      const [readLeft = 0, readRight = 0] = await Promise.all([
        readers[0]?.fill(left),
        readers[1]?.fill(right),
      ]);
      if (
        readLeft !== readRight ||
        Buffer.compare(left.subarray(0, readLeft), right.subarray(0, readRight)) !== 0
      )
        return false;
      if (readLeft < COMPARED_BYTES) return true;
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
}

function tooMany(name: string): Error {
  return refusal('dataset.too-large.folder', { name, most: MAX_FOLDER_FILES });
}
