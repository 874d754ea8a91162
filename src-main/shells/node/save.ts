import { dirname, resolve } from 'node:path';
import { WorkbenchError } from '../../contract/error';
import { filePaths } from '../../contract/files';
import type { FigureKind } from '../../contract/figure';
import { makeFolder } from '../../store/folder';
import { replaceFile } from '../common/replace-file';
import type { Session } from './session';

/** Enlarges a sheet of 28-pixel tiles to something to look at. */
export const SHEET_SCALE = 4;

/**
 * Writes one of the workbench's files to `target`. An older file there stays until the new one is whole.
 * @returns its absolute path
 */
export async function saveFile(
  { workbench, signal }: Session,
  path: string,
  target: string,
): Promise<string> {
  const file = await workbench.files.get(path);
  if (file === null) {
    throw new WorkbenchError({
      code: 'file.unknown',
      message: `There is nothing to write to ${target}.`,
      advice: 'The run may have recorded nothing yet.',
    });
  }
  const absolute = resolve(target);
  makeFolder(dirname(absolute));
  try {
    await replaceFile(absolute, file.bytes, signal);
  } catch (cause) {
    throw unwritable(absolute, cause, signal) ?? cause;
  }
  return absolute;
}

/** null where it was not the writing that failed. */
function unwritable(file: string, cause: unknown, signal: AbortSignal): WorkbenchError | null {
  const { code } = cause as NodeJS.ErrnoException;
  if (signal.aborted) {
    const message = `${file} was not written: it was stopped before it was whole.`;
    return new WorkbenchError({ code: 'file.stopped', message, advice: 'Start it again.' }, { cause });
  }
  if (cause instanceof WorkbenchError || code === undefined || !/^E[A-Z]+$/.test(code)) return null;
  const [why, advice] = REASONS[code] ?? [`the system says ${code}`, 'Choose another place.'];
  return new WorkbenchError(
    { code: 'file.unwritable', message: `${file} cannot be written: ${why}.`, advice },
    { cause },
  );
}

const FREE_SPACE = 'Free some space, or choose another disk. What was there before is unchanged.';
const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['the disk is full', FREE_SPACE],
  EDQUOT: ['your share of the disk is used up', FREE_SPACE],
  EFBIG: ['it would be larger than a file may be there', FREE_SPACE],
  EACCES: ['you are not allowed to', 'Choose another folder, or change its permissions.'],
  EPERM: ['you are not allowed to', 'Choose another folder, or change its permissions.'],
  EROFS: ['its disk can only be read', 'Choose another folder.'],
  EISDIR: ['a folder has that name', 'Choose another name.'],
  ENOTDIR: ['part of its path is a file', 'Choose another folder.'],
  ENAMETOOLONG: ['its name is too long', 'Choose a shorter name.'],
};

/** Writes a run's newest sheet of a kind. @returns its absolute path, `null` where there is no such sheet */
export async function saveNewestSheet(
  session: Session,
  runId: number,
  kind: FigureKind,
  target: string,
): Promise<string | null> {
  const newest = (await session.api.runs.figures({ id: runId, kind })).at(-1);
  return newest === undefined ? null : saveFile(session, filePaths.figurePng(newest.id, SHEET_SCALE), target);
}
