import { closeSync, fstatSync, openSync } from 'node:fs';
import { refusal } from '../contract/error';

export interface OpenFile {
  /** @throws WorkbenchError `store.gone` where the file was deleted since it was opened */
  assertThere(): void;
  /** To be called after the database is closed: on POSIX this gives up all locks that the process has on the file. */
  close(): void;
}

/**
 * Notices that an open database file was deleted, or replaced by another: SQLite would continue to write rows that
 * cannot be read again. A file that was moved, alone or with its folder, is still there.
 */
export function holdFile(file: string): OpenFile {
  const descriptor = openSync(file, 'r');
  return {
    assertThere() {
      if (fstatSync(descriptor).nlink === 0) throw refusal('store.gone', { file });
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}
