import * as z from 'zod';
import { MeasuredSchema, type Measured } from '../contract/checkpoint';
import type { ReadableDatabase, WritableDatabase } from './database';
import { jsonOf } from '../contract/json';

/** A random UUID, as SQL. A launch has one of its own: ids of runs repeat in a restored data folder. */
const NEW_JOB = 'lower(hex(randomblob(16)))';
/** The condition of runs that train on this machine. */
export const IS_LOCAL = 'id NOT IN (SELECT run_id FROM remote_runs)';

/** A run that trains on another machine, and the last message of its job that was recorded. */
export interface RemoteRun {
  readonly runId: number;
  readonly pool: string;
  readonly job: string;
  /** Whether the server may have it. */
  readonly mayBeSent: boolean;
  readonly worker: string | null;
  /** Counts the workers that have taken the job. */
  readonly generation: number;
  /** Number of the message within its generation. */
  readonly message: number;
}

/** A checkpoint on the server that is to be fetched. */
export interface RemoteCheckpoint {
  readonly step: number;
  readonly elapsedMs: number;
  readonly object: string;
  readonly measured: Measured | null;
}

interface Row {
  run_id: number;
  pool: string;
  job: string;
  sent: number;
  worker: string | null;
  generation: number;
  message: number;
}

interface CheckpointRow {
  step: number;
  elapsed_ms: number;
  object: string;
  measured: string | null;
}

function fromRow(row: Row | undefined): RemoteRun | null {
  if (row === undefined) return null;
  const { run_id: runId, sent, ...rest } = row;
  return { runId, mayBeSent: sent > 0, ...rest };
}

const NullableMeasured = z.nullable(MeasuredSchema);

function checkpointFromRow({ step, elapsed_ms, object, measured }: CheckpointRow): RemoteCheckpoint {
  const { data = null } = NullableMeasured.safeParse(jsonOf(measured));
  return { step, elapsedMs: elapsed_ms, object, measured: data };
}

export function remoteRunReader(db: ReadableDatabase) {
  const ofRun = db.prepare<[number], Row>('SELECT * FROM remote_runs WHERE run_id = ?');
  const ofJob = db.prepare<[string], Row>('SELECT * FROM remote_runs WHERE job = ?');
  const unsent = db
    .prepare<[], number>(
      `SELECT id FROM runs JOIN remote_runs ON run_id = id WHERE state = 'queued' AND deleted_at IS NULL AND sent < 2
        ORDER BY queued_at, id`,
    )
    .pluck();
  const checkpoints = db.prepare<[number], CheckpointRow>(
    'SELECT step, elapsed_ms, object, measured FROM remote_checkpoints WHERE run_id = ? ORDER BY step',
  );
  const fetching = db.prepare<[], number>('SELECT DISTINCT run_id FROM remote_checkpoints').pluck();
  return {
    ofRun: (runId: number): RemoteRun | null => fromRow(ofRun.get(runId)),
    ofJob: (job: string): RemoteRun | null => fromRow(ofJob.get(job)),
    /** The ids of queued runs that may not have reached the server, in the order of training. */
    unsent: (): number[] => unsent.all(),
    /** The checkpoints of a run that are still to be fetched, in order of steps. */
    checkpoints: (runId: number): RemoteCheckpoint[] => checkpoints.all(runId).map(checkpointFromRow),
    /** The ids of runs with checkpoints that are still to be fetched. */
    fetching: (): number[] => fetching.all(),
  };
}

/** Gives runs that train elsewhere a job: at their launch, and another one whenever they are queued again. */
export function jobWriter(db: WritableDatabase) {
  const create = db.prepare<[number, string]>(
    `INSERT INTO remote_runs (run_id, pool, job) VALUES (?, ?, ${NEW_JOB})`,
  );
  const renew = db.prepare<[number]>(
    `UPDATE remote_runs SET job = ${NEW_JOB}, sent = 0, worker = NULL, generation = 0, message = 0 WHERE run_id = ?`,
  );
  return {
    create: (runId: number, pool: string): void => void create.run(runId, pool),
    /** Changes nothing of a run that trains on this machine. */
    renew: (runId: number): void => void renew.run(runId),
  };
}

export function remoteRunWriter(db: WritableDatabase) {
  const setSent = db.prepare<[number, number]>('UPDATE remote_runs SET sent = ? WHERE run_id = ?');
  const advance = db.prepare<[number, number, number]>(
    'UPDATE remote_runs SET generation = ?, message = ? WHERE run_id = ?',
  );
  const setWorker = db.prepare<[string, number]>('UPDATE remote_runs SET worker = ? WHERE run_id = ?');
  const addCheckpoint = db.prepare<[number, number, number, string, string | null]>(
    'INSERT OR REPLACE INTO remote_checkpoints (run_id, step, elapsed_ms, object, measured) VALUES (?, ?, ?, ?, ?)',
  );
  const removeCheckpoint = db.prepare<[number, number]>(
    'DELETE FROM remote_checkpoints WHERE run_id = ? AND step = ?',
  );
  const removeCheckpoints = db.prepare<[number, number]>(
    'DELETE FROM remote_checkpoints WHERE run_id = ? AND step > ?',
  );
  return {
    setSending: (runId: number): void => void setSent.run(1, runId),
    setSent: (runId: number): void => void setSent.run(2, runId),
    setWorker: (runId: number, worker: string): void => void setWorker.run(worker, runId),
    /** Records the last message of a job that was recorded. */
    advance: (runId: number, generation: number, message: number): void =>
      void advance.run(generation, message, runId),
    addCheckpoint: (runId: number, { step, elapsedMs, object, measured }: RemoteCheckpoint): void =>
      void addCheckpoint.run(runId, step, elapsedMs, object, measured && JSON.stringify(measured)),
    removeCheckpoint: (runId: number, step: number): void => void removeCheckpoint.run(runId, step),
    removeCheckpointsAfter: (runId: number, step: number): void => void removeCheckpoints.run(runId, step),
  };
}
