import { ArchivedRunSchema, runFolder, type ArchivedRun } from '../contract/archive';
import type { Checkpoint } from '../contract/checkpoint';
import { ACTIVE_STATES, type Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';
import { npyHeader } from './npy';
import type { ZipEntry } from './zip';

export type CheckpointChoice = 'all' | 'newest' | 'none';
type Wrote = (bytes: number) => void;

const BYTES_PER_VALUE = 16;
const NOTHING = new Uint8Array(0);

export function chosenCheckpoints(
  { checkpoints }: Pick<ReadOnlyStore, 'checkpoints'>,
  { id }: Run,
  choice: CheckpointChoice,
): Checkpoint[] {
  if (choice === 'none') return [];
  const all = checkpoints.list(id);
  return choice === 'newest' ? all.slice(-1) : all;
}

/** About how many bytes of a run an archive has, before they are compressed. */
export function runBytes(store: ReadOnlyStore, run: Run, choice: CheckpointChoice): number {
  const metrics = store.metrics.names(run.id).length * run.step * BYTES_PER_VALUE;
  const checkpoints = chosenCheckpoints(store, run, choice);
  return checkpoints.reduce((sum, { sizeBytes }) => sum + sizeBytes, metrics);
}

/** The files of a run. @returns its description */
export function* runEntries(
  store: ReadOnlyStore,
  run: Run,
  checkpoints: readonly Checkpoint[],
  wrote: Wrote,
): Generator<ZipEntry, ArchivedRun, void> {
  const parts = {
    metrics: yield* metricEntries(store, run.id, wrote),
    figures: yield* figureEntries(store, run.id),
    checkpoints: yield* checkpointEntries(store, run.id, checkpoints, wrote),
    qualities: yield* qualityEntries(store, run.id),
    savedLatents: yield* latentEntries(store, run.id),
  };
  // Drops what holds in this data folder only.
  return ArchivedRunSchema.parse({
    run: { ...run, state: endedState(run) },
    notes: store.annotations.notes(run.id),
    networks: store.runs.networks(run.id),
    logs: store.logs.list(run.id),
    ...parts,
  });
}

/** A run that has not ended is archived as one that was broken off now. */
function endedState({ state }: Run) {
  if (state === 'queued') return 'stopped';
  return ACTIVE_STATES.includes(state) ? 'interrupted' : state;
}

function entryOf(runId: number, file: string, parts: Iterable<Uint8Array>, isCompressible = false): ZipEntry {
  return { name: `${runFolder(runId)}${file}`, isCompressible, parts };
}

function* metricEntries(
  { metrics }: ReadOnlyStore,
  runId: number,
  wrote: Wrote,
): Generator<ZipEntry, ArchivedRun['metrics'], void> {
  const described: ArchivedRun['metrics'] = [];
  for (const [i, name] of metrics.names(runId).entries()) {
    const values = [...metrics.series(runId, name)].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    );
    const bytes = values.reduce((sum, { length }) => sum + length, 0);
    if (bytes === 0) continue;
    const count = bytes / BYTES_PER_VALUE;
    const file = `metrics/${String(i + 1)}.npy`;
    yield entryOf(runId, file, [npyHeader('<f8', [count, 2]), ...values], true);
    wrote(bytes);
    described.push({ name, count, file });
  }
  return described;
}

function* figureEntries(
  { figures }: ReadOnlyStore,
  runId: number,
): Generator<ZipEntry, ArchivedRun['figures'], void> {
  const described: ArchivedRun['figures'] = [];
  for (const { id, runId: _runId, ...figure } of figures.list(runId)) {
    const bytes = figures.bytes(id);
    if (bytes === null) continue;
    const file = `figures/${figure.kind}-${String(figure.step)}.${figure.sheet === null ? 'bin' : 'png'}`;
    yield entryOf(runId, file, [bytes], figure.sheet === null);
    const mediaType = figure.sheet === null ? 'application/octet-stream' : 'image/png';
    described.push({ ...figure, mediaType, file });
  }
  return described;
}

function* checkpointEntries(
  store: ReadOnlyStore,
  runId: number,
  checkpoints: readonly Checkpoint[],
  wrote: Wrote,
): Generator<ZipEntry, ArchivedRun['checkpoints'], void> {
  const described: ArchivedRun['checkpoints'] = [];
  for (const { step, elapsedMs, measured, kinds } of checkpoints) {
    const found = store.checkpoints.find(runId, step);
    // Retention may have removed it meanwhile.
    const parts = found === null ? [] : [...store.checkpoints.parts(found.id)];
    const sizeBytes = parts.reduce((sum, { length }) => sum + length, 0);
    if (found === null || sizeBytes !== found.sizeBytes) continue;
    const file = `checkpoints/${String(step)}.safetensors`;
    yield entryOf(runId, file, parts);
    wrote(sizeBytes);
    described.push({ step, elapsedMs, measured, isPinned: kinds.includes('pinned'), sizeBytes, file });
  }
  return described;
}

function* qualityEntries(
  { qualities }: ReadOnlyStore,
  runId: number,
): Generator<ZipEntry, ArchivedRun['qualities'], void> {
  const described: ArchivedRun['qualities'] = [];
  for (const { id, runId: _runId, ...quality } of qualities.list(runId)) {
    const png = qualities.closestPng(id);
    if (png === null || quality.closest === undefined) described.push(quality);
    else {
      const file = `closest-pairs/${String(id)}.png`;
      yield entryOf(runId, file, [png]);
      described.push({ ...quality, file });
    }
  }
  return described;
}

function* latentEntries(
  { savedLatents }: ReadOnlyStore,
  runId: number,
): Generator<ZipEntry, ArchivedRun['savedLatents'], void> {
  const described: ArchivedRun['savedLatents'] = [];
  for (const { id, runId: _runId, ...saved } of savedLatents.list(runId)) {
    const file = `latents/${String(id)}.${saved.sheet === null ? 'bin' : 'png'}`;
    yield entryOf(runId, file, [savedLatents.items(id) ?? NOTHING]);
    described.push({ ...saved, file });
  }
  return described;
}
