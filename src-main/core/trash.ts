import { refusal } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { MAX_TRASH_LISTED, TRASH_DAYS, type Purged, type RemovedRun } from '../contract/trash';
import type { ReadOnlyStore, Store } from '../store/open';
import { clearRows } from './clear-rows';
import type { Hub } from './events';
import { asRun } from './live-runs';
import { reportDefect } from './problem';
import { nextTurn } from './turns';

const DAY_MS = 24 * 3600 * 1000;
/** Runs removed longer ago than this are deleted permanently. */
const KEPT_MS = TRASH_DAYS * DAY_MS;
/** The clock is trusted if runs were last used at most this long ago, and not in the future. */
const BELIEVED_MS = 7 * DAY_MS;

interface TrashContext {
  readonly store: Store;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

/** The requests of clients about removed runs. */
export type TrashRequests = ReturnType<typeof createTrash>['requests'];

export function trashReads(store: Pick<ReadOnlyStore, 'runs' | 'trash'>) {
  return {
    /** Lists removed runs that can be restored, the most recently removed first. */
    list: (): RemovedRun[] =>
      store.trash.list(MAX_TRASH_LISTED).flatMap(({ id, removedAt, bytes }) => {
        const run = store.runs.get(id);
        return run === null ? [] : [{ run: asRun(run), removedAt, bytes }];
      }),
  };
}

/** Lists removed runs, and deletes them permanently in the background, for a few milliseconds at a time. */
export function createTrash({ store, events, closed }: TrashContext) {
  let last: Promise<unknown> = Promise.resolve();
  const stopped = () => closed.aborted;

  async function purged(ids: readonly number[]): Promise<Purged> {
    const before = store.trash.usedBytes();
    const condemned = store.trash.condemn(ids);
    await deleteRuns(store, condemned, stopped);
    if (stopped()) throw refusal('workbench.closed', {});
    const bytes = Math.max(0, before - store.trash.usedBytes());
    events.publish({ type: 'trash' });
    return { runs: condemned.length, bytes };
  }

  /** Purges run one after the other, because each measures the space that it frees. */
  function purge(ids: readonly number[]): Promise<Purged> {
    const purging = last.then(() => purged(ids));
    last = purging.catch(() => undefined);
    return purging;
  }

  return {
    requests: {
      ...trashReads(store),
      /** Permanently deletes those of the runs that were removed; the others stay. */
      purge,
      /** Deletes all removed runs permanently. */
      empty: (): Promise<Purged> => purge(store.trash.ids()),
    },
    /**
     * Permanently deletes runs that were removed long ago, in the background. Only time in which the workbench is used
     * counts: a jump of the clock may mean that it is wrong, and restarts the time that removed runs are kept.
     */
    expire(): void {
      const now = Date.now();
      const sinceUse = now - (store.runs.lastUsed() ?? now);
      if (sinceUse > BELIEVED_MS) store.runs.restartTrash(now);
      const believed = Math.abs(sinceUse) <= BELIEVED_MS;
      // If a run was removed in the future, the clock was wrong then.
      if (believed) store.runs.restartTrash(now, now);
      const expired = store.runs.expire(believed ? now - KEPT_MS : 0);
      last = deleteRuns(store, expired, stopped).catch((error: unknown) => {
        reportDefect('Removed runs could not be deleted', error);
      });
    },
  };
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
  if (ids.length === 0) return;
  while (store.trash.returnSome()) {
    await nextTurn();
    if (stopped()) return;
  }
  store.trash.shrink();
}
