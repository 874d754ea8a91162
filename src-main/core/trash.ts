import type { Store } from '../store/open';
import { clearRows } from './clear-rows';
import { reportDefect } from './problem';
import { nextTurn } from './turns';

const DAY_MS = 24 * 3600 * 1000;
/** Runs removed longer ago than this are deleted for good. */
const KEPT_MS = 30 * DAY_MS;
/** The clock is believed while runs were last used no longer ago than this by it, and not in its future. */
const BELIEVED_MS = 7 * DAY_MS;

/**
 * Deletes for good what was removed long ago, in the background. Only time that the clock goes through while the
 * workbench is in use counts: a leap ahead may be a wrong clock, and begins the time that removed runs are kept again.
 * @param stopped asked between two turns of the event loop
 */
export function emptyTrash(store: Store, stopped: () => boolean): void {
  const now = Date.now();
  const sinceUse = now - (store.runs.lastUsed() ?? now);
  if (sinceUse > BELIEVED_MS) store.runs.restartTrash(now);
  const believed = Math.abs(sinceUse) <= BELIEVED_MS;
  // Nothing was removed in the future: the clock has been wrong.
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
