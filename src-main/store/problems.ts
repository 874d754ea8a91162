import { rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WorkbenchError } from '../contract/error';

/** What a person can do about an error of SQLite or of the file system; `null` where it is a defect. */
export function storageProblem(error: unknown, file: string): WorkbenchError | null {
  if (error instanceof WorkbenchError) return error;
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  if (typeof code !== 'string') return null;
  const at = typeof path === 'string' ? path : file;
  const hidesFullDisk = HIDES_FULL_DISK.some((prefix) => code.startsWith(prefix));
  const known =
    hidesFullDisk && cannotGrow(at) ? FULL : SENTENCES.find(([prefix]) => code.startsWith(prefix));
  if (!known) return null;
  const [, problemCode, sentence, advice] = known;
  return new WorkbenchError(
    { code: problemCode, message: sentence.replace('{file}', at), advice },
    { cause: error },
  );
}

/** Runs `work`; an error of SQLite or of the file system becomes a problem with a sentence. */
export function withStorageProblems<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageProblem(error, file) ?? error;
  }
}

/** Prefix of the error's code; the problem's code, sentence and advice. */
type Sentence = readonly [string, string, string, string];

const FREE_SPACE = 'Free some space, then resume the runs that were stopped by this.';
const PERMISSIONS = 'Choose another data folder (--data-dir), or change the permissions of this one.';
const CHECK_DISK = 'Check the disk that holds it.';
const FULL: Sentence = ['SQLITE_FULL', 'store.full', 'The disk that holds {file} is full.', FREE_SPACE];
const BACKUP = 'Put a backup in its place, or move it away.';
const SENTENCES: readonly Sentence[] = [
  FULL,
  ['ENOSPC', 'store.full', 'The disk that holds {file} is full.', FREE_SPACE],
  ['EDQUOT', 'store.full', 'Your share of the disk that holds {file} is used up.', FREE_SPACE],
  [
    'EFBIG',
    'store.full',
    '{file} may not grow any further.',
    'Raise the limit on the size of files (ulimit -f).',
  ],
  ['SQLITE_CORRUPT', 'store.damaged', '{file} is damaged.', BACKUP],
  [
    'SQLITE_NOTADB',
    'store.damaged',
    '{file} is not a database.',
    'Move it away, or choose another data folder.',
  ],
  ['SQLITE_BUSY', 'store.busy', 'Another program holds {file}.', 'Close that program, then try again.'],
  ['SQLITE_LOCKED', 'store.busy', 'Another program holds {file}.', 'Close that program, then try again.'],
  ['SQLITE_PROTOCOL', 'store.busy', 'Another program holds {file}.', 'Close that program, then try again.'],
  ['SQLITE_NOMEM', 'store.memory', 'There is too little memory to read {file}.', 'Close other programs.'],
  ['SQLITE_READONLY', 'store.unwritable', '{file} cannot be written.', PERMISSIONS],
  ['SQLITE_PERM', 'store.unwritable', '{file} cannot be written.', PERMISSIONS],
  ['SQLITE_CANTOPEN', 'store.unwritable', '{file} cannot be opened.', PERMISSIONS],
  ['SQLITE_IOERR', 'store.unwritable', 'Reading or writing {file} failed.', CHECK_DISK],
  ['EIO', 'store.unwritable', 'Reading or writing {file} failed.', CHECK_DISK],
  ['EACCES', 'store.unwritable', '{file} cannot be written.', PERMISSIONS],
  ['EPERM', 'store.unwritable', '{file} cannot be written.', PERMISSIONS],
  ['EROFS', 'store.unwritable', '{file} lies on a disk that cannot be written.', PERMISSIONS],
  ['ENOTDIR', 'store.unwritable', '{file} cannot be made: part of its path is no folder.', PERMISSIONS],
  ['EEXIST', 'store.unwritable', '{file} cannot be made: a file of that name is in the way.', PERMISSIONS],
  ['ENAMETOOLONG', 'store.unwritable', '{file} cannot be made: its name is too long.', PERMISSIONS],
  ['ELOOP', 'store.unwritable', '{file} cannot be made: its links lead in a circle.', PERMISSIONS],
  ['EMFILE', 'store.files', '{file} cannot be opened: too many files are open.', 'Close other programs.'],
  ['ENFILE', 'store.files', '{file} cannot be opened: too many files are open.', 'Close other programs.'],
];

/** SQLite has several codes for a file that could not be made or made longer, whatever the reason. */
const HIDES_FULL_DISK = ['SQLITE_IOERR', 'SQLITE_CANTOPEN'];
/** Some more than the shared-memory file that SQLite makes beside a database. */
const PROBE_BYTES = 64 * 1024;

/** Whether a file beside `file` cannot be made for want of space: asked by making one. */
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
