import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writingProblem } from '../datasets/replace-folder';

/**
 * Writes a file that later jobs read instead of computing it again: all of it, or nothing.
 * @throws WorkbenchError `dataset.unwritable`
 */
export function writeCacheFile(file: string, content: string | Uint8Array): void {
  const partial = `${file}.${String(process.pid)}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(partial, content);
    renameSync(partial, file);
  } catch (error) {
    removeIfThere(partial);
    throw writingProblem(error, dirname(file));
  }
}

/** What cannot be removed must not hide why it could not be written. */
function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its directory may not be one.
  }
}
