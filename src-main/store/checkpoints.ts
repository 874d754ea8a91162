import {
  CheckpointSchema,
  type Checkpoint,
  type CheckpointKind,
  type Measured,
} from '../contract/checkpoint';
import type { ReadableDatabase } from './database';

/** A checkpoint whose bytes have not been read. */
export interface StoredCheckpoint {
  readonly id: number;
  readonly step: number;
  readonly elapsedMs: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly sizeBytes: number;
  readonly measured: Measured | null;
}

export interface CheckpointRow {
  id: number;
  step: number;
  elapsed_ms: number;
  created_at: number;
  size: number;
  metric: string | null;
  value: number | null;
  measured_at: number | null;
  milestone: number;
  best: number;
  pinned: number;
}

/** The complete checkpoints of a run, without removed ones. */
export const CHECKPOINT_ROWS = `SELECT id, step, elapsed_ms, created_at, size, metric, value, measured_at, milestone, best, pinned
  FROM checkpoints WHERE run_id = ? AND removed = 0`;

export function measuredOf({ metric, value, measured_at: step }: CheckpointRow): Measured | null {
  return metric === null || value === null || step === null ? null : { metric, value, step };
}

function storedOf(row: CheckpointRow | undefined): StoredCheckpoint | null {
  if (row === undefined) return null;
  const { id, step, elapsed_ms: elapsedMs, created_at: createdAt, size: sizeBytes } = row;
  return { id, step, elapsedMs, createdAt, sizeBytes, measured: measuredOf(row) };
}

function kindsOf(row: CheckpointRow, isNewest: boolean): CheckpointKind[] {
  const kinds: [CheckpointKind, boolean][] = [
    ['newest', isNewest],
    ['best', row.best !== 0],
    ['milestone', row.milestone !== 0],
    ['pinned', row.pinned !== 0],
  ];
  return kinds.flatMap(([kind, holds]) => (holds ? [kind] : []));
}

export function checkpointReader(db: ReadableDatabase) {
  const list = db.prepare<[number], CheckpointRow>(`${CHECKPOINT_ROWS} ORDER BY step`);
  const newest = db.prepare<[number], CheckpointRow>(`${CHECKPOINT_ROWS} ORDER BY step DESC LIMIT 1`);
  const at = db.prepare<[number, number], CheckpointRow>(`${CHECKPOINT_ROWS} AND step = ?`);
  const part = db
    .prepare<[number, number], Buffer>(
      'SELECT bytes FROM checkpoint_parts WHERE checkpoint_id = ? AND part = ?',
    )
    .pluck();
  const total = db
    .prepare<[], number | null>('SELECT sum(size) FROM checkpoints WHERE run_id > 0 AND removed = 0')
    .pluck();

  return {
    /** @param step the newest if omitted */
    find: (runId: number, step?: number): StoredCheckpoint | null =>
      storedOf(step === undefined ? newest.get(runId) : at.get(runId, step)),
    /** Its bytes, a megabyte at a time. */
    *parts(id: number): Generator<Uint8Array, void, void> {
      for (let number = 0; ; number++) {
        const bytes = part.get(id, number);
        if (bytes === undefined) return;
        yield bytes;
      }
    },
    /** In order of steps, without bytes; rows that cannot be read are omitted. */
    list(runId: number): Checkpoint[] {
      const rows = list.all(runId);
      return rows.flatMap((row, i) => {
        const read = CheckpointSchema.safeParse({
          step: row.step,
          kinds: kindsOf(row, i === rows.length - 1),
          sizeBytes: row.size,
          createdAt: row.created_at,
          elapsedMs: row.elapsed_ms,
          measured: measuredOf(row),
        });
        return read.success ? [read.data] : [];
      });
    },
    /** Size of the checkpoints of all runs, including removed runs, in bytes. */
    totalBytes: (): number => total.get() ?? 0,
  };
}
