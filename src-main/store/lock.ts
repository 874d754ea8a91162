import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { refusal, type WorkbenchError } from '../contract/error';
import { connect } from './database';
import { makeWritableFolder } from './folder';
import { storageProblem } from './problems';

export const LOCK_FILE = 'workbench.lock';

export interface Lock {
  release: () => void;
}

/** Longer than `isLocked` holds the lock. Other holders keep it for as long as they live. */
const PROBE_MS = 200;

/** Locks that this process holds: a lock of the operating system does not keep out the process that has it. */
const held = new Set<string>();

/**
 * Makes this process the only one that writes a data folder. The lock is SQLite's write lock on a file of its own: the
 * operating system ends it with the process, so that a crash leaves none behind, whatever took over its process id.
 * The file also says who holds it, which others can read beside the lock.
 * @throws WorkbenchError `data-folder.in-use`, naming the process
 */
export function acquireLock(dataDir: string): Lock {
  makeWritableFolder(dataDir);
  const file = join(dataDir, LOCK_FILE);
  const db = open(file, PROBE_MS);
  try {
    db.exec('BEGIN IMMEDIATE');
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, started_at REAL NOT NULL)');
    db.exec('DELETE FROM holder');
    db.prepare('INSERT INTO holder VALUES (?, ?)').run(process.pid, Date.now());
    db.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    const problem = isBusy(error) ? inUse(dataDir, holderOf(db)) : (storageProblem(error, file) ?? error);
    db.close();
    throw problem;
  }
  held.add(file);
  return {
    release() {
      held.delete(file);
      db.close();
    },
  };
}

/** Whether some process writes the data folder now. */
export function isLocked(dataDir: string): boolean {
  const file = join(dataDir, LOCK_FILE);
  if (held.has(file)) return true;
  if (!existsSync(file)) return false;
  const db = open(file, 0);
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    db.close();
  }
}

function open(file: string, waitMs: number): Database.Database {
  try {
    const db = connect(file, { readonly: false });
    db.pragma(`busy_timeout = ${String(waitMs)}`);
    return db;
  } catch (error) {
    throw storageProblem(error, file) ?? error;
  }
}

function holderOf(db: Database.Database): { pid: number; started_at: number } | null {
  try {
    return db.prepare<[], { pid: number; started_at: number }>('SELECT * FROM holder').get() ?? null;
  } catch {
    // It holds the lock, but has not said yet who it is.
    return null;
  }
}

function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code).startsWith('SQLITE_BUSY');
}

function inUse(dataDir: string, holder: { pid: number; started_at: number } | null): WorkbenchError {
  return refusal('data-folder.in-use', {
    dataDir,
    holder: holder && { pid: holder.pid, startedAt: holder.started_at },
  });
}
