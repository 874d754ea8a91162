import type { LeftOut } from '../contract/dataset';
import { refusal, WorkbenchError } from '../contract/error';
import type { FileReason, ImportNote } from '../contract/problems/catalogue';
import { UnreadablePicture } from '../images/unreadable';

/** What may be left out; one image in any case. */
const MAX_SHARE = 0.05;
/** With fewer there is nothing to divide. */
const LEAST_LEFT = 2;
/** Images that are named where all of them are refused. */
const NAMED = 20;

/** @throws what is no fault of one file */
export function whyUnreadable(error: unknown, path: string): FileReason {
  if (error instanceof UnreadablePicture) return error.why;
  if (!(error instanceof WorkbenchError)) throw error;
  return { code: 'problem', name: path, problem: error.problem };
}

/**
 * @param count of all images, with those that cannot be read
 * @throws WorkbenchError `dataset.pictures` where more than a few cannot
 */
export function checkUnreadable(unreadable: readonly LeftOut[], count: number): void {
  const allowed = Math.min(count - LEAST_LEFT, Math.max(1, Math.floor(MAX_SHARE * count)));
  if (unreadable.length <= Math.max(0, allowed)) return;
  const named = unreadable.slice(0, NAMED).map(({ name, why }) => ({ name, why }));
  throw refusal('dataset.pictures', { unreadable: unreadable.length, count, named });
}

export const unreadableNotes = (unreadable: number, count: number): ImportNote[] =>
  unreadable === 0 ? [] : [{ code: 'unreadable', unreadable, count }];
