import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { refusal, type WorkbenchError } from '../contract/error';
import { storageProblem } from './problems';

/**
 * Creates a folder and its parents. Node's `recursive` option never returns where a folder cannot be created although
 * its parent exists, as below /proc.
 * @throws WorkbenchError `store.unwritable`, `store.full`
 */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  try {
    makeWithParents(folder);
  } catch (error) {
    throw storageProblem(error, folder) ?? unmakeable(folder, error);
  }
}

/** @throws WorkbenchError as `makeFolder`, also if the folder is not writable */
export function makeWritableFolder(path: string): void {
  makeFolder(path);
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw storageProblem(error, path) ?? unmakeable(path, error);
  }
}

function makeWithParents(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeWithParents(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have created it in the meantime.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function unmakeable(file: string, cause: unknown): WorkbenchError {
  return refusal('store.unwritable', { file, why: 'no-place' }, { cause });
}
