import { type Problem, refusal } from '../contract/error';
import { ACTIVE_STATES, type Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';
import type { StoredRun } from '../store/run-row';
import { annotationReads, type Annotations } from './annotations';
import type { Archives } from './archives';
import { blindRoundReads, type BlindRounds } from './blind-rounds';
import { listed, type CheckpointRequests } from './checkpoints';
import { createDatasets, type Datasets, type DatasetsContext } from './datasets';
import type { Downloads } from './downloads';
import type { Uploads } from './uploads';
import type { SettingsRequests } from './settings';
import { savedLatentsReads, type SavedLatentsRequests } from './saved-latents';
import { qualityReads, type Qualities } from './qualities';
import type { Sweeps } from './sweeps';
import { trashReads, type TrashRequests } from './trash';
import { createRunReads, type RunReadsContext, type Runs } from './runs';

function refuse(): never {
  throw refusal('workbench.read-only', {});
}

const refuseLater = async () => refuse();

export const readOnlyUploads: Uploads = {
  receive: refuseLater,
  inspect: refuseLater,
  file: refuse,
  discardFile: refuse,
  inspected: refuse,
  previewFile: refuse,
  useInPlace: refuse,
  discard: refuse,
  close: () => undefined,
};

/** What a client may read of downloads. */
export function readOnlyDownloads({ list }: Downloads): Downloads {
  return {
    list,
    start: refuseLater,
    stop: refuseLater,
    discard: refuseLater,
    close: () => Promise.resolve(),
  };
}

export function readOnlyRuns(context: RunReadsContext): Runs {
  return {
    ...createRunReads(context),
    fork: refuseLater,
    prepare: () => undefined,
    create: refuse,
    createGroup: refuse,
    pause: refuseLater,
    change: refuseLater,
    step: refuseLater,
    record: refuseLater,
    slow: refuseLater,
    resume: refuseLater,
    requeue: refuseLater,
    stop: refuseLater,
    moveInQueue: refuse,
    rename: refuse,
    remove: refuse,
    restore: refuse,
  };
}

export function readOnlySweeps({ sweeps }: Pick<ReadOnlyStore, 'sweeps'>): Sweeps {
  return { list: sweeps.list, create: refuseLater, extend: refuseLater, stop: refuseLater };
}

export function readOnlyBlindRounds(context: Parameters<typeof blindRoundReads>[0]): BlindRounds {
  return { ...blindRoundReads(context), record: refuse };
}

export function readOnlySavedLatents(context: Parameters<typeof savedLatentsReads>[0]): SavedLatentsRequests {
  return { ...savedLatentsReads(context), save: refuseLater, change: refuse, remove: refuse };
}

export function readOnlyAnnotations(context: Parameters<typeof annotationReads>[0]): Annotations {
  return { ...annotationReads(context), annotate: refuse, setNotes: refuse };
}

export function readOnlyTrash(store: Parameters<typeof trashReads>[0]): TrashRequests {
  return { ...trashReads(store), purge: refuseLater, empty: refuseLater };
}

export const readOnlyArchives: Archives = { import: refuseLater };

export function readOnlySettings({ settings }: Pick<ReadOnlyStore, 'settings'>): SettingsRequests {
  return { get: settings.get, set: refuse };
}

/** The requests of clients about checkpoints. */
export function readOnlyCheckpoints(context: Parameters<typeof listed>[0]): CheckpointRequests {
  return { list: listed(context), pin: refuse, remove: refuse, applyRetention: refuseLater };
}

export function readOnlyQualities(context: Parameters<typeof qualityReads>[0]): Qualities {
  return { ...qualityReads(context), settled: async () => undefined, evaluate: refuseLater };
}

export function readOnlyDatasets(
  context: Pick<DatasetsContext, 'dataDir' | 'host' | 'events' | 'closed'> & {
    store: Pick<ReadOnlyStore, 'datasets'>;
  },
): Datasets {
  const forget = () => undefined;
  const store = { datasets: { ...context.store.datasets, put: refuse, remove: refuse, setStamp: forget } };
  const datasets = createDatasets({ ...context, store, uploads: readOnlyUploads, neededBy: () => null });
  return {
    ...datasets,
    /** Existing datasets can be read; none is generated. */
    ready: (id) => (datasets.get(id).state === 'ready' ? datasets.ready(id) : refuseLater()),
    inspect: refuseLater,
    import: refuseLater,
    remove: refuseLater,
  };
}

/** Returns the store as it will be when it is next opened for writing: runs that no process trains are interrupted. */
export function withoutAbandoned(store: ReadOnlyStore, problemOf: (run: Run) => Problem): ReadOnlyStore {
  const ended = (run: StoredRun): StoredRun =>
    ACTIVE_STATES.includes(run.state) && run.place === undefined
      ? { ...run, state: 'interrupted', problem: problemOf({ ...run, stepsPerSecond: null }) }
      : run;
  const { runs } = store;
  return {
    ...store,
    runs: {
      ...runs,
      list: (limit, before) => runs.list(limit, before).map(ended),
      get: (id) => {
        const run = runs.get(id);
        return run && ended(run);
      },
    },
  };
}
