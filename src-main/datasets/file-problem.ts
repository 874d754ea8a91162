import type { Dirent, Stats } from 'node:fs';
import { refusal, WorkbenchError } from '../contract/error';
import type { ProblemParams } from '../contract/problems/catalogue';
import { whyUnreadable } from './problem';

/** What a name in the file system stands for. */
export function kindOfFile(stats: Stats | Dirent): ProblemParams<'dataset.unreadable.kind'>['kind'] {
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'pipe';
  if (stats.isSocket()) return 'socket';
  return stats.isFile() ? 'file' : 'device';
}

/**
 * To be asked before anything is opened: a pipe without a writer would be waited for without end.
 * @throws WorkbenchError `dataset.unreadable`
 */
export function checkIsFile(stats: Stats, name: string): void {
  if (stats.isFile()) return;
  throw refusal('dataset.unreadable.kind', { name, kind: kindOfFile(stats) });
}

/** What an error of the file system or of zlib means for a person; any other as it is. */
export function readingProblem(error: unknown, name: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof WorkbenchError) return error;
  if (code.startsWith('Z_')) {
    return refusal('dataset.gzip', { name, isCut: code === 'Z_BUF_ERROR' }, { cause: error });
  }
  return refusal('dataset.unreadable', { name, why: whyUnreadable(error) }, { cause: error });
}
