import { createHash, type Hash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refusal } from '../contract/error';
import { makeFolder } from '../store/folder';
import { acquireLock, LOCK_FILE } from '../store/lock';
import { openStore, STORE_FILE } from '../store/open';
import { storageProblem } from '../store/problems';

export interface Moving {
  /** @param done bytes of `total` that are copied; not called if nothing has to be copied */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Moves a data folder and leaves a link in its place, so that window and command line find it as before. On the same
 * disk it is renamed; otherwise it is copied, each file is read again and compared, and only then removed. If it fails
 * or is ended before that, the data folder is as it was.
 * @throws WorkbenchError `data-folder.unmovable`, `data-folder.in-use`, `store.full` …
 */
export async function moveDataFolder(dataDir: string, wanted: string, moving: Moving): Promise<void> {
  const place = resolve(dataDir);
  const target = resolve(wanted);
  if (!existsSync(join(place, STORE_FILE))) throw unmovable(target, 'absent');
  const source = realpathSync(place);
  makeRoom(source, target);
  const lock = acquireLock(source);
  try {
    // Moves the write-ahead log into the database.
    openStore(source).close();
    if (!renamed(source, target)) await copyAll(source, target, moving);
    putLink(place, source, target);
  } catch (error) {
    throw storageProblem(error, target) ?? error;
  } finally {
    lock.release();
  }
}

function makeRoom(source: string, target: string): void {
  const isIn = (inner: string, outer: string) => !/^\.\.([\\/]|$)/.test(relative(outer, inner));
  if (isIn(target, source) || isIn(source, target)) throw unmovable(target, 'inside');
  makeFolder(dirname(target));
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory() || readdirSync(target).length > 0) throw unmovable(target, 'taken');
  rmdirSync(target);
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

async function copyAll(source: string, target: string, { onProgress, signal }: Moving): Promise<void> {
  const draft = `${target}.part`;
  const files = filesBelow(source);
  const total = files.reduce((sum, file) => sum + statSync(join(source, file)).size, 0);
  let done = 0;
  try {
    mkdirSync(draft);
    for (const file of files) {
      const [from, to] = [join(source, file), join(draft, file)];
      makeFolder(dirname(to));
      const written = await copyFile(from, to, signal, (bytes) => {
        done += bytes;
        onProgress(done, total);
      });
      if ((await digest(to, signal)) !== written) throw unmovable(target, 'changed');
    }
    signal.throwIfAborted();
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw signal.aborted ? unmovable(target, 'ended') : error;
  }
}

/** Regular files, without the lock, which is held here; Chromium makes its links again. */
function filesBelow(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return filesBelow(folder, path);
    return entry.isFile() && path !== LOCK_FILE ? [path] : [];
  });
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

const unmovable = (to: string, why: 'absent' | 'inside' | 'taken' | 'changed' | 'ended'): Error =>
  refusal('data-folder.unmovable', { to, why });
