import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { WorkbenchError } from '../contract/error';
import { checkpointReader, checkpointWriter } from './checkpoints';
import {
  connect,
  makeWritableFolder,
  storageProblem,
  type ReadableDatabase,
  type WritableDatabase,
} from './database';
import { datasetReader, datasetWriter } from './datasets';
import { logReader, logWriter } from './logs';
import { metricReader, metricWriter } from './metrics';
import { MIGRATIONS } from './migrations';
import { runReader, runWriter } from './runs';
import { sampleReader, sampleWriter } from './samples';

export const STORE_FILE = 'workbench.sqlite';

/** Reads of every table. What takes this takes a `Store` too. */
export type ReadOnlyStore = ReturnType<typeof readOnlyStore>;
/** Reads and writes. One statement each, prepared when the store is opened. */
export type Store = ReturnType<typeof writableStore>;

function readOnlyStore(db: ReadableDatabase, file: string) {
  return {
    file,
    runs: runReader(db),
    metrics: metricReader(db),
    samples: sampleReader(db),
    checkpoints: checkpointReader(db),
    logs: logReader(db),
    datasets: datasetReader(db),
    sqliteVersion: () => db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '',
    close: () => {
      db.close();
    },
  };
}

/** The tables of an open, up-to-date database. */
export function writableStore(db: WritableDatabase, file: string) {
  return {
    file,
    runs: { ...runReader(db), ...runWriter(db) },
    metrics: { ...metricReader(db), ...metricWriter(db) },
    samples: { ...sampleReader(db), ...sampleWriter(db) },
    checkpoints: { ...checkpointReader(db), ...checkpointWriter(db) },
    logs: { ...logReader(db), ...logWriter(db) },
    datasets: { ...datasetReader(db), ...datasetWriter(db) },
    sqliteVersion: () => db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '',
    /** Everything that `work` writes, or nothing of it. */
    transaction: <T>(work: () => T): T => db.transaction(work)(),
    close: () => {
      // Lets the query planner keep what it learnt; then all of the write-ahead log goes into the one file.
      db.pragma('optimize');
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
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
  return told(file, () => {
    makeWritableFolder(dataDir);
    const existed = existsSync(file);
    const db = connect(file, { readonly: false });
    return closedOnError(db, () => {
      const version = versionOf(db, file);
      db.pragma('journal_mode = WAL');
      // With WAL, a power cut may lose the last transactions but damages nothing; a commit costs no disk flush.
      db.pragma('synchronous = NORMAL');
      db.pragma('foreign_keys = ON');
      if (existed && version > 0 && version < MIGRATIONS.length) backUp(db, file, version);
      migrate(db, MIGRATIONS.length);
      return writableStore(db, file);
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
  return told(file, () => {
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
  throw new WorkbenchError({
    code: 'store.newer',
    message: `${file} was written by a newer version of the workbench.`,
    advice: 'Update the workbench, or choose another data folder (--data-dir).',
  });
}

function backUp(db: Database.Database, file: string, version: number): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(file, `${file}.backup-v${String(version)}-${String(Date.now())}`);
}

function told<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageProblem(error, file) ?? error;
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
