import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refusal } from '../contract/error';
import type { ProblemParams } from '../contract/problems/catalogue';

/**
 * The suffix of a folder that is being filled, with the process id. Complete folders never have a dot in their name.
 */
const PARTIAL = /\.partial-(\d+)$/;

/**
 * Fills a folder beside `directory`, and moves it to `directory` when `fill` has finished. If anything fails before
 * that, `directory` is unchanged; only a process killed between the last two calls leaves no folder there. Partial
 * folders of killed processes beside it, of any name, are removed first.
 * @param fill writes the files; false means: leave no trace
 * @returns whether the folder was replaced
 * @throws WorkbenchError `dataset.unwritable` when the disk is full or not writable
 */
export async function replaceFolder(
  directory: string,
  fill: (partial: string) => Promise<boolean>,
): Promise<boolean> {
  const partial = `${directory}.partial-${String(process.pid)}`;
  try {
    await mkdir(dirname(directory), { recursive: true });
    // An earlier process may have had the same process id.
    await rm(partial, { recursive: true, force: true });
    await clearLeftovers(dirname(directory));
    await mkdir(partial);
    if (!(await fill(partial))) return false;
    await rm(directory, { recursive: true, force: true });
    await rename(partial, directory);
    return true;
  } catch (error) {
    throw writingProblem(error, directory);
  } finally {
    // A failed removal must not hide the error; it is tried again with the next folder that is filled.
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Removes partial folders whose processes have ended. Never rejects. */
export async function clearLeftovers(parent: string): Promise<void> {
  for (const entry of await readdir(parent).catch(() => [])) {
    const pid = PARTIAL.exec(entry)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // A failed removal is tried again with the next folder that is filled.
    await rm(join(parent, entry), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const REASONS: Readonly<Record<string, ProblemParams<'dataset.unwritable'>['why']>> = {
  ENOSPC: 'full',
  EDQUOT: 'quota',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'read-only',
  EIO: 'failing-disk',
  EFBIG: 'file-size',
  ENOTDIR: 'in-the-way',
  EEXIST: 'in-the-way',
};

/** Converts an error of writing to a refusal with advice; returns any other error unchanged. */
export function writingProblem(error: unknown, directory: string): unknown {
  const why = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (why === undefined) return error;
  return refusal('dataset.unwritable', { directory, why }, { cause: error });
}
