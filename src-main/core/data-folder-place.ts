import * as fs from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { refusal } from '../contract/error';
import type { DataFolderPlan } from '../contract/data-folder';
import type { ProblemParams } from '../contract/problems/catalogue';
import { LOCK_FILE } from '../store/lock';
import { STORE_FILE } from '../store/open';
import { storageProblem } from '../store/problems';

/** More than what is copied, because the file system and other programs need some. */
const SPARE_BYTES = 64 * 1024 * 1024;

/**
 * Looks at the place for a data folder without changing anything.
 * @param wanted an absolute path
 * @throws WorkbenchError `data-folder.unmovable`, `data-folder.no-space`, `store.unwritable` …
 */
export function planMove(dataDir: string, wanted: string): DataFolderPlan & { source: string } {
  const to = resolve(wanted);
  if (!fs.existsSync(join(dataDir, STORE_FILE))) throw unmovable(to, 'absent');
  const source = fs.realpathSync(dataDir);
  try {
    const ancestor = existingAncestor(to);
    checkPlace(source, to, ancestor);
    const bytes = filesBelow(source).reduce((sum, file) => sum + sizeOf(join(source, file)), 0);
    const isCopied = fs.statSync(source).dev !== fs.statSync(ancestor).dev;
    const freeBytes = freeBytesOf(ancestor);
    if (isCopied && freeBytes !== null && bytes + SPARE_BYTES > freeBytes)
      throw refusal('data-folder.no-space', { to, bytes, freeBytes });
    return { source, to, bytes, freeBytes, isCopied };
  } catch (error) {
    throw storageProblem(error, to) ?? error;
  }
}

/** The folder itself if it is empty or not there yet; otherwise one in it for the data. */
export function proposedPlace(folder: string): string {
  const isTaken = fs.existsSync(folder) && fs.readdirSync(folder).length > 0;
  return isTaken ? join(folder, 'latent-workbench') : folder;
}

/** Regular files, without the lock, which its holder has open; Chromium makes its links again. */
export function filesBelow(folder: string, below = ''): string[] {
  return fs.readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return filesBelow(folder, path);
    return entry.isFile() && path !== LOCK_FILE ? [path] : [];
  });
}

/** Bytes of a file; none once it is gone. */
export const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;

export const unmovable = (to: string, why: ProblemParams<'data-folder.unmovable'>['why']): Error =>
  refusal('data-folder.unmovable', { to, why });

function checkPlace(source: string, to: string, ancestor: string): void {
  // Links are followed as far as the path exists: the place may lie in the data folder under another name.
  const real = join(fs.realpathSync(ancestor), relative(ancestor, to));
  if (isIn(real, source) || isIn(source, real)) throw unmovable(to, 'inside');
  if (ancestor === to && !isEmptyFolder(to))
    throw unmovable(to, fs.existsSync(join(to, STORE_FILE)) ? 'data-folder' : 'taken');
  fs.accessSync(ancestor === to ? dirname(to) : ancestor, fs.constants.W_OK | fs.constants.X_OK);
}

const isIn = (inner: string, outer: string): boolean => !/^\.\.([\\/]|$)/.test(relative(outer, inner));

const isEmptyFolder = (path: string): boolean =>
  fs.statSync(path).isDirectory() && fs.readdirSync(path).length === 0;

/** @returns the path itself if it exists */
function existingAncestor(path: string): string {
  const parent = dirname(path);
  return fs.existsSync(path) || parent === path || basename(path) === '' ? path : existingAncestor(parent);
}

/** @returns null where that cannot be known: Node 16 of the older Electron lacks the call */
function freeBytesOf(folder: string): number | null {
  if (typeof (fs as Partial<typeof fs>).statfsSync !== 'function') return null;
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize;
}
