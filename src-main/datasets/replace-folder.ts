import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refusal } from '../contract/error';
import type { ProblemParams } from '../contract/problems/catalogue';

/** A folder that is being filled, and by which process. What is ready never has a dot in its name. */
const PARTIAL = /\.partial-(\d+)$/;

/**
 * Fills a folder beside `directory` and, only when `fill` has come to its end, puts it in that place. Whatever goes
 * wrong before, `directory` is as it was; only a process killed between the last two calls leaves none. What killed
 * processes left beside it, under whatever name, is cleared away first.
 * @param fill writes the files; false means: leave no trace
 * @returns whether the files are in their place
 * @throws WorkbenchError `dataset.unwritable` when the disk is full or may not be written to
 */
export async function replaceFolder(
  directory: string,
  fill: (partial: string) => Promise<boolean>,
): Promise<boolean> {
  const partial = `${directory}.partial-${String(process.pid)}`;
  try {
    await mkdir(dirname(directory), { recursive: true });
    // An earlier process may have had this one's id.
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
    // What cannot be removed now must not hide why; it is cleared away with whatever is filled next.
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Clears away what processes that are gone had begun to fill in a folder. Never rejects. */
export async function clearLeftovers(parent: string): Promise<void> {
  for (const entry of await readdir(parent).catch(() => [])) {
    const pid = PARTIAL.exec(entry)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // What cannot be removed now is tried again with whatever is filled next.
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

/** What a person can do about an error of writing; any other error as it is. */
export function writingProblem(error: unknown, directory: string): unknown {
  const why = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (why === undefined) return error;
  return refusal('dataset.unwritable', { directory, why }, { cause: error });
}
