import { rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusal, WorkbenchError } from '../contract/error';
import type { ProblemParams } from '../contract/problems/catalogue';

/**
 * Converts an error of SQLite or of the file system to a problem with advice; `null` for a defect.
 * @param file the file to name if the error does not; null for the data folder
 */
export function storageProblem(error: unknown, file: string | null): WorkbenchError | null {
  if (error instanceof WorkbenchError) return error;
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  if (typeof code !== 'string') return null;
  const at = typeof path === 'string' ? path : file;
  const hidesFullDisk = HIDES_FULL_DISK.some((prefix) => code.startsWith(prefix));
  if (hidesFullDisk && at !== null && cannotGrow(at))
    return refusal('store.full', { file: at, why: 'disk' }, { cause: error });
  const known = PROBLEMS.find(([prefix]) => code.startsWith(prefix));
  return known?.[1](at, { cause: error }) ?? null;
}

/**
 * Runs `work` and converts errors of SQLite or of the file system to problems.
 * @throws WorkbenchError as `storageProblem`; defects unchanged
 */
export function withStorageProblems<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageProblem(error, file) ?? error;
  }
}

type Describe = (file: string | null, options: { cause: unknown }) => WorkbenchError;
const full =
  (why: ProblemParams<'store.full'>['why']): Describe =>
  (file, options) =>
    refusal('store.full', { file, why }, options);
const damaged =
  (why: ProblemParams<'store.damaged'>['why']): Describe =>
  (file, options) =>
    refusal('store.damaged', { file, why }, options);
const unwritable =
  (why: ProblemParams<'store.unwritable'>['why']): Describe =>
  (file, options) =>
    refusal('store.unwritable', { file, why }, options);
const busy: Describe = (file, options) => refusal('store.busy', { file }, options);
const tooManyFiles: Describe = (file, options) => refusal('store.files', { file }, options);

/** By the prefix of the error's code. */
const PROBLEMS: readonly (readonly [string, Describe])[] = [
  ['SQLITE_FULL', full('disk')],
  ['ENOSPC', full('disk')],
  ['EDQUOT', full('quota')],
  ['EFBIG', full('file-size')],
  ['SQLITE_CORRUPT', damaged('content')],
  ['SQLITE_NOTADB', damaged('no-database')],
  ['SQLITE_BUSY', busy],
  ['SQLITE_LOCKED', busy],
  ['SQLITE_PROTOCOL', busy],
  ['SQLITE_NOMEM', (file, options) => refusal('store.memory', { file }, options)],
  ['SQLITE_READONLY', unwritable('denied')],
  ['SQLITE_PERM', unwritable('denied')],
  ['SQLITE_CANTOPEN', unwritable('unopened')],
  ['SQLITE_IOERR', unwritable('failing-disk')],
  ['EIO', unwritable('failing-disk')],
  ['EACCES', unwritable('denied')],
  ['EPERM', unwritable('denied')],
  ['EROFS', unwritable('read-only')],
  ['ENOTDIR', unwritable('no-parent')],
  ['EEXIST', unwritable('taken')],
  ['ENAMETOOLONG', unwritable('long-name')],
  ['ELOOP', unwritable('circle')],
  ['EMFILE', tooManyFiles],
  ['ENFILE', tooManyFiles],
];

/** SQLite has several codes for a file that could not be created or extended, whatever the reason. */
const HIDES_FULL_DISK = ['SQLITE_IOERR', 'SQLITE_CANTOPEN'];
/** Somewhat more than the shared-memory file that SQLite creates beside a database. */
const PROBE_BYTES = 64 * 1024;

/** Whether there is no space for a file beside `file`, tested by writing one. */
function cannotGrow(file: string): boolean {
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  const probe = join(isFolder ? file : dirname(file), `.space-${String(process.pid)}`);
  try {
    writeFileSync(probe, Buffer.alloc(PROBE_BYTES));
    return false;
  } catch (error) {
    return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String((error as NodeJS.ErrnoException).code));
  } finally {
    rmSync(probe, { force: true });
  }
}
