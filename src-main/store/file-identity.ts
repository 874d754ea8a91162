import { closeSync, fstatSync, openSync } from 'node:fs';
import { refusal } from '../contract/error';

export interface OpenFile {
  /** @throws WorkbenchError `store.gone` if the file was deleted since it was opened */
  assertThere(): void;
  /**
   * Call this only after the database is closed: on POSIX, closing releases all locks that the process has on the file.
   */
  close(): void;
}

/**
 * Detects that an open database file was deleted or replaced: SQLite would continue to write rows that could never be
 * read again. A file that was moved, alone or with its folder, still exists.
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
