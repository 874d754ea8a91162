import {
  CheckpointSchema,
  DEFAULT_RETENTION,
  type Checkpoint,
  type CheckpointKind,
  type Measured,
} from '../contract/checkpoint';
import { splitCheckpoint } from './checkpoint-parts';
import type { ReadableDatabase, WritableDatabase } from './database';
import { retain, type Candidate, type RetentionRule } from './retention';

export interface SavedCheckpoint {
  readonly step: number;
  readonly elapsedMs: number;
  /** Safetensors. */
  readonly bytes: Uint8Array;
}

export interface NewCheckpoint extends SavedCheckpoint {
  /** By which the best is chosen. */
  readonly measured?: Measured | null;
}

interface Row {
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

/** Parts that are deleted at a time: about a millisecond. */
const SWEPT_PARTS = 4;
const NO_BEST: RetentionRule = { milestones: DEFAULT_RETENTION.milestones, best: null };

const ROWS = `SELECT id, step, elapsed_ms, created_at, size, metric, value, measured_at, milestone, best, pinned
  FROM checkpoints WHERE run_id = ? AND removed = 0`;

function measuredOf({ metric, value, measured_at: step }: Row): Measured | null {
  return metric === null || value === null || step === null ? null : { metric, value, step };
}

function kindsOf(row: Row, isNewest: boolean): CheckpointKind[] {
  const kinds: [CheckpointKind, boolean][] = [
    ['newest', isNewest],
    ['best', row.best !== 0],
    ['milestone', row.milestone !== 0],
    ['pinned', row.pinned !== 0],
  ];
  return kinds.flatMap(([kind, holds]) => (holds ? [kind] : []));
}

export function checkpointReader(db: ReadableDatabase) {
  const list = db.prepare<[number], Row>(`${ROWS} ORDER BY step`);
  const newest = db.prepare<[number], Row>(`${ROWS} ORDER BY step DESC LIMIT 1`);
  const at = db.prepare<[number, number], Row>(`${ROWS} AND step = ?`);
  const parts = db
    .prepare<[number], Buffer>('SELECT bytes FROM checkpoint_parts WHERE checkpoint_id = ? ORDER BY part')
    .pluck();
  const total = db
    .prepare<[], number | null>('SELECT sum(size) FROM checkpoints WHERE run_id > 0 AND removed = 0')
    .pluck();

  const withBytes = (row: Row | undefined): SavedCheckpoint | null =>
    row === undefined
      ? null
      : { step: row.step, elapsedMs: row.elapsed_ms, bytes: Buffer.concat(parts.all(row.id)) };

  return {
    newest: (runId: number): SavedCheckpoint | null => withBytes(newest.get(runId)),
    at: (runId: number, step: number): SavedCheckpoint | null => withBytes(at.get(runId, step)),
    /** In order of steps, without their bytes; without rows that cannot be read. */
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
    /** Of all runs, removed ones too. */
    totalBytes: (): number => total.get() ?? 0,
  };
}

/** Those that change which checkpoints there are return whether parts are left to be deleted: see `sweepSome`. */
export function checkpointWriter(db: WritableDatabase) {
  const list = db.prepare<[number], Row>(`${ROWS} ORDER BY step`);
  const put = db.prepare<
    [number, number, number, number, number, string | null, number | null, number | null, number]
  >(`INSERT INTO checkpoints (run_id, step, elapsed_ms, created_at, size, metric, value, measured_at, pinned)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const putPart = db.prepare<[number | bigint, number, Uint8Array]>(
    'INSERT INTO checkpoint_parts (checkpoint_id, part, bytes) VALUES (?, ?, ?)',
  );
  const mark = db.prepare<[number, number, number]>(
    'UPDATE checkpoints SET milestone = ?, best = ? WHERE id = ?',
  );
  const pin = db.prepare<[number, number, number]>(
    'UPDATE checkpoints SET pinned = ? WHERE run_id = ? AND step = ? AND removed = 0',
  );
  const measure = db.prepare<[string, number, number, number, number]>(
    `UPDATE checkpoints SET metric = ?, value = ?, measured_at = ?
      WHERE run_id = ? AND step = ? AND removed = 0`,
  );
  const remove = db.prepare<[number]>('UPDATE checkpoints SET removed = id WHERE id = ?');
  const removeAt = db.prepare<[number, number]>(
    'UPDATE checkpoints SET removed = id WHERE run_id = ? AND step = ? AND removed = 0',
  );
  const removeAfter = db.prepare<[number, number]>(
    'UPDATE checkpoints SET removed = id WHERE run_id = ? AND step > ? AND removed = 0',
  );
  const removed = db.prepare<[], number>('SELECT removed FROM checkpoints WHERE removed > 0 LIMIT 1').pluck();
  const sweepParts = db.prepare<[number, number]>(
    `DELETE FROM checkpoint_parts WHERE rowid IN
      (SELECT rowid FROM checkpoint_parts WHERE checkpoint_id = ? ORDER BY part DESC LIMIT ?)`,
  );
  const drop = db.prepare<[number]>('DELETE FROM checkpoints WHERE id = ?');

  function apply(runId: number, rule: RetentionRule): boolean {
    const rows = list.all(runId);
    const candidates = rows.map((row): Candidate => ({
      step: row.step,
      milestone: row.milestone !== 0,
      pinned: row.pinned !== 0,
      measured: measuredOf(row),
    }));
    const retained = new Map(retain(candidates, rule).map((one) => [one.step, one]));
    let more = false;
    for (const row of rows) {
      const { stays = true, milestone = false, best = false } = retained.get(row.step) ?? {};
      if (!stays) more = remove.run(row.id).changes > 0 || more;
      else if (milestone !== (row.milestone !== 0) || best !== (row.best !== 0))
        mark.run(Number(milestone), Number(best), row.id);
    }
    return more;
  }

  const append = db.transaction((runId: number, checkpoint: NewCheckpoint, rule: RetentionRule): boolean => {
    const { step, elapsedMs, bytes, measured = null } = checkpoint;
    const before = list.all(runId).find((row) => row.step === step);
    if (before !== undefined) remove.run(before.id);
    const { metric = null, value = null, step: at = null } = measured ?? {};
    const pinned = before?.pinned ?? 0;
    const size = bytes.length;
    const { lastInsertRowid: id } = put.run(
      runId,
      step,
      elapsedMs,
      Date.now(),
      size,
      metric,
      value,
      at,
      pinned,
    );
    splitCheckpoint(bytes).forEach((part, i) => putPart.run(id, i, part));
    return apply(runId, rule) || before !== undefined;
  });
  const applied = db.transaction(apply);
  const measured = db.transaction(
    (runId: number, step: number, { metric, value, step: at }: Measured, rule: RetentionRule): boolean => {
      measure.run(metric, value, at, runId, step);
      return apply(runId, rule);
    },
  );

  return {
    /** Adds a checkpoint, in the place of one of the same step, and removes those that the rule lets go. */
    append: (runId: number, checkpoint: NewCheckpoint, rule = NO_BEST): boolean =>
      append(runId, checkpoint, rule),
    /** Removes what another rule lets go. */
    retain: (runId: number, rule: RetentionRule): boolean => applied(runId, rule),
    /** A value of a checkpoint that came after it. */
    measure: (runId: number, step: number, value: Measured, rule: RetentionRule): boolean =>
      measured(runId, step, value, rule),
    /** One that is unpinned stays until the next is added. @returns false where there is none of that step */
    pin: (runId: number, step: number, isPinned: boolean): boolean =>
      pin.run(Number(isPinned), runId, step).changes > 0,
    remove: (runId: number, step: number): boolean => removeAt.run(runId, step).changes > 0,
    removeAfter: (runId: number, step: number): boolean => removeAfter.run(runId, step).changes > 0,
    /** Deletes some of what removed checkpoints take up. @returns false where nothing is left of them */
    sweepSome(): boolean {
      const id = removed.get();
      if (id === undefined) return false;
      if (sweepParts.run(id, SWEPT_PARTS).changes === 0) drop.run(id);
      return true;
    },
  };
}
