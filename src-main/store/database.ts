import { accessSync, constants, mkdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { WorkbenchError } from '../contract/error';

declare const access: unique symbol;
/** A handle that may only read. What takes this takes a writable one too. */
export type ReadableDatabase = Database.Database & { readonly [access]?: 'read' | 'write' };
export type WritableDatabase = Database.Database & { readonly [access]?: 'write' };

/** Waits this long for another process's write (a `runs` command, a backup) before it gives up. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the file with the SQLite library of this runtime. LATENT_WORKBENCH_SQLITE_BINDING names another build of it, for
 * runtimes that the packaged one does not serve.
 */
export function connect(file: string, options: { readonly: boolean }): Database.Database {
  const nativeBinding = process.env['LATENT_WORKBENCH_SQLITE_BINDING'];
  return new Database(file, {
    readonly: options.readonly,
    timeout: BUSY_TIMEOUT_MS,
    ...(nativeBinding === undefined || nativeBinding === '' ? {} : { nativeBinding }),
  });
}

/** @throws WorkbenchError `store.unwritable`, `store.full` */
export function makeWritableFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw storageProblem(error, directory) ?? error;
  }
}

/** What a person can do about an error of SQLite or of the file system; `null` where it is a defect. */
export function storageProblem(error: unknown, file: string): WorkbenchError | null {
  if (error instanceof WorkbenchError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return null;
  const told = PROBLEMS.find(([prefix]) => code.startsWith(prefix));
  if (!told) return null;
  const [, problemCode, sentence, advice] = told;
  return new WorkbenchError(
    { code: problemCode, message: sentence.replace('{file}', file), advice },
    { cause: error },
  );
}

const FREE_SPACE = 'Free some space, then resume the runs that were stopped by this.';
const PERMISSIONS = 'Choose another data folder (--data-dir), or change the permissions of this one.';
/** Prefix of the error's code; the problem's code, sentence and advice. */
const PROBLEMS: readonly (readonly [string, string, string, string])[] = [
  ['SQLITE_FULL', 'store.full', 'The disk that holds {file} is full.', FREE_SPACE],
  ['ENOSPC', 'store.full', 'The disk that holds {file} is full.', FREE_SPACE],
  ['SQLITE_CORRUPT', 'store.damaged', '{file} is damaged.', 'Put a backup in its place, or move it away.'],
  [
    'SQLITE_NOTADB',
    'store.damaged',
    '{file} is not a database.',
    'Move it away, or choose another data folder.',
  ],
  ['SQLITE_BUSY', 'store.busy', 'Another program holds {file}.', 'Close that program, then try again.'],
  ['SQLITE_READONLY', 'store.unwritable', '{file} cannot be written.', PERMISSIONS],
  ['SQLITE_CANTOPEN', 'store.unwritable', '{file} cannot be opened.', PERMISSIONS],
  ['SQLITE_IOERR', 'store.unwritable', 'Reading or writing {file} failed.', 'Check the disk that holds it.'],
  ['EACCES', 'store.unwritable', '{file} cannot be written.', PERMISSIONS],
  ['EPERM', 'store.unwritable', '{file} cannot be written.', PERMISSIONS],
  ['EROFS', 'store.unwritable', '{file} lies on a disk that cannot be written.', PERMISSIONS],
  ['ENOTDIR', 'store.unwritable', '{file} cannot be made: part of its path is no folder.', PERMISSIONS],
  ['EEXIST', 'store.unwritable', '{file} cannot be made: a file of that name is in the way.', PERMISSIONS],
];
