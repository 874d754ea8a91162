import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Storage } from '../contract/storage';
import type { RunSize } from '../store/storage';
import type { ReadOnlyStore } from '../store/open';

/** What the data folder and each of its runs take on the disk. */
export function storageOf(store: Pick<ReadOnlyStore, 'storage' | 'file'>): Storage {
  const all = store.storage.ofRuns();
  const removed = all.filter((run) => run.removed);
  const sum = (runs: readonly RunSize[], size: (run: RunSize) => number) =>
    runs.reduce((bytes, run) => bytes + size(run), 0);
  const runs = all
    .filter((run) => !run.removed)
    .map((run) => ({ id: run.id, name: run.name, checkpoints: run.checkpoints, bytes: bytesOf(run) }))
    .sort((a, b) => b.bytes - a.bytes || a.id - b.id);
  return {
    place: realpathSync(dirname(store.file)),
    databaseBytes: databaseBytes(store.file),
    checkpointBytes: sum(all, (run) => run.checkpointBytes),
    figureBytes: sum(all, (run) => run.figureBytes),
    trashBytes: sum(removed, bytesOf),
    runs,
  };
}

const bytesOf = ({ checkpointBytes, figureBytes }: RunSize): number => checkpointBytes + figureBytes;

export function databaseBytes(file: string): number {
  return ['', '-wal'].reduce((sum, suffix) => {
    return sum + (statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}
