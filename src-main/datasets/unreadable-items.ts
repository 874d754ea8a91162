import type { LeftOut } from '../contract/dataset';
import { refusal, WorkbenchError } from '../contract/error';
import type { FileReason, ImportNote } from '../contract/problems/catalogue';
import { UnreadablePicture } from '../images/unreadable';

/** The largest fraction that may be left out; one image always may. */
const MAX_SHARE = 0.05;
/** Fewer items cannot be divided into splits. */
const LEAST_LEFT = 2;
/** Number of unreadable images that the refusal lists. */
const NAMED = 20;

/** @throws errors that are not caused by the file itself */
export function whyUnreadable(error: unknown, path: string): FileReason {
  if (error instanceof UnreadablePicture) return error.why;
  if (!(error instanceof WorkbenchError)) throw error;
  return { code: 'problem', name: path, problem: error.problem };
}

/**
 * @param count of all images, including those that cannot be read
 * @throws WorkbenchError `dataset.pictures` where too many cannot be read
 */
export function checkUnreadable(unreadable: readonly LeftOut[], count: number): void {
  const allowed = Math.min(count - LEAST_LEFT, Math.max(1, Math.floor(MAX_SHARE * count)));
  if (unreadable.length <= Math.max(0, allowed)) return;
  const named = unreadable.slice(0, NAMED).map(({ name, why }) => ({ name, why }));
  throw refusal('dataset.pictures', { unreadable: unreadable.length, count, named });
}

export const unreadableNotes = (unreadable: number, count: number): ImportNote[] =>
  unreadable === 0 ? [] : [{ code: 'unreadable', unreadable, count }];
