import type { FleetMessage } from './fleet';
import { knownProblem, reportDefect } from './problem';
import type { RemoteRunsContext } from './remote-context';
import { logToRun } from './run-log';

const RETRY_AFTER_MS = 5_000;

/** Fetches the checkpoints of runs that train elsewhere, beside their metrics and in order. */
export function createRemoteCheckpoints(context: RemoteRunsContext) {
  const { store, liveRuns, checkpoints, events, fleet, closed } = context;
  const working = new Map<number, Promise<void>>();
  /** For each run, the last step whose checkpoint is on the server; unknown after the workbench was closed. */
  const stored = new Map<number, number>();

  async function fetchAll(id: number): Promise<void> {
    /** Not there, and not reported to be: their workers are still storing them. */
    const awaited = new Set<number>();
    for (;;) {
      const upTo = stored.get(id);
      const isDue = ({ step }: { step: number }) => (upTo === undefined ? !awaited.has(step) : step <= upTo);
      const next = store.remoteRuns.checkpoints(id).find(isDue);
      if (next === undefined || fleet === null || closed.aborted) {
        // At once: one that is added now needs another call.
        working.delete(id);
        return;
      }
      const received = checkpoints.receive(id);
      try {
        const isThere = await fleet.fetch(next.object, received.addPart);
        if (closed.aborted) return;
        if (!isThere && upTo === undefined) {
          awaited.add(next.step);
          continue;
        }
        const publish = store.transaction(() => {
          store.remoteRuns.removeCheckpoint(id, next.step);
          return isThere ? received.complete(next) : () => undefined;
        });
        publish();
        if (isThere) liveRuns.announce(id);
        else logToRun({ store, events }, id, 'warning', { code: 'checkpoint-gone', step: next.step });
      } finally {
        if (!closed.aborted) received.abandon();
      }
    }
  }

  async function fetchUntilDone(id: number): Promise<void> {
    while (!closed.aborted) {
      try {
        await fetchAll(id);
        return;
      } catch (error) {
        if (closed.aborted) return;
        if (knownProblem(error) === null) reportDefect('A checkpoint could not be fetched', error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS).unref());
      }
    }
  }

  function fetchSoon(id: number): void {
    if (working.has(id)) return;
    // Set before it begins, because it may have nothing to do.
    working.set(id, Promise.resolve());
    const work = fetchUntilDone(id);
    if (working.has(id)) working.set(id, work);
  }

  return {
    /** Records that a worker stores a checkpoint on the server. */
    add(
      id: number,
      { step, elapsedMs, object }: Extract<FleetMessage, { type: 'saved' }>,
      alongside: () => void,
    ): void {
      // Measured now: the run trains on while the checkpoint is fetched.
      const measured = checkpoints.measuredOf(liveRuns.get(id));
      store.transaction(() => {
        store.remoteRuns.addCheckpoint(id, { step, elapsedMs, object, measured });
        alongside();
      });
    },
    /** Fetches the checkpoints of a run up to a step: they are on the server, or were, and no later ones are. */
    stored(id: number, step: number): void {
      stored.set(id, step);
      fetchSoon(id);
    },
    /** Resolves when all checkpoints of a run that were recorded are fetched, or gone. */
    async settled(id: number): Promise<void> {
      stored.set(id, Infinity);
      while (!closed.aborted && fleet !== null && store.remoteRuns.checkpoints(id).length > 0) {
        fetchSoon(id);
        await working.get(id);
      }
    },
    /** Fetches what was not fetched when the workbench was last closed. */
    wake(): void {
      for (const id of store.remoteRuns.fetching()) fetchSoon(id);
    },
  };
}
