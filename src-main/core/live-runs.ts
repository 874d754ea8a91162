import { refusal, WorkbenchError } from '../contract/error';
import { RUNS_PER_PAGE, type Run } from '../contract/run';
import type { WorkbenchEvent } from '../contract/events';
import type { ReadOnlyStore } from '../store/open';
import type { StoredRun } from '../store/run-row';
import type { Hub } from './events';

/** A run is announced at most this often, except for changes of its state, which are announced at once. */
const ANNOUNCE_EVERY_MS = 250;

export type LiveRuns = ReturnType<typeof createLiveRuns>;

/**
 * A cache of runs. It holds the newest state of runs that train, so that messages of trainers cause no reads; other
 * runs are read from their rows.
 */
export function createLiveRuns({ runs }: Pick<ReadOnlyStore, 'runs'>, events: Hub<WorkbenchEvent>) {
  const live = new Map<number, Run>();
  const announced = new Map<number, { at: number; timer?: NodeJS.Timeout }>();

  function row(id: number): StoredRun {
    const run = runs.get(id);
    // Runs that are being deleted permanently are hidden.
    if (run !== null && run.deletedAt !== 0) return run;
    throw refusal('run.unknown', { id });
  }

  function get(id: number): Run {
    const run = live.get(id);
    if (run !== undefined) return run;
    const stored = row(id);
    if (stored.deletedAt === null) return asRun(stored);
    throw refusal('run.removed', { name: stored.name });
  }

  function usable(id: number): Run {
    const run = get(id);
    if (run.problem?.code === 'run.damaged') throw new WorkbenchError(run.problem);
    return run;
  }

  function announce(id: number): void {
    const last = announced.get(id);
    clearTimeout(last?.timer);
    announced.set(id, { at: performance.now() });
    events.publish({ type: 'run', run: get(id) });
  }

  function announceSoon(id: number): void {
    const last = announced.get(id);
    if (last?.timer) return;
    const wait = last === undefined ? 0 : last.at + ANNOUNCE_EVERY_MS - performance.now();
    if (wait <= 0) {
      announce(id);
      return;
    }
    const timer = setTimeout(() => {
      announce(id);
    }, wait);
    timer.unref();
    announced.set(id, { at: last?.at ?? 0, timer });
  }

  return {
    /** @throws WorkbenchError `run.unknown`, `run.removed` */
    get,
    /** Returns a run whose settings are readable. @throws WorkbenchError as `get`, and `run.damaged` */
    usable,
    /** Returns a page of runs that are older than the run `before`, newest first. */
    list: (before?: number): Run[] =>
      runs.list(RUNS_PER_PAGE, before).map((run) => live.get(run.id) ?? asRun(run)),
    active: (): Run[] => [...live.values()],
    /** Caches a run that is about to train. */
    open: (run: Run): void => void live.set(run.id, run),
    /** Updates a run that trains; its row must be written first. */
    change(id: number, changes: Partial<Run>): void {
      const run = live.get(id);
      if (run !== undefined) live.set(id, { ...run, ...changes });
    },
    /** Removes a run that no longer trains from the cache. */
    close(id: number): void {
      live.delete(id);
      clearTimeout(announced.get(id)?.timer);
      announced.delete(id);
    },
    announce,
    announceSoon,
    /** Stops all announcements. */
    stop(): void {
      for (const { timer } of announced.values()) clearTimeout(timer);
      announced.clear();
    },
  };
}

/** Returns a run that does not train, from its row. */
export function asRun({ deletedAt: _deletedAt, ...run }: StoredRun): Run {
  return { ...run, stepsPerSecond: null };
}
