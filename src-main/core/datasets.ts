import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Dataset, DatasetDetails, ImportOptions, Inspection } from '../contract/dataset';
import { refusal, WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { datasetFiles, type DatasetFiles } from '../datasets/files';
import { fingerprintDataset, stampDataset } from '../datasets/fingerprint';
import { BUILT_IN_DATASETS, type BuiltInDataset } from '../datasets/built-in';
import { classCounts, readImportReport } from '../datasets/import-report';
import { readLabels } from '../datasets/load';
import type { ListedDataset, StoredDataset } from '../store/datasets';
import type { Store } from '../store/open';
import type { Hub } from './events';
import type { Uploads } from './uploads';
import { createDatasetViews } from './dataset-views';
import { createDatasetCheck } from './dataset-check';
import { freeDatasetId, sizeOf } from './dataset-folder';
import { createDatasetImports } from './dataset-imports';
import { createDatasetGeneration } from './dataset-generation';
import type { JobHost } from './job-host';

export interface DatasetsContext {
  readonly dataDir: string;
  readonly store: Pick<Store, 'datasets'>;
  readonly host: JobHost;
  readonly events: Hub<WorkbenchEvent>;
  readonly uploads: Uploads;
  /** The name of a run that needs the dataset now, if any. */
  readonly neededBy: (datasetId: string) => string | null;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

export type Datasets = ReturnType<typeof createDatasets>;

/** The datasets that can be generated and those that were imported. */
// eslint-disable-next-line max-lines-per-function -- a short method for each call of the API: all share the list
export function createDatasets({ dataDir, store, host, events, uploads, neededBy, closed }: DatasetsContext) {
  const stored = new Map(store.datasets.list().map((dataset) => [dataset.id, dataset]));
  const directory = (id: string) => join(dataDir, 'datasets', id);
  const generation = createDatasetGeneration({
    host,
    directory,
    record: (entry) => record({ ...entry, classNames: [...entry.classNames] }),
    announce: (id) => void announce(id),
  });
  const imports = createDatasetImports({
    events,
    uploads,
    directory,
    isTaken: (id) => stored.has(id) || made(id) !== undefined,
    record,
  });
  const views = createDatasetViews({ get, directory, closed });
  const check = createDatasetCheck({ store, directory, remember: store.datasets.setStamp });
  const isThere = (id: string) => existsSync(datasetFiles(directory(id)).train.items);

  function get(id: string): Dataset {
    const known = stored.get(id);
    const entry = made(id);
    // A built-in dataset whose files are missing is generated again.
    if (known && (!entry || isThere(id))) return fromStored(known);
    if (entry) return fromCatalogue(entry);
    throw refusal('dataset.unknown', { id });
  }

  function fromStored({ damage, ...dataset }: ListedDataset): Dataset {
    const problem = damage ?? (isThere(dataset.id) ? null : missing(dataset).problem);
    return { ...dataset, state: problem === null ? 'ready' : 'failed', progress: null, problem };
  }

  function fromCatalogue(entry: BuiltInDataset): Dataset {
    const progress = generation.progress(entry.id);
    const problem = generation.failure(entry.id);
    return {
      ...entry,
      classNames: [...entry.classNames],
      state: progress !== null ? 'preparing' : problem !== null ? 'failed' : 'absent',
      progress,
      problem: progress === null ? problem : null,
      fingerprint: null,
      sizeBytes: 0,
    };
  }

  function announce(id: string): Dataset {
    const dataset = get(id);
    events.publish({ type: 'dataset', dataset });
    return dataset;
  }

  async function record(dataset: Omit<StoredDataset, 'fingerprint' | 'sizeBytes'>): Promise<void> {
    const at = directory(dataset.id);
    const stamp = await stampDataset(at);
    const entry = { ...dataset, fingerprint: await fingerprintDataset(at), sizeBytes: await sizeOf(at) };
    store.datasets.put(entry);
    store.datasets.setStamp(dataset.id, stamp);
    stored.set(dataset.id, entry);
  }

  function assertUnused(dataset: Dataset): void {
    const run = neededBy(dataset.id);
    if (run === null) return;
    throw refusal('dataset.in-use', { name: dataset.name, run });
  }

  return {
    /** Lists built-in datasets, then imported ones, oldest first. */
    list: (): Dataset[] => [
      ...BUILT_IN_DATASETS.map(({ id }) => get(id)),
      ...[...stored.keys()].filter((id) => made(id) === undefined).map(get),
    ],

    /** @throws WorkbenchError `dataset.unknown` */
    get,

    has: (id: string): boolean => stored.has(id) || made(id) !== undefined,

    /**
     * Returns the dataset's files, which are generated first if they do not exist.
     * @throws WorkbenchError `dataset.changed` if they are no longer those that were recorded
     */
    async ready(id: string): Promise<{ files: DatasetFiles; fingerprint: string | null }> {
      const dataset = get(id);
      const entry = made(id);
      if (dataset.state !== 'ready') {
        if (entry === undefined)
          throw dataset.problem ? new WorkbenchError(dataset.problem) : missing(dataset);
        await generation.generate(entry);
      }
      const recorded = stored.get(id);
      if (recorded !== undefined) await check(recorded);
      return { files: datasetFiles(directory(id)), fingerprint: get(id).fingerprint };
    },

    ...views,

    inspect: (
      uploadIds: readonly string[],
      options: ImportOptions,
      signal?: AbortSignal,
    ): Promise<Inspection> => uploads.inspect(uploadIds, options, signal),

    /** Returns a dataset's classes, and the report of its import. @throws WorkbenchError as `preview` */
    async details(id: string): Promise<DatasetDetails> {
      const { classNames, state } = get(id);
      if (state !== 'ready') return { classes: [], means: null, report: null };
      const { train, test } = datasetFiles(directory(id));
      const [inTrain, inTest] = [train, test].map(readLabels);
      return {
        classes: classCounts(classNames, inTrain ?? null, inTest ?? null),
        means: views.means(id),
        report: await readImportReport(directory(id)),
      };
    },

    /** Imports inspected files as a new dataset; see `dataset-imports.ts`. */
    import: async (
      inspectionId: string,
      name: string,
      signal?: AbortSignal,
      summary?: string,
    ): Promise<Dataset> => announce(await imports.import(inspectionId, name, signal, summary)),

    /** Takes the files of a dataset from a folder, which is moved, under an id that is free. */
    async adopt(dataset: Omit<StoredDataset, 'source'>, from: string): Promise<Dataset> {
      const id = freeDatasetId(dataset.name, (taken) => stored.has(taken) || made(taken) !== undefined);
      await mkdir(dirname(directory(id)), { recursive: true });
      await rename(from, directory(id));
      await record({ ...dataset, id, source: 'imported' });
      return announce(id);
    },

    /**
     * Deletes a dataset's files. A built-in dataset can be generated again; if it is being generated, that is
     * cancelled.
     * @throws WorkbenchError `dataset.in-use`
     */
    async remove(id: string): Promise<void> {
      const dataset = get(id);
      assertUnused(dataset);
      await generation.cancel(id);
      store.datasets.remove(id);
      stored.delete(id);
      generation.forgetFailure(id);
      await rm(directory(id), { recursive: true, force: true });
      if (dataset.source !== 'imported') announce(id);
      else events.publish({ type: 'dataset-removed', datasetId: id });
    },

    /** Cancels all generation and imports. */
    async close(): Promise<void> {
      await Promise.all([generation.cancel(), imports.close()]);
    },
  };
}

function missing({ name }: { name: string }): WorkbenchError {
  return refusal('dataset.missing', { name });
}

function made(id: string): BuiltInDataset | undefined {
  return BUILT_IN_DATASETS.find((entry) => entry.id === id);
}
