import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { WorkbenchError } from '../../contract/error';
import { filePaths } from '../../contract/files';
import type { FigureKind } from '../../contract/sample';
import type { Session } from './session';

/** Enlarges a sheet of 28-pixel tiles to something to look at. */
export const SHEET_SCALE = 4;

/** Writes one of the workbench's files to `target`. @returns its absolute path */
export async function saveFile({ workbench }: Session, path: string, target: string): Promise<string> {
  const file = await workbench.files.get(path);
  if (file === null) {
    throw new WorkbenchError({
      code: 'file.unknown',
      message: `There is nothing to write to ${target}.`,
      advice: 'The run may have recorded nothing yet.',
    });
  }
  const absolute = resolve(target);
  try {
    await mkdir(dirname(absolute), { recursive: true });
    await writeFile(absolute, file.bytes);
  } catch (cause) {
    const message = `${absolute} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`;
    throw new WorkbenchError(
      { code: 'file.unwritable', message, advice: 'Choose another folder.' },
      { cause },
    );
  }
  return absolute;
}

/** Writes a run's newest sheet of a kind. @returns its absolute path, `null` where there is no such sheet */
export async function saveNewestSheet(
  session: Session,
  runId: number,
  kind: FigureKind,
  target: string,
): Promise<string | null> {
  const newest = (await session.api.runs.samples({ id: runId, kind })).at(-1);
  return newest === undefined ? null : saveFile(session, filePaths.samplePng(newest.id, SHEET_SCALE), target);
}
