import type { LeftOut } from '../contract/dataset';
import { refusal, WorkbenchError } from '../contract/error';
import { countText } from '../contract/numbers';
import { UnreadablePicture } from '../images/unreadable';

/** What may be left out; one image in any case. */
const MAX_SHARE = 0.05;
/** With fewer there is nothing to divide. */
const LEAST_LEFT = 2;
/** Images that are named where all of them are refused. */
const NAMED = 20;

/** The end of a sentence that begins with the file’s name. @throws what is no fault of one file */
export function whyUnreadable(error: unknown, path: string): string {
  if (error instanceof UnreadablePicture) return error.message;
  if (!(error instanceof WorkbenchError)) throw error;
  const why = error.problem.message.replace(/\.$/, '');
  return why.startsWith(`${path} `) ? why.slice(path.length + 1) : `cannot be read: ${why}`;
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

export function unreadableNotes(unreadable: number, count: number): string[] {
  if (unreadable === 0) return [];
  const are = unreadable === 1 ? 'is' : 'are';
  return [`${countText(unreadable)} of ${countText(count)} images cannot be read, and ${are} left out.`];
}
