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
 * A cache of runs: of those that train, the newest state, so that a message of their trainer costs no read; of all
 * others, their rows.
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
    /** A run whose settings are known. @throws WorkbenchError as `get`, and `run.damaged` */
    usable,
    /** A page of runs, newest first: those older than the run `before`. */
    list: (before?: number): Run[] =>
      runs.list(RUNS_PER_PAGE, before).map((run) => live.get(run.id) ?? asRun(run)),
    active: (): Run[] => [...live.values()],
    /** Caches the run from now on: it is about to train. */
    open: (run: Run): void => void live.set(run.id, run),
    /** Updates a run that trains; its row must have been written before. */
    change(id: number, changes: Partial<Run>): void {
      const run = live.get(id);
      if (run !== undefined) live.set(id, { ...run, ...changes });
    },
    /** Drops the run from the cache: it no longer trains. */
    close(id: number): void {
      live.delete(id);
      clearTimeout(announced.get(id)?.timer);
      announced.delete(id);
    },
    announce,
    announceSoon,
    /** Announces nothing after this. */
    stop(): void {
      for (const { timer } of announced.values()) clearTimeout(timer);
      announced.clear();
    },
  };
}

/** A run that does not train, from its row. */
export function asRun({ deletedAt: _deletedAt, ...run }: StoredRun): Run {
  return { ...run, stepsPerSecond: null };
}
