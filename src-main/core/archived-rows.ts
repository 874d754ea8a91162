import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchivedRun } from '../contract/archive';
import type { MetricRows } from '../contract/run';
import type { Store } from '../store/open';

/** Rows of a metric that are written at a time: a few milliseconds. */
const ROWS_AT_ONCE = 1000;
const ROW_BYTES = 16;
const PART_BYTES = 1024 * 1024;
/** Until the run trains again. */
const RETAIN_ALL = { milestones: Infinity, best: null };

/**
 * Writes what an archive recorded of a run to a run that is hidden, from files that were checked: in parts of a few
 * milliseconds each.
 */
export function* archivedRows(
  store: Store,
  runId: number,
  archived: ArchivedRun,
  directory: string,
): Generator<void, void, void> {
  const bytesOf = (file: string) => readFileSync(join(directory, file));
  for (const { name, file } of archived.metrics) {
    for (const bytes of pieces(join(directory, file), ROWS_AT_ONCE * ROW_BYTES))
      yield store.metrics.append(runId, [rowsOf(name, bytes)]);
  }
  for (const { file, ...figure } of archived.figures)
    yield void store.figures.append(runId, { ...figure, bytes: bytesOf(file) });
  for (const { step, elapsedMs, measured, isPinned, file } of archived.checkpoints) {
    const id = store.checkpoints.begin(runId);
    for (const part of pieces(join(directory, file), PART_BYTES)) yield store.checkpoints.addPart(id, part);
    yield void store.checkpoints.complete(id, { step, elapsedMs, measured }, RETAIN_ALL);
    if (isPinned) store.checkpoints.pin(runId, step, true);
  }
  for (const { file, ...quality } of archived.qualities)
    yield void store.qualities.append({ ...quality, runId }, file === undefined ? undefined : bytesOf(file));
  for (const { file, ...saved } of archived.savedLatents)
    yield void store.savedLatents.append({ ...saved, runId }, bytesOf(file));
  for (const entry of archived.logs) yield store.logs.append(runId, entry);
  store.annotations.setNotes(runId, archived.notes);
}

function rowsOf(name: string, bytes: Buffer): MetricRows {
  const [steps, values]: [number[], number[]] = [[], []];
  for (let at = 0; at < bytes.length; at += ROW_BYTES) {
    steps.push(bytes.readDoubleLE(at));
    values.push(bytes.readDoubleLE(at + ROW_BYTES / 2));
  }
  return { name, steps, values };
}

function* pieces(path: string, size: number): Generator<Buffer, void, void> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.alloc(size);
      const read = readSync(file, piece);
      if (read === 0) return;
      yield piece.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}
