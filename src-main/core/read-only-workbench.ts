import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkbenchEvent } from '../contract/events';
import { withImported } from '../contract/imported-run';
import { createReports } from '../exports/reports';
import { acquireLock, isLocked } from '../store/lock';
import { emptyStore, openReadOnlyStore, openStore, STORE_FILE, type ReadOnlyStore } from '../store/open';
import { runAll } from './cleanup';
import { createDecoding } from './decoding';
import { createDownloads } from './downloads';
import { createDrawings } from './drawings';
import { createHub } from './events';
import { createEngineFetch } from './engine-fetch';
import { createReleases } from './releases';
import { createExports } from './exports';
import { createFiles } from './files';
import { workbenchLost } from './interruption';
import { createFleetView } from './fleet-view';
import { createLatents } from './latents';
import { createLiveRuns } from './live-runs';
import { createNearest } from './nearest';
import {
  readOnlyAnnotations,
  readOnlyArchives,
  readOnlyBlindRounds,
  readOnlyCheckpoints,
  readOnlyDatasets,
  readOnlyDownloads,
  readOnlyTrash,
  readOnlyUploads,
  readOnlyQualities,
  readOnlyRuns,
  readOnlySavedLatents,
  readOnlySettings,
  readOnlySweeps,
  withoutAbandoned,
} from './read-only';
import { createSystem } from './system';
import type { MetricNotice } from './watch';
import type { Workbench } from './workbench';
import { withDefaults, type WorkbenchOptions } from './workbench-options';

/**
 * Opens a data folder for reading, beside the process that writes it. All requests that write are refused.
 * @throws WorkbenchError as `openWorkbench`; `data-folder.in-use` only if a file of an older version must be
 *   migrated first
 */
export async function openReadOnly(options: WorkbenchOptions): Promise<Workbench> {
  const { dataDir, host, version, models, published, printer } = withDefaults(options);
  const opened = openForReading(dataDir);
  // Without a process that trains them, runs with the state running are interrupted.
  const store = isLocked(dataDir) ? opened : withoutAbandoned(opened, workbenchLost);
  const events = createHub<WorkbenchEvent>();
  const liveRuns = createLiveRuns(store, events);
  const closed = new AbortController();
  const notices = createHub<MetricNotice>();
  const runs = readOnlyRuns({ store, liveRuns, notices, closed: closed.signal });
  const datasets = readOnlyDatasets({ dataDir, store, host, events, closed: closed.signal });
  const downloads = readOnlyDownloads(
    createDownloads({ dataDir, host, events, uploads: readOnlyUploads, datasets, published }),
  );
  const decoding = createDecoding({ dataDir, store, host, datasets });
  const drawings = createDrawings({ decoding, liveRuns, datasets });
  const latents = createLatents({ decoding, liveRuns });
  const nearest = createNearest({ dataDir, store, host, liveRuns, datasets });
  const reports = createReports({ store, runs, models: withImported(models), datasets, version });
  const shared = { dataDir, store, host, events, models, datasets };
  const exports = createExports({ ...shared, runs, reports, printer });
  const system = createSystem({ ...options, store, host });
  return {
    dataDir,
    closed: closed.signal,
    models,
    events,
    runs,
    fleet: createFleetView({ store, events, fleet: null }),
    sweeps: readOnlySweeps(store),
    trash: readOnlyTrash(store),
    annotations: readOnlyAnnotations({ store, liveRuns }),
    archives: readOnlyArchives,
    blindRounds: readOnlyBlindRounds({ store, liveRuns }),
    checkpoints: readOnlyCheckpoints({ store, liveRuns }),
    settings: readOnlySettings(store),
    qualities: readOnlyQualities({ store, liveRuns }),
    drawings,
    latents,
    savedLatents: readOnlySavedLatents({ store, liveRuns }),
    nearest,
    datasets,
    downloads,
    reports,
    exports,
    files: createFiles({
      store,
      runs,
      drawings,
      latents,
      datasets,
      uploads: readOnlyUploads,
      exports,
      models,
      closed: closed.signal,
    }),
    system,
    releases: createReleases({ host, events, version, source: null, isWanted: () => false }),
    engineFetch: createEngineFetch({ host, events, source: null, onReady: system.probeAgain }),
    startQueue: () => undefined,
    activeRuns: () => [],
    close: () =>
      runAll([
        () => {
          system.close();
          drawings.close();
          latents.close();
          decoding.close();
          nearest.close();
          closed.abort();
        },
        () => exports.close(),
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
