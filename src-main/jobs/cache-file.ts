import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writingProblem } from '../datasets/replace-folder';

/**
 * Writes a file that later jobs read instead of computing it again. It is written completely or not at all.
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

/** Deletes a partial file. An error here must not hide why the file could not be written. */
function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // For example, its directory may be a file.
  }
}
