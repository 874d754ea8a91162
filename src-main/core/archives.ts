import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { datasetFolder, type ArchivedRun, type ArchiveImport, type Manifest } from '../contract/archive';
import { isImported } from '../contract/imported-run';
import type { Run } from '../contract/run';
import { RUN_PALETTE } from '../presentation/palette';
import { makeFolder } from '../store/folder';
import type { Store } from '../store/open';
import { ARCHIVE_ENDS, unpackedArchive, type UnpackingContext } from './archive-unpacking';
import { archivedRows } from './archived-rows';
import type { Checkpoints } from './checkpoints';
import type { Datasets } from './datasets';
import type { LiveRuns } from './live-runs';
import { nextColor } from './new-run';
import type { createTrash } from './trash';
import { inTurns } from './turns';
import type { Uploads } from './uploads';

export interface ArchivesContext extends UnpackingContext {
  readonly dataDir: string;
  readonly store: Store;
  readonly datasets: Datasets;
  readonly uploads: Uploads;
  readonly liveRuns: Pick<LiveRuns, 'get' | 'announce'>;
  readonly checkpoints: Pick<Checkpoints, 'markBest'>;
  readonly trash: Pick<ReturnType<typeof createTrash>, 'expire'>;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

export interface Archives {
  /**
   * Imports the runs of an archive, or of event files of TensorBoard, as new runs, with the names, times and records that they had.
   * @throws WorkbenchError `archive.…`, `events.…`, `model.unknown`, `upload.unknown`
   */
  import(uploadId: string, signal?: AbortSignal): Promise<ArchiveImport>;
}

/** An archive in its folder, checked. */
interface Unpacked {
  readonly manifest: Manifest;
  readonly directory: string;
}

/**
 * Imports archives of runs. A process unpacks and checks an archive; its runs are then written hidden, a few
 * milliseconds' worth in each turn of the event loop, and shown together.
 */
export function createArchives(context: ArchivesContext): Archives {
  const { dataDir, datasets, uploads, trash, closed } = context;

  async function imported(uploadId: string, directory: string, signal: AbortSignal): Promise<ArchiveImport> {
    const manifest = await unpackedArchive(context, uploadId, directory, signal);
    const { ids: datasetOf, added } = await datasetIds(datasets, { manifest, directory });
    const runs = await writeRuns(context, { manifest, directory }, datasetOf, signal);
    uploads.discardFile(uploadId);
    const missing = runs
      .filter((run) => !isImported(run) && !isTrainable(datasets, run))
      .map(({ datasetName }) => datasetName);
    return {
      runs,
      copies: runs.flatMap((run) => copiesOf(context, run)),
      datasets: added,
      missing: [...new Set(missing)],
      notes: manifest.notes ?? [],
    };
  }

  return {
    async import(uploadId, given) {
      // Deleted, at the latest, when the data folder is opened again.
      const directory = join(dataDir, 'uploads', `archive-${randomBytes(8).toString('hex')}`);
      const stop = new AbortController();
      const end = () => {
        stop.abort();
      };
      const signals = given === undefined ? [closed] : [closed, given];
      for (const signal of signals) signal.addEventListener('abort', end, { once: true });
      try {
        makeFolder(directory);
        if (signals.some(({ aborted }) => aborted)) end();
        return await imported(uploadId, directory, stop.signal);
      } catch (error) {
        // Deletes what was written of the runs.
        if (!closed.aborted) trash.expire();
        throw stop.signal.aborted ? ARCHIVE_ENDS.cancelled() : error;
      } finally {
        for (const signal of signals) signal.removeEventListener('abort', end);
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** The ids of datasets here by their ids in the archive, and the names of those that came with it. */
async function datasetIds(datasets: Datasets, { manifest, directory }: Unpacked) {
  const ids = new Map<string, string>();
  const added: string[] = [];
  for (const { run } of manifest.runs) {
    const isSame = (fingerprint: string | null) =>
      fingerprint !== null && fingerprint === run.datasetFingerprint;
    const same = datasets.list().find(({ fingerprint }) => isSame(fingerprint));
    if (same !== undefined) ids.set(run.config.dataset, same.id);
  }
  for (const { files: _files, ...dataset } of manifest.datasets) {
    const isHere = datasets.list().some(({ fingerprint }) => fingerprint === dataset.fingerprint);
    if (isHere || ids.has(dataset.id)) continue;
    const { id, name } = await datasets.adopt(dataset, join(directory, datasetFolder(dataset.id)));
    ids.set(dataset.id, id);
    added.push(name);
  }
  return { ids, added };
}

/** Writes all runs, and shows them together. */
async function writeRuns(
  { store, liveRuns, checkpoints, closed }: ArchivesContext,
  { manifest, directory }: Unpacked,
  datasetOf: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<Run[]> {
  const ids = new Map<number, number>();
  for (const { run } of manifest.runs) ids.set(run.id, createHidden(store, run, datasetOf));
  const idOf = (id: number) => ids.get(id) ?? 0;
  for (const archived of manifest.runs)
    for await (const _some of inTurns(
      archivedRows(store, idOf(archived.run.id), archived, directory),
      closed,
    ))
      if (signal.aborted) throw ARCHIVE_ENDS.cancelled();
  store.transaction(() => {
    for (const { run, networks } of manifest.runs) {
      const origin = run.origin && { ...run.origin, runId: ids.get(run.origin.runId) ?? run.origin.runId };
      store.adoptedRuns.adopt(idOf(run.id), { ...run, origin }, networks);
    }
    shareParts(store, manifest, ids);
  });
  for (const id of ids.values()) {
    checkpoints.markBest(id);
    liveRuns.announce(id);
  }
  return [...ids.values()].map((id) => liveRuns.get(id));
}

function createHidden(
  { runs }: Store,
  run: ArchivedRun['run'],
  datasetOf: ReadonlyMap<string, string>,
): number {
  const { name, config, datasetName, datasetFingerprint } = run;
  // What other programs logged has no colour yet.
  const color = isImported(run) ? nextColor(runs.recentColors(RUN_PALETTE.length)) : run.color;
  const dataset = datasetOf.get(config.dataset) ?? config.dataset;
  return runs.createHidden({
    name: () => name,
    config: { ...config, dataset },
    color,
    datasetName,
    datasetFingerprint,
  });
}

/** Finds the first run here that is the same: created in the same millisecond, with the same settings. */
function copiesOf({ store, liveRuns }: ArchivesContext, run: Run): ArchiveImport['copies'] {
  const created = store.adoptedRuns.createdAt(run.createdAt, run.id).map((id) => liveRuns.get(id));
  const first = created.find(({ config }) => isDeepStrictEqual(config, run.config));
  return first === undefined ? [] : [{ id: run.id, of: first.id }];
}

/** Whether the data that a run was trained on are here, or can be generated. */
function isTrainable(datasets: Datasets, { config, datasetFingerprint }: Run): boolean {
  if (!datasets.has(config.dataset)) return false;
  const { fingerprint } = datasets.get(config.dataset);
  return fingerprint === null || datasetFingerprint === null || fingerprint === datasetFingerprint;
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

/** The longest part of a name that is followed by a number. */
const NUMBERED_NAME = 70;

function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${name.slice(0, NUMBERED_NAME)} (${String(n)})`;
    if (!isTaken(free)) return free;
  }
}
