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

/** Longer than `isLocked` holds the lock. Other processes hold it until they end. */
const PROBE_MS = 200;

/** Locks that this process holds: locks of the operating system do not exclude their own process. */
const held = new Set<string>();

/**
 * Makes this process the only writer of a data folder. The lock is SQLite's write lock on a separate file: the
 * operating system releases it with the process, so that a crash leaves no lock behind, even if its process id is
 * reused. The file also names the holder, which others can read despite the lock.
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
    // The holder has the lock, but has not written its name yet.
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
