import type { WorkbenchEvent } from '../contract/events';
import { withImported } from '../contract/imported-run';
import { ACTIVE_STATES, type Run } from '../contract/run';
import { acquireLock } from '../store/lock';
import { openStore, type Store } from '../store/open';
import { runAll } from './cleanup';
import { watchForAlerts } from './alerts';
import { createAnnotations } from './annotations';
import { createArchives } from './archives';
import { createBlindRounds } from './blind-rounds';
import { createCheckpoints, type CheckpointRequests } from './checkpoints';
import { createDatasets } from './datasets';
import { createDownloads } from './downloads';
import { createDecoding } from './decoding';
import { createDrawings } from './drawings';
import { createHub } from './events';
import { createEngineFetch } from './engine-fetch';
import { createExports } from './exports';
import { createFiles } from './files';
import { createUploads } from './uploads';
import { workbenchLost } from './interruption';
import { createLatents } from './latents';
import { createSavedLatents } from './saved-latents';
import { createNearest } from './nearest';
import { createQualities } from './qualities';
import type { Fleet } from './fleet';
import { createFleetView } from './fleet-view';
import { createScheduling } from './scheduler';
import { createReleases } from './releases';
import { createReports } from '../exports/reports';
import { createLiveRuns } from './live-runs';
import { createRuns } from './runs';
import { createSettings } from './settings';
import { createSweeps } from './sweeps';
import { createSystem } from './system';
import { createTrainers } from './trainers';
import { createTrash } from './trash';
import type { MetricNotice } from './watch';
import { withDefaults, type WorkbenchOptions } from './workbench-options';

export type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

/**
 * Opens a data folder for reading and writing. Only one process can do that at a time: this one, until `close`. A run
 * created or resumed from now on trains when its turn comes; runs that were left in the queue wait for `startQueue`.
 * @throws WorkbenchError `data-folder.in-use`, `store.newer`, `store.unwritable` …
 */
export async function openWorkbench(options: WorkbenchOptions) {
  /** The steps that release the data folder, in this order. */
  const releaseSteps: (() => void)[] = [];
  try {
    const lock = acquireLock(options.dataDir);
    releaseSteps.unshift(lock.release);
    const store = openStore(options.dataDir);
    releaseSteps.unshift(() => {
      store.close();
    });
    interruptAbandoned(store);
    const fleet = (await options.openFleet?.(options.dataDir)) ?? null;
    const closed = new AbortController();
    // Before the store: background work checks this between two turns.
    releaseSteps.unshift(() => {
      closed.abort();
    });
    return assembled({ ...options, fleet }, store, closed.signal, releaseSteps);
  } catch (error) {
    await runAll(releaseSteps).catch(() => undefined);
    throw error;
  }
}

/** Returns the name of a queued or active run on a dataset; null if there is none. */
function runThatNeeds(store: Store, datasetId: string): string | null {
  const unfinished = (['queued', ...ACTIVE_STATES] as const).flatMap((state) => store.runs.ofState(state));
  return unfinished.find((run) => run.config.dataset === datasetId)?.name ?? null;
}

/** What people add to runs. */
const records = (context: {
  readonly store: Store;
  readonly liveRuns: ReturnType<typeof createLiveRuns>;
  readonly latents: ReturnType<typeof createLatents>;
}) => ({
  annotations: createAnnotations(context),
  blindRounds: createBlindRounds(context),
  savedLatents: createSavedLatents(context),
});

// eslint-disable-next-line max-lines-per-function -- a line for each part of the workbench
function assembled(
  options: WorkbenchOptions & { readonly fleet: Fleet | null },
  store: Store,
  closed: AbortSignal,
  releaseSteps: readonly (() => void)[],
) {
  const { dataDir, host, version, models, published, printer, engineSource, releaseSource } =
    withDefaults(options);
  const events = createHub<WorkbenchEvent>();
  const notices = createHub<MetricNotice>();
  const liveRuns = createLiveRuns(store, events);
  const uploads = createUploads(dataDir, host);
  const neededBy = (id: string) => runThatNeeds(store, id);
  const datasets = createDatasets({ dataDir, store, host, events, uploads, neededBy, closed });
  const shared = { dataDir, store, host, events, models, datasets };
  const downloads = createDownloads({ dataDir, host, events, uploads, datasets, published });
  const checkpoints = createCheckpoints({ store, liveRuns, models, events, closed });
  const recording = { store, liveRuns, models, events, notices, checkpoints, datasets };
  const trainers = createTrainers(host, () => store.settings.get().defaults);
  const { queue, remote, scheduler } = createScheduling({
    ...recording,
    trainers,
    fleet: options.fleet,
    closed,
  });
  const trash = createTrash({ store, events, closed });
  trash.expire();
  const runs = createRuns({ ...recording, scheduler, trainers, closed });
  const requests: CheckpointRequests = checkpoints;
  const decoding = createDecoding({ dataDir, store, host, datasets });
  const drawings = createDrawings({ decoding, liveRuns, datasets });
  const latents = createLatents({ decoding, liveRuns });
  const nearest = createNearest({ dataDir, store, host, liveRuns, datasets });
  const qualities = createQualities({ dataDir, store, host, liveRuns, models, datasets, events });
  const sweeps = createSweeps({ store, liveRuns, models, datasets, runs, scheduler, events });
  const stopWatching = watchForAlerts({ store, liveRuns, events });
  const reports = createReports({ store, runs, models: withImported(models), datasets, version });
  const exports = createExports({ ...shared, runs, reports, printer });
  const system = createSystem({ ...options, store, host });
  const engineFetch = createEngineFetch({ host, events, source: engineSource, onReady: system.probeAgain });
  const releases = createReleases({
    ...{ host, events, version, source: releaseSource },
    isWanted: () => store.settings.get().updates,
  });
  remote.start();
  const served = { store, runs, drawings, latents, datasets, uploads, exports, models, closed };
  let closing: Promise<void> | null = null;

  const shut = () =>
    runAll([
      () => {
        for (const part of [system, trainers, drawings, latents, decoding, nearest, qualities, sweeps])
          part.close();
        stopWatching();
      },
      () => exports.close(),
      () => remote.close(),
      () => queue.stop(),
      () => Promise.all([downloads.close(), engineFetch.stop(), releases.close()]),
      () => datasets.close(),
      () => {
        uploads.close();
        liveRuns.stop();
      },
      ...releaseSteps,
    ]);

  return {
    dataDir,
    /** Aborted when the workbench is closed. */
    closed,
    models,
    events,
    runs,
    fleet: createFleetView({ store, events, fleet: options.fleet }),
    sweeps: sweeps.requests,
    trash: trash.requests,
    ...records({ store, liveRuns, latents }),
    archives: createArchives({ ...shared, uploads, liveRuns, checkpoints, trash, closed }),
    checkpoints: requests,
    settings: createSettings(store, scheduler, events),
    qualities: qualities.requests,
    drawings,
    latents,
    nearest,
    datasets,
    downloads,
    reports,
    exports,
    files: createFiles(served),
    system,
    engineFetch,
    releases,
    /** Starts runs and evaluations that were left when the workbench was last closed, and probes the engine. */
    startQueue(): void {
      system.warmUp();
      queue.start();
      sweeps.start();
      qualities.resume();
      releases.start();
    },
    /** Runs that train or pause, which closing would stop. */
    activeRuns: (): Run[] =>
      liveRuns.active().filter(({ state, place }) => ACTIVE_STATES.includes(state) && place === undefined),
    /**
     * Starts no more runs, ends those that train with a last checkpoint (without one after about 20 seconds), and
     * always closes the data folder. Queued runs stay queued.
     */
    close: (): Promise<void> => (closing ??= shut()),
  };
}

/** Marks runs whose trainer ended together with the workbench as interrupted. Other machines train on meanwhile. */
function interruptAbandoned(store: Store): void {
  for (const state of ACTIVE_STATES) {
    for (const run of store.runs.ofState(state).filter(({ place }) => place === undefined)) {
      store.runs.finish(run.id, 'interrupted', null, workbenchLost(run));
    }
  }
}
