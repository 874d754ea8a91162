import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { differences, faultsOfRows, recordOf, type RunRecord } from '../../src-main/testing/run-record';
import { openReadOnlyStore, STORE_FILE } from '../../src-main/store/open';

/** A data folder whose only run was interrupted, and the same run without interruption. */
export interface Evidence {
  readonly dataDir: string;
  readonly whole: RunRecord;
  /** The last step that the program announced before it was killed. */
  readonly announced: number;
}

export interface RunState {
  readonly id: number;
  readonly state: string;
  readonly step: number;
}

/** The only run of a data folder; null if there is none yet. */
export function runOf(dataDir: string): RunState | null {
  const store = openReadOnlyStore(dataDir);
  const run = store?.runs.list(1)[0];
  store?.close();
  return run === undefined ? null : { id: run.id, state: run.state, step: run.step };
}

export function readRecord(dataDir: string, runId: number): RunRecord {
  const store = openReadOnlyStore(dataDir);
  if (store === null) throw new Error(`There is no store in ${dataDir}.`);
  try {
    return recordOf(store, runId);
  } finally {
    store.close();
  }
}

/** Faults directly after a kill, one sentence each: in the database, the rows, or a missing step that was announced. */
export function faultsAfterKill({ dataDir, whole, announced }: Evidence): string[] {
  const damage = faultsOfDatabase(dataDir);
  if (damage.length > 0) return damage;
  const run = runOf(dataDir);
  if (run === null)
    return announced > 0 ? [`Step ${String(announced)} was announced, and there is no run.`] : [];
  const lost =
    run.step < announced
      ? [`Step ${String(announced)} was announced, and the run is at step ${String(run.step)}.`]
      : [];
  return [...lost, ...faultsOfRows(whole, readRecord(dataDir, run.id))];
}

/** Faults after the run has been resumed and has completed. */
export function faultsAtEnd({ dataDir, whole }: Evidence): string[] {
  const damage = faultsOfDatabase(dataDir);
  const run = runOf(dataDir);
  if (damage.length > 0 || run === null) return [...damage, ...(run === null ? ['There is no run.'] : [])];
  if (run.state !== 'completed') return [`The run is ${run.state}, not completed.`];
  return differences(whole, readRecord(dataDir, run.id));
}

function faultsOfDatabase(dataDir: string): string[] {
  const file = join(dataDir, STORE_FILE);
  // Killed before there was a database.
  if (!existsSync(file)) return [];
  try {
    const db = new Database(file);
    const found = db.pragma('integrity_check', { simple: true });
    db.close();
    return found === 'ok' ? [] : [`The database is not sound: ${String(found)}`];
  } catch (error) {
    return [`The database cannot be read: ${(error as Error).message}`];
  }
}
