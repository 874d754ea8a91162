import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  datasetFolder,
  MANIFEST_FILE,
  ManifestSchema,
  type ArchivedRun,
  type ArchiveImport,
  type Manifest,
} from '../contract/archive';
import { refusal, WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { resolveHyperparameters, type Fields } from '../contract/hyperparameters';
import type { Run } from '../contract/run';
import type { Store } from '../store/open';
import { archivedRows } from './archived-rows';
import type { Checkpoints } from './checkpoints';
import { performDatasetTask, throttled } from './dataset-task';
import type { Datasets } from './datasets';
import type { Hub } from './events';
import type { JobHost } from './job-host';
import type { LiveRuns } from './live-runs';
import type { Models } from './models';
import { inTurns } from './turns';
import type { Uploads } from './uploads';

export interface ArchivesContext {
  readonly store: Store;
  readonly host: JobHost;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
  readonly models: Models;
  readonly datasets: Datasets;
  readonly uploads: Uploads;
  readonly liveRuns: Pick<LiveRuns, 'get' | 'announce'>;
  readonly checkpoints: Pick<Checkpoints, 'markBest'>;
  /** Deletes runs that were created and not shown. */
  readonly clearHidden: () => void;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

export interface Archives {
  import(uploadId: string, signal?: AbortSignal): Promise<ArchiveImport>;
}

const ENDS = {
  cancelled: () => refusal('archive.cancelled', {}),
  lost: () => refusal('archive.interrupted', {}),
};

/**
 * Imports archives of runs. A process unpacks and checks an archive; its runs are then written hidden, a few
 * milliseconds' worth in each turn of the event loop, and shown together.
 */
export function createArchives(context: ArchivesContext): Archives {
  const { store, host, events, datasets, uploads, liveRuns, checkpoints, clearHidden, closed } = context;

  async function unpacked(uploadId: string, directory: string, signal: AbortSignal): Promise<Manifest> {
    const file = uploads.file(uploadId);
    const report = throttled((fraction: number) => {
      events.publish({ type: 'import-progress', inspectionId: uploadId, fraction });
    });
    const task = { type: 'unpack', request: { path: file.path, name: file.name, directory } } as const;
    const work = performDatasetTask(
      host,
      task,
      (message) => {
        if (message.type === 'progress') report(message.done);
      },
      ENDS,
    );
    signal.addEventListener('abort', work.cancel, { once: true });
    try {
      await work.done;
    } finally {
      signal.removeEventListener('abort', work.cancel);
    }
    const manifest = ManifestSchema.parse(JSON.parse(await readFile(join(directory, MANIFEST_FILE), 'utf8')));
    for (const archived of manifest.runs) assertSettings(context.models, archived, file.name);
    return manifest;
  }

  /** The ids of datasets here by their ids in the archive, those that came with it included. */
  async function datasetIds(manifest: Manifest, directory: string) {
    const ids = new Map<string, string>();
    const added: string[] = [];
    for (const { run } of manifest.runs) {
      const same = datasets
        .list()
        .find(({ fingerprint }) => fingerprint !== null && fingerprint === run.datasetFingerprint);
      if (same !== undefined) ids.set(run.config.dataset, same.id);
    }
    for (const { files: _files, ...dataset } of manifest.datasets) {
      if (ids.has(dataset.id)) continue;
      const { id, name } = await datasets.adopt(dataset, join(directory, datasetFolder(dataset.id)));
      ids.set(dataset.id, id);
      added.push(name);
    }
    return { ids, added };
  }

  /** Writes all runs, and shows them together. @returns their ids here, by those in the archive */
  async function write(
    manifest: Manifest,
    directory: string,
    datasetOf: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<Map<number, number>> {
    const ids = new Map<number, number>();
    for (const { run } of manifest.runs) ids.set(run.id, createHidden(run, datasetOf));
    for (const archived of manifest.runs) {
      const id = ids.get(archived.run.id) ?? 0;
      for await (const _some of inTurns(archivedRows(store, id, archived, directory), closed))
        if (signal.aborted) throw ENDS.cancelled();
    }
    store.transaction(() => {
      for (const { run, networks } of manifest.runs) {
        const origin = run.origin && { ...run.origin, runId: ids.get(run.origin.runId) ?? run.origin.runId };
        store.adoptedRuns.adopt(ids.get(run.id) ?? 0, { ...run, origin }, networks);
      }
      shareParts(store, manifest, ids);
    });
    return ids;
  }

  function createHidden(run: ArchivedRun['run'], datasetOf: ReadonlyMap<string, string>): number {
    const { name, config, color, datasetName, datasetFingerprint } = run;
    const dataset = datasetOf.get(config.dataset) ?? config.dataset;
    return store.runs.createHidden({
      name: () => name,
      config: { ...config, dataset },
      color,
      datasetName,
      datasetFingerprint,
    });
  }

  /** Runs here that are the same run: created in the same millisecond, with the same settings. */
  function copiesOf(run: Run) {
    const same = store.adoptedRuns.createdAt(run.createdAt, run.id).map(liveRuns.get);
    const first = same.find(({ config }) => isDeepStrictEqual(config, run.config));
    return first === undefined ? [] : [{ id: run.id, of: first.id }];
  }

  return {
    /**
     * Imports the runs of an archive as new runs, with the names, times and records that they had.
     * @throws WorkbenchError `archive.…`, `model.unknown`, `upload.unknown`
     */
    async import(uploadId, given) {
      const directory = uploads.newFolder();
      const stop = new AbortController();
      const end = () => {
        stop.abort();
      };
      for (const one of [given, closed]) {
        one?.addEventListener('abort', end, { once: true });
        if (one?.aborted === true) end();
      }
      try {
        const manifest = await unpacked(uploadId, directory, stop.signal);
        const { ids: datasetOf, added } = await datasetIds(manifest, directory);
        const ids = await write(manifest, directory, datasetOf, stop.signal);
        for (const id of ids.values()) {
          checkpoints.markBest(id);
          liveRuns.announce(id);
        }
        uploads.discardFile(uploadId);
        const runs = [...ids.values()].map(liveRuns.get);
        const missing = runs
          .filter((run) => !isTrainable(datasets, run))
          .map(({ datasetName }) => datasetName);
        return { runs, copies: runs.flatMap(copiesOf), datasets: added, missing: [...new Set(missing)] };
      } catch (error) {
        if (!closed.aborted) clearHidden();
        throw stop.signal.aborted ? ENDS.cancelled() : error;
      } finally {
        for (const one of [given, closed]) one?.removeEventListener('abort', end);
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** Whether the data that a run was trained on are here, or can be generated. */
function isTrainable(datasets: Datasets, { config, datasetFingerprint }: Run): boolean {
  if (!datasets.has(config.dataset)) return false;
  const { fingerprint } = datasets.get(config.dataset);
  return fingerprint === null || datasetFingerprint === null || fingerprint === datasetFingerprint;
}

/** @throws WorkbenchError `model.unknown`, `archive.settings` */
function assertSettings(models: Models, { run }: ArchivedRun, name: string): void {
  const fields = models.info(run.config.model).fields as Fields;
  const { problems } = resolveHyperparameters(fields, run.config.hyperparameters);
  if (problems !== null)
    throw refusal('archive.settings', { name, run: run.name, reasons: Object.values(problems) });
}

/** Writes what belongs to several runs: comparisons under names that are free, and rounds. */
function shareParts(
  store: Store,
  { comparisons, blindRounds }: Manifest,
  ids: ReadonlyMap<number, number>,
): void {
  const idOf = (id: number) => ids.get(id) ?? 0;
  const isKnown = (id: number | undefined) => id === undefined || ids.has(id);
  const { savedComparisons } = store.settings.get();
  const all = [...savedComparisons];
  for (const comparison of comparisons.filter(({ runs }) => runs.every(isKnown))) {
    const name = freeName(comparison.name, (taken) => all.some((one) => one.name === taken));
    const baseline = comparison.baseline === null ? null : (ids.get(comparison.baseline) ?? null);
    all.push({ ...comparison, name, baseline, runs: comparison.runs.map(idOf) });
  }
  if (all.length > savedComparisons.length) store.settings.set({ savedComparisons: all });
  for (const { run, other, ...round } of blindRounds)
    if (isKnown(run.runId) && isKnown(other?.runId))
      store.blindRounds.append({
        ...round,
        run: { ...run, runId: idOf(run.runId) },
        other: other && { ...other, runId: idOf(other.runId) },
      });
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${name.slice(0, 70)} (${String(n)})`;
    if (!isTaken(free)) return free;
  }
}
