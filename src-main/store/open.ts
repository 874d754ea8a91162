import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { refusal } from '../contract/error';
import { adoptedRunWriter } from './adopted-runs';
import { annotationReader, annotationWriter } from './annotations';
import { blindRoundReader, blindRoundWriter } from './blind-rounds';
import { checkpointWriter } from './checkpoint-writer';
import { checkpointReader } from './checkpoints';
import { connect, type ReadableDatabase, type WritableDatabase } from './database';
import { datasetReader, datasetWriter } from './datasets';
import { holdFile, type OpenFile } from './file-identity';
import { makeWritableFolder } from './folder';
import { guarded } from './guard';
import { logReader, logWriter } from './logs';
import { metricReader, metricWriter } from './metrics';
import { MIGRATIONS } from './migrations';
import { storageProblem, withStorageProblems } from './problems';
import { remoteRunReader, remoteRunWriter } from './remote-runs';
import { runReader, runWriter } from './runs';
import { savedLatentsReader, savedLatentsWriter } from './saved-latents';
import { figureReader, figureWriter } from './figures';
import { qualityReader, qualityWriter } from './qualities';
import { trashReader, trashWriter } from './trash';
import { settingsReader, settingsWriter } from './settings';
import { storageReader } from './storage';
import { sweepReader, sweepWriter } from './sweeps';

export const STORE_FILE = 'workbench.sqlite';

/**
 * Readers of every table. A function that takes it also takes a `Store`. Every function throws problems as `openStore`
 * does.
 */
export type ReadOnlyStore = ReturnType<typeof readOnlyStore>;
/** Readers and writers. Statements are prepared when the store is opened. Writers also throw `store.gone`. */
export type Store = ReturnType<typeof writableStore>;

function readers(db: ReadableDatabase, file: string) {
  return {
    runs: guarded(runReader(db), file),
    remoteRuns: guarded(remoteRunReader(db), file),
    annotations: guarded(annotationReader(db), file),
    trash: guarded(trashReader(db), file),
    metrics: guarded(metricReader(db), file),
    figures: guarded(figureReader(db), file),
    checkpoints: guarded(checkpointReader(db), file),
    logs: guarded(logReader(db), file),
    datasets: guarded(datasetReader(db), file),
    qualities: guarded(qualityReader(db), file),
    sweeps: guarded(sweepReader(db), file),
    blindRounds: guarded(blindRoundReader(db), file),
    savedLatents: guarded(savedLatentsReader(db), file),
    settings: guarded(settingsReader(db), file),
    storage: guarded(storageReader(db), file),
    sqliteVersion: () => db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '',
  };
}

function readOnlyStore(db: ReadableDatabase, file: string) {
  return {
    file,
    ...readers(db, file),
    close: () => {
      db.close();
    },
  };
}

/** The tables of an open, up-to-date database. @param held the open file, if it is on disk and so can be lost */
export function writableStore(db: WritableDatabase, file: string, held?: OpenFile) {
  const read = readers(db, file);
  const assertThere = () => {
    held?.assertThere();
  };
  return {
    file,
    ...read,
    runs: { ...read.runs, ...guarded(runWriter(db), file, assertThere) },
    adoptedRuns: guarded(adoptedRunWriter(db), file, assertThere),
    remoteRuns: { ...read.remoteRuns, ...guarded(remoteRunWriter(db), file, assertThere) },
    annotations: { ...read.annotations, ...guarded(annotationWriter(db), file, assertThere) },
    trash: { ...read.trash, ...guarded(trashWriter(db), file, assertThere) },
    metrics: { ...read.metrics, ...guarded(metricWriter(db), file, assertThere) },
    figures: { ...read.figures, ...guarded(figureWriter(db), file, assertThere) },
    checkpoints: { ...read.checkpoints, ...guarded(checkpointWriter(db), file, assertThere) },
    logs: { ...read.logs, ...guarded(logWriter(db), file, assertThere) },
    datasets: { ...read.datasets, ...guarded(datasetWriter(db), file, assertThere) },
    qualities: { ...read.qualities, ...guarded(qualityWriter(db), file, assertThere) },
    sweeps: { ...read.sweeps, ...guarded(sweepWriter(db), file, assertThere) },
    blindRounds: { ...read.blindRounds, ...guarded(blindRoundWriter(db), file, assertThere) },
    savedLatents: { ...read.savedLatents, ...guarded(savedLatentsWriter(db), file, assertThere) },
    settings: { ...read.settings, ...guarded(settingsWriter(db), file, assertThere) },
    /** Commits everything that `work` writes, or nothing. */
    transaction: <T>(work: () => T): T => withStorageProblems(file, () => db.transaction(work)()),
    /** Closes the file in any case. @throws WorkbenchError if not everything could be written to it */
    close(): void {
      if (!db.open) return;
      try {
        withStorageProblems(file, () => {
          assertThere();
          // Store the query planner's statistics, then move the write-ahead log into the main file.
          db.pragma('optimize');
          db.pragma('wal_checkpoint(TRUNCATE)');
        });
      } finally {
        db.close();
        held?.close();
      }
    },
  };
}

/**
 * Opens the store of a data folder for reading and writing. Creates both if they are missing, and migrates an older
 * file after a backup beside it.
 * @throws WorkbenchError `store.newer`, `store.unwritable`, `store.damaged`, `store.busy`, `store.full`
 */
export function openStore(dataDir: string): Store {
  const file = join(dataDir, STORE_FILE);
  return opening(file, () => {
    makeWritableFolder(dataDir);
    const existed = existsSync(file);
    const db = connect(file, { readonly: false });
    return closedOnError(db, () => {
      const version = versionOf(db, file);
      // Only takes effect in a new file: it is stored in the first page.
      db.pragma('auto_vacuum = INCREMENTAL');
      db.pragma('journal_mode = WAL');
      // With WAL, a power cut may lose the last transactions but damages nothing; a commit costs no disk flush.
      db.pragma('synchronous = NORMAL');
      db.pragma('foreign_keys = ON');
      const isOlder = existed && version > 0 && version < MIGRATIONS.length;
      if (isOlder) backUp(db, file, version);
      migrate(db, MIGRATIONS.length);
      if (isOlder) makeShrinkable(db);
      return writableStore(db, file, holdFile(file));
    });
  });
}

/**
 * Opens the store of a data folder for reading, while another process may write it.
 * @returns `null` if there is none yet or it has an older version, which only `openStore` can migrate
 * @throws WorkbenchError as `openStore`
 */
export function openReadOnlyStore(dataDir: string): ReadOnlyStore | null {
  const file = join(dataDir, STORE_FILE);
  if (!existsSync(file)) return null;
  return opening(file, () => {
    const db = connect(file, { readonly: true });
    return closedOnError(db, () => {
      if (versionOf(db, file) === MIGRATIONS.length) return readOnlyStore(db, file);
      db.close();
      return null;
    });
  });
}

/** A store without a file, for reading before anything has been recorded. */
export function emptyStore(): ReadOnlyStore {
  const db = connect(':memory:', { readonly: false });
  migrate(db, MIGRATIONS.length);
  return readOnlyStore(db, ':memory:');
}

/** Applies the migrations between the database's version and `target`, each in a separate transaction. */
export function migrate(db: WritableDatabase, target: number): void {
  const from = Number(db.pragma('user_version', { simple: true }));
  MIGRATIONS.slice(from, target).forEach((migration, index) => {
    db.transaction(() => {
      migration(db);
      db.pragma(`user_version = ${String(from + index + 1)}`);
    })();
  });
}

function versionOf(db: Database.Database, file: string): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version <= MIGRATIONS.length) return version;
  throw refusal('store.newer', { file });
}

function backUp(db: Database.Database, file: string, version: number): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(file, `${file}.backup-v${String(version)}-${String(Date.now())}`);
}

const INCREMENTAL = 2;

/**
 * Allows returning the free space of a file to the system gradually, without rewriting it. An older file must be
 * rewritten once for that, which takes about as long as its backup.
 */
function makeShrinkable(db: Database.Database): void {
  if (Number(db.pragma('auto_vacuum', { simple: true })) !== INCREMENTAL) db.exec('VACUUM');
}

/** An SQL error here means that the tables do not match the version. */
function opening<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'SQLITE_ERROR')
      throw storageProblem(error, file) ?? error;
    throw refusal('store.damaged', { file, why: 'tables' }, { cause: error });
  }
}

function closedOnError<T>(db: Database.Database, work: () => T): T {
  try {
    return work();
  } catch (error) {
    db.close();
    throw error;
  }
}
