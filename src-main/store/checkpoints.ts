import type { ReadableDatabase, WritableDatabase } from './database';

export interface Checkpoint {
  step: number;
  elapsedMs: number;
  /** Safetensors. */
  bytes: Uint8Array;
}

/** Written in one transaction, so the one before is not needed once there is a newer one. */
const KEPT_PER_RUN = 1;

export function checkpointReader(db: ReadableDatabase) {
  const newest = db.prepare<[number], { step: number; elapsed_ms: number; bytes: Buffer }>(
    'SELECT step, elapsed_ms, bytes FROM checkpoints WHERE run_id = ? ORDER BY step DESC LIMIT 1',
  );
  return {
    newest(runId: number): Checkpoint | null {
      const row = newest.get(runId);
      return row ? { step: row.step, elapsedMs: row.elapsed_ms, bytes: row.bytes } : null;
    },
  };
}

export function checkpointWriter(db: WritableDatabase) {
  const put = db.prepare<[number, number, number, number, Uint8Array]>(
    'INSERT OR REPLACE INTO checkpoints (run_id, step, elapsed_ms, created_at, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const prune = db.prepare<[number, number, number]>(`
    DELETE FROM checkpoints WHERE run_id = ? AND step <
      (SELECT min(step) FROM (SELECT step FROM checkpoints WHERE run_id = ? ORDER BY step DESC LIMIT ?))`);
  const append = db.transaction((runId: number, { step, elapsedMs, bytes }: Checkpoint) => {
    put.run(runId, step, elapsedMs, Date.now(), bytes);
    prune.run(runId, runId, KEPT_PER_RUN);
  });
  return {
    /** Adds a checkpoint and drops those before it. */
    append: (runId: number, checkpoint: Checkpoint): void => {
      append(runId, checkpoint);
    },
  };
}
