import type { Dirent, Stats } from 'node:fs';
import { WorkbenchError } from '../contract/error';
import { datasetProblem, whyUnreadable } from './problem';

/** Whatever else a name in the file system can stand for, with its article. */
export function kindOfFile(stats: Stats | Dirent): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isFile() ? 'a file' : 'a device';
}

/**
 * To be asked before anything is opened: a pipe without a writer would be waited for without end.
 * @throws WorkbenchError `dataset.unreadable`
 */
export function checkIsFile(stats: Stats, name: string): void {
  if (stats.isFile()) return;
  throw datasetProblem(
    'unreadable',
    `${name} is ${kindOfFile(stats)}, not a file with data.`,
    'Give a file, a folder or a ZIP.',
  );
}

/** What an error of the file system or of zlib means for a person; any other as it is. */
export function readingProblem(error: unknown, name: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof WorkbenchError) return error;
  if (code.startsWith('Z_')) {
    const why = code === 'Z_BUF_ERROR' ? 'its end is missing' : 'it is damaged';
    const advice = 'Copy or download the file again, and compare its size with the original.';
    return datasetProblem('gzip', `${name} cannot be unpacked: ${why}.`, advice, error);
  }
  const advice = 'Check that the file is still there and may be read.';
  return datasetProblem('unreadable', `${name} cannot be read: ${whyUnreadable(error)}.`, advice, error);
}
