import type { Dirent, Stats } from 'node:fs';
import { refusal, WorkbenchError } from '../contract/error';
import type { ProblemParams } from '../contract/problems/catalogue';
import { whyUnreadable } from './problem';

/** The kind of a file system entry. */
export function kindOfFile(stats: Stats | Dirent): ProblemParams<'dataset.unreadable.kind'>['kind'] {
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'pipe';
  if (stats.isSocket()) return 'socket';
  return stats.isFile() ? 'file' : 'device';
}

/**
 * Call this before opening anything: opening a pipe without a writer would block forever.
 * @throws WorkbenchError `dataset.unreadable`
 */
export function checkIsFile(stats: Stats, name: string): void {
  if (stats.isFile()) return;
  throw refusal('dataset.unreadable.kind', { name, kind: kindOfFile(stats) });
}

/** Converts an error of the file system or of zlib to a refusal for the user; returns any other error unchanged. */
export function readingProblem(error: unknown, name: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof WorkbenchError) return error;
  if (code.startsWith('Z_')) {
    return refusal('dataset.gzip', { name, isCut: code === 'Z_BUF_ERROR' }, { cause: error });
  }
  return refusal('dataset.unreadable', { name, why: whyUnreadable(error) }, { cause: error });
}
