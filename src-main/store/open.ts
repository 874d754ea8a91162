import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { refusal } from '../contract/error';
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
import { runReader, runWriter } from './runs';
import { figureReader, figureWriter } from './figures';
import { qualityReader, qualityWriter } from './qualities';
import { trashReader, trashWriter } from './trash';
import { settingsReader, settingsWriter } from './settings';
import { sweepReader, sweepWriter } from './sweeps';

export const STORE_FILE = 'workbench.sqlite';

/** Reads of every table. What takes this takes a `Store` too. Every function throws problems as `openStore` does. */
export type ReadOnlyStore = ReturnType<typeof readOnlyStore>;
/** Reads and writes. One statement each, prepared when the store is opened. Writes throw `store.gone`, too. */
export type Store = ReturnType<typeof writableStore>;

function readers(db: ReadableDatabase, file: string) {
  return {
    runs: guarded(runReader(db), file),
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
    settings: guarded(settingsReader(db), file),
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

/**
 * The tables of an open, up-to-date database.
 * @param held the file, where there is one to lose
 */
export function writableStore(db: WritableDatabase, file: string, held?: OpenFile) {
  const read = readers(db, file);
  const assertThere = () => {
    held?.assertThere();
  };
  return {
    file,
    ...read,
    runs: { ...read.runs, ...guarded(runWriter(db), file, assertThere) },
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
    settings: { ...read.settings, ...guarded(settingsWriter(db), file, assertThere) },
    /** Everything that `work` writes, or nothing of it. */
    transaction: <T>(work: () => T): T => withStorageProblems(file, () => db.transaction(work)()),
    /** Closes the file whatever happens. @throws WorkbenchError where not all could be written to it */
    close(): void {
      if (!db.open) return;
      try {
        withStorageProblems(file, () => {
          assertThere();
          // Lets the query planner keep what it learnt; then all of the write-ahead log goes into the one file.
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
 * Opens the store of a data folder for reading and writing; makes both where they are missing, and brings an older file
 * up to date after backing it up beside it.
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
      // Only of a new file: it is part of its first page.
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
 * Opens the store of a data folder beside the process that writes it.
 * @returns `null` where there is none yet or it is of an older version: then only `openStore` helps
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

/** A store without a file, for reading where nothing was recorded yet. */
export function emptyStore(): ReadOnlyStore {
  const db = connect(':memory:', { readonly: false });
  migrate(db, MIGRATIONS.length);
  return readOnlyStore(db, ':memory:');
}

/** Applies the migrations between the database's version and `target`, each in a transaction of its own. */
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
 * Lets free space of a file be given back to the system a little at a time, without rewriting it. An older file has to
 * be rewritten once for that: beside its backup, this takes about as long again.
 */
function makeShrinkable(db: Database.Database): void {
  if (Number(db.pragma('auto_vacuum', { simple: true })) !== INCREMENTAL) db.exec('VACUUM');
}

/** An error of SQL here means that the tables are not those that the version promises. */
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
