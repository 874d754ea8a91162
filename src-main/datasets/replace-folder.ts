import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorkbenchError } from '../contract/error';

const MARK = '.partial-';

/**
 * Fills a folder beside `directory` and, only when `fill` has come to its end, puts it in that place. Whatever happens
 * midway, `directory` is as it was or complete. What a killed process left beside it is cleared away first.
 * @param fill writes the files; false means: leave no trace
 * @throws WorkbenchError `dataset.unwritable` when the disk is full or may not be written to
 */
export async function replaceFolder(
  directory: string,
  fill: (partial: string) => Promise<boolean>,
): Promise<void> {
  const partial = `${directory}${MARK}${String(process.pid)}`;
  try {
    await mkdir(dirname(directory), { recursive: true });
    await clearLeftovers(directory);
    await mkdir(partial);
    if (!(await fill(partial))) return;
    await rm(directory, { recursive: true, force: true });
    await rename(partial, directory);
  } catch (error) {
    throw toProblem(error, directory);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function clearLeftovers(directory: string): Promise<void> {
  const prefix = basename(directory) + MARK;
  for (const entry of await readdir(dirname(directory))) {
    if (!entry.startsWith(prefix) || runs(Number(entry.slice(prefix.length)))) continue;
    await rm(join(dirname(directory), entry), { recursive: true, force: true });
  }
}

/** Whether another process of this id is alive. */
function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'the folder may not be written to',
  EPERM: 'the folder may not be written to',
  EROFS: 'the disk is read-only',
};

function toProblem(error: unknown, directory: string): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return error;
  return new WorkbenchError(
    {
      code: 'dataset.unwritable',
      message: `The dataset cannot be written to ${directory}: ${reason}.`,
      advice: 'Make room or choose another data folder, then try again.',
    },
    { cause: error },
  );
}
