import { currentLocale } from '../../contract/locale';
import { dirname, resolve } from 'node:path';
import { refusal, WorkbenchError } from '../../contract/error';
import type { ProblemParams } from '../../contract/problems/catalogue';
import type { DatasetExportRequest, ExportRequest } from '../../contract/export';
import { filePaths } from '../../contract/files';
import type { FigureKind } from '../../contract/figure';
import { makeFolder } from '../../store/folder';
import { replaceFile } from '../common/replace-file';
import type { Session } from './session';

/** Enlarges a sheet of 28-pixel tiles to a size that is easy to view. */
export const SHEET_SCALE = 4;

/**
 * Writes one of the workbench's files to `target`. An existing file is kept until the new one is complete.
 * @returns its absolute path
 */
export async function saveFile(
  { workbench, signal }: Session,
  path: string,
  target: string,
): Promise<string> {
  const file = await workbench.files.get(path);
  if (file === null) {
    throw refusal('file.unknown', { target });
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

/**
 * Exports runs to the file that `target` returns for the name that the workbench gives it.
 * @returns its absolute path
 */
export async function saveExport(
  session: Session,
  request: ExportRequest,
  target: (fileName: string) => string,
): Promise<string> {
  const { id, fileName } = await session.api.exports.create(
    { locale: currentLocale(), ...request },
    { signal: session.signal },
  );
  return saveFile(session, filePaths.exported(id), target(fileName));
}

/** The same of a dataset. */
export async function saveDatasetExport(
  session: Session,
  request: DatasetExportRequest,
  target: (fileName: string) => string,
): Promise<string> {
  const { id, fileName } = await session.api.exports.createOfDataset(request, { signal: session.signal });
  return saveFile(session, filePaths.exported(id), target(fileName));
}

/** The error for a failed or stopped write; null if the failure has another cause. */
function unwritable(file: string, cause: unknown, signal: AbortSignal): WorkbenchError | null {
  const { code } = cause as NodeJS.ErrnoException;
  if (signal.aborted) {
    return refusal('file.stopped', { file }, { cause });
  }
  if (cause instanceof WorkbenchError || code === undefined || !/^E[A-Z]+$/.test(code)) return null;
  return refusal('file.unwritable', { file, why: REASONS[code] ?? { systemCode: code } }, { cause });
}

const REASONS: Readonly<Record<string, ProblemParams<'file.unwritable'>['why']>> = {
  ENOSPC: 'full',
  EDQUOT: 'quota',
  EFBIG: 'too-large',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'read-only',
  EISDIR: 'folder',
  ENOTDIR: 'no-parent',
  ENAMETOOLONG: 'long-name',
};

/** Writes a run's newest sheet of a kind. @returns its absolute path, `null` if there is no such sheet */
export async function saveNewestSheet(
  session: Session,
  runId: number,
  kind: FigureKind,
  target: string,
): Promise<string | null> {
  const newest = (await session.api.runs.figures({ id: runId, kind })).at(-1);
  return newest === undefined ? null : saveFile(session, filePaths.figurePng(newest.id, SHEET_SCALE), target);
}
