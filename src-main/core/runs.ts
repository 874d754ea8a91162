import { refusal } from '../contract/error';
import type { NetworkSummary } from '../contract/network';
import type { Hub } from './events';
import type { MetricBatch, WorkbenchEvent } from '../contract/events';
import {
  ACTIVE_STATES,
  type DeviceChoice,
  type LogEntry,
  type NewRun,
  type NewRunGroup,
  type Run,
} from '../contract/run';
import type { FigureKind, Figure } from '../contract/figure';
import type { ReadOnlyStore, Store } from '../store/open';
import { RUN_PALETTE } from '../presentation/palette';
import type { ContinuationContext } from './continuation';
import { storedRunMaker } from './new-run';
import type { LiveRuns } from './live-runs';
import { createRunControl } from './run-control';
import type { CursorStart } from '../store/metric-cursor';
import type { Trainers } from './trainers';
import { watchMetrics, type MetricNotice } from './watch';

export interface RunReadsContext {
  readonly store: ReadOnlyStore;
  readonly liveRuns: LiveRuns;
  readonly notices: Hub<MetricNotice>;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

export interface RunsContext extends RunReadsContext, ContinuationContext {
  readonly store: Store;
  readonly events: Hub<WorkbenchEvent>;
  readonly trainers: Trainers;
}

export type Runs = ReturnType<typeof createRuns>;

/** Requests that only read runs. */
export function createRunReads({ store, liveRuns, notices, closed }: RunReadsContext) {
  return {
    list: liveRuns.list,
    get: liveRuns.get,

    figures(id: number, kind?: FigureKind): Figure[] {
      liveRuns.get(id);
      return store.figures.list(id, kind);
    },

    /** Returns the networks of a run's model; empty before the run has started. */
    networks(id: number): NetworkSummary[] {
      liveRuns.get(id);
      return store.runs.networks(id);
    },

    logs(id: number): LogEntry[] {
      liveRuns.get(id);
      return store.logs.list(id);
    },

    /** Yields a run's metric rows: first those recorded, then new ones, until `signal`. */
    watch(id: number, start: CursorStart, signal?: AbortSignal): AsyncGenerator<MetricBatch, void, void> {
      liveRuns.get(id);
      return watchMetrics(store, notices, id, start, ...(signal ? [signal, closed] : [closed]));
    },
  };
}

/** All requests about runs. Every function that takes an id throws `run.unknown` or `run.removed`. */
export function createRuns(context: RunsContext) {
  const { store, liveRuns, scheduler, models, datasets, events, trainers } = context;
  const newStoredRun = storedRunMaker(models, datasets.get, () => store.settings.get().defaults);

  function announced(id: number): Run {
    liveRuns.announce(id);
    return liveRuns.get(id);
  }

  return {
    ...createRunReads(context),
    ...createRunControl(context),

    /** Starts a process for a run that is likely to be launched on this device in the next minutes, if there is room. */
    prepare({ device }: { readonly device: DeviceChoice }): void {
      const training = liveRuns.active().filter(({ place }) => place === undefined);
      if (training.length < store.settings.get().runsPerDevice) trainers.prepare(device);
    },

    /** Puts a new run into the queue. @throws WorkbenchError `run.invalid`, with a problem for each field */
    create(given: NewRun): Run {
      scheduler.requirePool(given.pool);
      const id = store.runs.create(newStoredRun(given, store.runs.recentColors(RUN_PALETTE.length)));
      announced(id);
      scheduler.next();
      return liveRuns.get(id);
    },

    /** Puts several new runs into the queue together, all of them or none. @throws WorkbenchError `run.invalid` */
    createGroup({ name, sideBySide, runs }: NewRunGroup): Run[] {
      for (const { pool } of runs) scheduler.requirePool(pool);
      const colors = store.runs.recentColors(RUN_PALETTE.length);
      const resolved = runs.map((given) => newStoredRun(given, colors));
      const { ids } = store.runs.createGroup({ name, sideBySide }, resolved);
      ids.forEach(announced);
      scheduler.next();
      return ids.map((id) => liveRuns.get(id));
    },

    rename(id: number, name: string): Run {
      liveRuns.get(id);
      store.runs.rename(id, name);
      liveRuns.change(id, { name });
      return announced(id);
    },

    /** @throws WorkbenchError `run.active` */
    remove(id: number): void {
      const run = liveRuns.get(id);
      if (ACTIVE_STATES.includes(run.state)) {
        throw refusal('run.active', { name: run.name, state: run.state, to: 'remove' });
      }
      // A worker that takes it nevertheless trains in vain.
      if (run.state === 'queued') scheduler.withdraw(id).catch(() => undefined);
      store.runs.setDeleted(id, Date.now());
      liveRuns.close(id);
      events.publish({ type: 'run-removed', runId: id });
      // Its row still says queued, which the queue ignores while it is removed: see `restore`.
      scheduler.next();
    },

    /** Restores a removed run; one that was queued gets its place in the queue back. */
    restore(id: number): Run {
      const stored = store.runs.get(id);
      if (stored !== null) store.runs.setDeleted(id, null);
      // It has left its pool.
      if (stored?.place !== undefined && stored.state === 'queued') store.runs.queue(id);
      announced(id);
      events.publish({ type: 'trash' });
      scheduler.next();
      return liveRuns.get(id);
    },
  };
}
