import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkbenchEvent } from '../contract/events';
import { ACTIVE_STATES, type Run } from '../contract/run';
import { acquireLock, isLocked } from '../store/lock';
import {
  emptyStore,
  openReadOnlyStore,
  openStore,
  STORE_FILE,
  type ReadOnlyStore,
  type Store,
} from '../store/open';
import { runAll } from './cleanup';
import { createCheckpoints, type CheckpointRequests } from './checkpoints';
import { createDatasets } from './datasets';
import { createDrawings } from './drawings';
import { createHub } from './events';
import { createFiles } from './files';
import { createUploads } from './uploads';
import { workbenchLost } from './interruption';
import { registeredModels, type Models } from './models';
import { createQualities } from './qualities';
import { createQueue } from './queue';
import {
  readOnlyCheckpoints,
  readOnlyDatasets,
  readOnlyUploads,
  readOnlyQualities,
  readOnlyRuns,
  readOnlySettings,
  withoutAbandoned,
} from './read-only';
import { createReports } from './reports';
import { createLiveRuns } from './live-runs';
import { createRuns } from './runs';
import { createSettings } from './settings';
import { createSystem } from './system';
import type { JobHost } from './job-host';
import { emptyTrash } from './trash';
import type { MetricNotice } from './watch';

export interface WorkbenchOptions {
  readonly dataDir: string;
  readonly jobHost: JobHost;
  readonly version: string;
  /** Version of the Electron that a window is, or would be, opened with; null where there is none. */
  readonly electron: string | null;
  /** Why it cannot open a window; null where nothing is known against it. */
  readonly electronProblem?: string | null;
  /** For tests; the registered ones unless given. */
  readonly models?: Models;
}

export type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

/**
 * Opens a data folder for all that the workbench does. One process at a time: this one, until `close`.
 * A run created or resumed from now on trains when its turn comes; those left in the queue before wait for `startQueue`.
 * @throws WorkbenchError `data-folder.in-use`, `store.newer`, `store.unwritable` …
 */
export async function openWorkbench(options: WorkbenchOptions) {
  /** What gives the data folder up again, in this order. */
  const giveUp: (() => void)[] = [];
  try {
    const lock = acquireLock(options.dataDir);
    giveUp.unshift(lock.release);
    const store = openStore(options.dataDir);
    giveUp.unshift(() => {
      store.close();
    });
    interruptAbandoned(store);
    const closed = new AbortController();
    // Before the store: what works in the background asks for this between two turns.
    giveUp.unshift(() => {
      closed.abort();
    });
    return assembled(options, store, closed.signal, giveUp);
  } catch (error) {
    await runAll(giveUp).catch(() => undefined);
    throw error;
  }
}

function assembled(
  options: WorkbenchOptions,
  store: Store,
  closed: AbortSignal,
  giveUp: readonly (() => void)[],
) {
  const { dataDir, jobHost: host, version, models = registeredModels } = options;
  const events = createHub<WorkbenchEvent>();
  const notices = createHub<MetricNotice>();
  const liveRuns = createLiveRuns(store, events);
  const uploads = createUploads(dataDir, host);
  const neededBy = (id: string) =>
    (['queued', ...ACTIVE_STATES] as const)
      .flatMap((state) => store.runs.ofState(state))
      .find((run) => run.config.dataset === id)?.name ?? null;
  const datasets = createDatasets({ dataDir, store, host, events, uploads, neededBy });
  const checkpoints = createCheckpoints({ store, liveRuns, models, events, closed });
  const queue = createQueue({ store, host, liveRuns, models, events, notices, checkpoints }, datasets);
  emptyTrash(store, () => closed.aborted);
  const runs = createRuns({ store, liveRuns, queue, models, datasets, checkpoints, events, notices, closed });
  const requests: CheckpointRequests = checkpoints;
  const drawings = createDrawings({ store, host, liveRuns, datasets });
  const qualities = createQualities({ dataDir, store, host, liveRuns, datasets, events });
  const reports = createReports({ store, runs, models, version });
  const system = createSystem({ ...options, store, host });
  let closing: Promise<void> | null = null;

  const shut = () =>
    runAll([
      () => {
        system.close();
        drawings.close();
        qualities.close();
      },
      () => queue.stop(),
      () => datasets.close(),
      () => {
        uploads.close();
        liveRuns.stop();
      },
      ...giveUp,
    ]);

  return {
    dataDir,
    models,
    events,
    runs,
    checkpoints: requests,
    settings: createSettings(store, queue),
    qualities: qualities.requests,
    drawings,
    datasets,
    reports,
    files: createFiles({
      store,
      runs,
      drawings,
      datasets,
      uploads,
      reports,
      models,
      closed,
    }),
    system,
    /** Starts what was left in the queue when the workbench was last closed, too; and finds out about the engine. */
    startQueue(): void {
      system.warmUp();
      queue.start();
    },
    /** Runs that train or pause: what closing now would stop. */
    activeRuns: (): Run[] => liveRuns.active().filter((run) => ACTIVE_STATES.includes(run.state)),
    /**
     * Starts no more runs, ends the one that trains with a last checkpoint (after some 20 seconds without one), and
     * closes the data folder, whatever goes wrong before. Queued runs stay queued.
     */
    close: (): Promise<void> => (closing ??= shut()),
  };
}

/**
 * Opens a data folder for reading, beside the process that writes it. Everything that writes refuses.
 * @throws WorkbenchError as `openWorkbench`; `data-folder.in-use` only where a file of an older version must be brought
 *   up to date first
 */
export async function openReadOnly(options: WorkbenchOptions): Promise<Workbench> {
  const { dataDir, jobHost: host, version, models = registeredModels } = options;
  const opened = openForReading(dataDir);
  // Without a process that trains them, runs that their rows call running are not.
  const store = isLocked(dataDir) ? opened : withoutAbandoned(opened, workbenchLost);
  const events = createHub<WorkbenchEvent>();
  const liveRuns = createLiveRuns(store, events);
  const closed = new AbortController();
  const runs = readOnlyRuns({
    store,
    liveRuns,
    notices: createHub<MetricNotice>(),
    closed: closed.signal,
  });
  const datasets = readOnlyDatasets({ dataDir, store, host, events });
  const drawings = createDrawings({ store, host, liveRuns, datasets });
  const reports = createReports({ store, runs, models, version });
  const system = createSystem({ ...options, store, host });
  return {
    dataDir,
    models,
    events,
    runs,
    checkpoints: readOnlyCheckpoints({ store, liveRuns }),
    settings: readOnlySettings(store),
    qualities: readOnlyQualities({ store, liveRuns }),
    drawings,
    datasets,
    reports,
    files: createFiles({
      store,
      runs,
      drawings,
      datasets,
      uploads: readOnlyUploads,
      reports,
      models,
      closed: closed.signal,
    }),
    system,
    startQueue: () => undefined,
    activeRuns: () => [],
    close: () =>
      runAll([
        () => {
          system.close();
          drawings.close();
          closed.abort();
        },
        () => {
          store.close();
        },
      ]),
  };
}

function openForReading(dataDir: string): ReadOnlyStore {
  const store = openReadOnlyStore(dataDir);
  if (store !== null) return store;
  if (!existsSync(join(dataDir, STORE_FILE))) return emptyStore();
  const lock = acquireLock(dataDir);
  try {
    openStore(dataDir).close();
  } finally {
    lock.release();
  }
  return openReadOnlyStore(dataDir) ?? emptyStore();
}

/** Runs whose trainer went away with the process that had them: ended without a word, and to be resumed. */
function interruptAbandoned(store: Store): void {
  for (const state of ACTIVE_STATES) {
    for (const run of store.runs.ofState(state)) {
      store.runs.finish(run.id, 'interrupted', null, workbenchLost(run));
    }
  }
}
