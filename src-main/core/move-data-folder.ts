import { createHash, type Hash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../store/folder';
import { acquireLock } from '../store/lock';
import { openStore } from '../store/open';
import { storageProblem } from '../store/problems';
import { filesBelow, planMove, sizeOf, unmovable } from './data-folder-place';

/** Marks a copy that is not complete, so that what an end of the program leaves behind can be removed. */
const MARK = '.latent-workbench-copy';

export interface Moving {
  /** @param done bytes of `total` that are copied; not called if nothing has to be copied */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  /**
   * A folder of the data folder that another part of this process may be writing to, such as Chromium: its files are
   * copied as they are found, and not compared.
   */
  readonly written?: string;
}

/**
 * Moves a data folder and leaves a link in its place, so that window and command line find it as before. On the same
 * disk it is renamed; otherwise it is copied, each file is read again and compared, and only then removed. If it fails
 * or is ended before that, the data folder is as it was.
 * @returns whether it was copied
 * @throws WorkbenchError `data-folder.unmovable`, `data-folder.no-space`, `data-folder.in-use`, `store.full` …
 */
export async function moveDataFolder(dataDir: string, wanted: string, moving: Moving): Promise<boolean> {
  const place = resolve(dataDir);
  const { source, to: target } = planMove(place, wanted);
  if (moving.signal.aborted) throw unmovable(target, 'ended');
  makeFolder(dirname(target));
  if (existsSync(target)) rmdirSync(target);
  const lock = acquireLock(source);
  try {
    // Moves the write-ahead log into the database.
    openStore(source).close();
    const isCopied = !renamed(source, target);
    if (isCopied) await copyAll(source, target, moving);
    putLink(place, source, target);
    return isCopied;
  } catch (error) {
    throw storageProblem(error, target) ?? error;
  } finally {
    lock.release();
  }
}

/** @returns false if the folders lie on different disks */
function renamed(source: string, target: string): boolean {
  try {
    renameSync(source, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return false;
    throw error;
  }
}

async function copyAll(source: string, target: string, moving: Moving): Promise<void> {
  const { onProgress, signal, written } = moving;
  const draft = `${target}.part`;
  const files = filesBelow(source);
  const total = files.reduce((sum, file) => sum + sizeOf(join(source, file)), 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress(Math.min(done, total), total);
  };
  makeDraft(draft);
  try {
    for (const file of files) {
      const [from, to] = [join(source, file), join(draft, file)];
      makeFolder(dirname(to));
      if (written !== undefined && file.startsWith(written + sep))
        await copyAsFound(from, to, signal, onBytes);
      else if ((await copyFile(from, to, signal, onBytes)) !== (await digest(to, signal)))
        throw unmovable(target, 'changed');
    }
    signal.throwIfAborted();
    rmSync(join(draft, MARK));
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw signal.aborted ? unmovable(target, 'ended') : error;
  }
}

/** A folder for the copy, in place of one that an earlier, unfinished move left. */
function makeDraft(draft: string): void {
  if (existsSync(join(draft, MARK))) rmSync(draft, { recursive: true });
  mkdirSync(draft);
  writeFileSync(join(draft, MARK), '');
}

/** Copies a file that may change or vanish meanwhile. */
async function copyAsFound(
  from: string,
  to: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  try {
    await copyFile(from, to, signal, onBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** @returns the hash of what was read */
async function copyFile(
  from: string,
  to: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, give) {
      hash.update(chunk);
      onBytes(chunk.byteLength);
      give(null, chunk);
    },
  });
  await pipeline(createReadStream(from), counted, createWriteStream(to, { flags: 'wx' }), { signal });
  const written = await open(to, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
  return hash.digest('hex');
}

async function digest(file: string, signal: AbortSignal): Promise<string> {
  const hash: Hash = createHash('sha256');
  await pipeline(createReadStream(file), hash, { signal });
  return hash.digest('hex');
}

/** Makes the place of the data folder lead to the target, then removes what was copied from there. */
function putLink(place: string, source: string, target: string): void {
  const old = `${source}.old`;
  const isCopied = existsSync(source);
  if (isCopied) renameSync(source, old);
  // The place may be a link from an earlier move.
  if (place !== source) unlinkSync(place);
  try {
    symlinkSync(target, place, process.platform === 'win32' ? 'junction' : 'dir');
  } catch (error) {
    renameSync(isCopied ? old : target, source);
    throw error;
  }
  if (isCopied) rmSync(old, { recursive: true, force: true });
}
