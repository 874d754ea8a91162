import { closeSync, fstatSync, openSync } from 'node:fs';
import { WorkbenchError } from '../contract/error';

export interface OpenFile {
  /** @throws WorkbenchError `store.gone` where the file was deleted since it was opened */
  assertThere(): void;
  /** To be called after the database is closed: on POSIX this gives up all locks that the process has on the file. */
  close(): void;
}

/**
 * Notices that an open database file was deleted, or replaced by another: SQLite would go on to write what nobody can
 * read again. A file that was moved, alone or with its folder, is still there.
 */
export function holdFile(file: string): OpenFile {
  const descriptor = openSync(file, 'r');
  return {
    assertThere() {
      if (fstatSync(descriptor).nlink === 0) throw gone(file);
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

function gone(file: string): WorkbenchError {
  return new WorkbenchError({
    code: 'store.gone',
    message: `${file} was deleted while it was open: nothing can be recorded any more, and what it held is lost.`,
    advice: 'Close the workbench and start it again; put a backup in its place first where you have one.',
  });
}
