import { randomBytes } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Bytes } from './answer';

/**
 * Writes a file beside `target` and renames it to `target` when it is complete: until then, and if anything fails, an
 * older file is unchanged. If `target` is not a regular file, such as a pipe, it is written directly.
 * @param signal cancels the write between two parts
 * @throws what `bytes` throws, and errors of the file system
 */
export async function replaceFile(target: string, bytes: Bytes, signal?: AbortSignal): Promise<void> {
  const options = signal === undefined ? {} : { signal };
  const old = await stat(target).catch(ignoreMissing);
  if (old !== null && !old.isFile()) {
    await writeFile(target, bytes, options);
    return;
  }
  // A symbolic link is kept, and the file that it points to is replaced.
  const place = old === null ? target : await realpath(target);
  if (old !== null) await access(place, constants.W_OK);
  // A short name, because the target's own name may be as long as the file system allows.
  const partial = join(dirname(place), `.${randomBytes(6).toString('hex')}.partial`);
  try {
    const file = await open(partial, 'wx', old?.mode);
    try {
      await file.writeFile(bytes, options);
      // A full disk may be detected only now.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
