import type { Store } from '../store/open';
import { clearRows } from './clear-rows';
import { reportDefect } from './problem';
import { nextTurn } from './turns';

const DAY_MS = 24 * 3600 * 1000;
/** Runs removed longer ago than this are deleted permanently. */
const KEPT_MS = 30 * DAY_MS;
/** The clock is trusted if runs were last used at most this long ago, and not in its future. */
const BELIEVED_MS = 7 * DAY_MS;

/**
 * Permanently deletes runs that were removed long ago, in the background. Only time in which the workbench is used
 * counts: a jump of the clock may mean that it is wrong, and restarts the time that removed runs are kept.
 * @param stopped checked between two turns of the event loop
 */
export function emptyTrash(store: Store, stopped: () => boolean): void {
  const now = Date.now();
  const sinceUse = now - (store.runs.lastUsed() ?? now);
  if (sinceUse > BELIEVED_MS) store.runs.restartTrash(now);
  const believed = Math.abs(sinceUse) <= BELIEVED_MS;
  // Removed in the future: the clock was wrong.
  if (believed) store.runs.restartTrash(now, now);
  const expired = store.runs.expire(believed ? now - KEPT_MS : 0);
  void deleteRuns(store, expired, stopped).catch((error: unknown) => {
    reportDefect('Removed runs could not be deleted', error);
  });
}

async function deleteRuns(store: Store, ids: readonly number[], stopped: () => boolean): Promise<void> {
  for (const id of ids) {
    if (!(await clearRows(store, id, -1, stopped))) return;
    store.checkpoints.removeAfter(id, -1);
    while (store.checkpoints.sweepSome()) {
      await nextTurn();
      if (stopped()) return;
    }
    store.runs.delete(id);
  }
}
