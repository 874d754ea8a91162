import { DEFAULT_RETENTION, type Measured } from '../contract/checkpoint';
import { CHECKPOINT_ROWS, measuredOf, type CheckpointRow } from './checkpoints';
import type { WritableDatabase } from './database';
import { retain, type Candidate, type RetentionRule } from './retention';

/** The properties of a checkpoint that are known once all its parts are written. */
export interface NewCheckpoint {
  readonly step: number;
  readonly elapsedMs: number;
  /** The metric by which the best checkpoint is chosen. */
  readonly measured?: Measured | null;
}

/** Number of parts that are deleted at a time: about a millisecond. */
const SWEPT_PARTS = 4;
const NO_BEST: RetentionRule = { milestones: DEFAULT_RETENTION.milestones, best: null };

function statements(db: WritableDatabase) {
  return {
    list: db.prepare<[number], CheckpointRow>(`${CHECKPOINT_ROWS} ORDER BY step`),
    begin: db.prepare<[number, number]>(
      `INSERT INTO checkpoints (run_id, step, elapsed_ms, created_at, size, removed) VALUES (?, -1, 0, ?, 0, -1)`,
    ),
    putPart: db.prepare<[number, Uint8Array, number]>(
      `INSERT INTO checkpoint_parts (checkpoint_id, part, bytes)
      SELECT ?, coalesce(max(part) + 1, 0), ? FROM checkpoint_parts WHERE checkpoint_id = ?`,
    ),
    grow: db.prepare<[number, number]>('UPDATE checkpoints SET size = size + ? WHERE id = ?'),
    runOf: db.prepare<[number], number>('SELECT run_id FROM checkpoints WHERE id = ?').pluck(),
    show: db.prepare<
      [number, number, string | null, number | null, number | null, number, number, number]
    >(`UPDATE checkpoints SET removed = 0, step = ?, elapsed_ms = ?, metric = ?, value = ?, measured_at = ?, pinned = ?,
      created_at = ? WHERE id = ?`),
    mark: db.prepare<[number, number, number]>('UPDATE checkpoints SET milestone = ?, best = ? WHERE id = ?'),
    pin: db.prepare<[number, number, number]>(
      'UPDATE checkpoints SET pinned = ? WHERE run_id = ? AND step = ? AND removed = 0',
    ),
    measure: db.prepare<[string, number, number, number, number]>(
      `UPDATE checkpoints SET metric = ?, value = ?, measured_at = ?
      WHERE run_id = ? AND step = ? AND removed = 0`,
    ),
    remove: db.prepare<[number]>('UPDATE checkpoints SET removed = id WHERE id = ?'),
    removeAt: db.prepare<[number, number]>(
      'UPDATE checkpoints SET removed = id WHERE run_id = ? AND step = ? AND removed = 0',
    ),
    removeAfter: db.prepare<[number, number]>(
      'UPDATE checkpoints SET removed = id WHERE run_id = ? AND step > ? AND removed = 0',
    ),
    nextRemoved: db
      .prepare<[number], number>(
        'SELECT removed FROM checkpoints WHERE removed > 0 AND removed > ? ORDER BY removed LIMIT 1',
      )
      .pluck(),
    sweepParts: db.prepare<[number, number]>(
      `DELETE FROM checkpoint_parts WHERE rowid IN
      (SELECT rowid FROM checkpoint_parts WHERE checkpoint_id = ? ORDER BY part DESC LIMIT ?)`,
    ),
    drop: db.prepare<[number]>('DELETE FROM checkpoints WHERE id = ?'),
  };
}

function candidateOf(row: CheckpointRow): Candidate {
  return {
    step: row.step,
    milestone: row.milestone !== 0,
    pinned: row.pinned !== 0,
    measured: measuredOf(row),
  };
}

/** Counts the writers and readers of each checkpoint: a checkpoint that has any must not be swept. */
function createHolds() {
  const held = new Map<number, number>();

  return {
    isHeld: (id: number): boolean => held.has(id),
    hold: (id: number): void => void held.set(id, (held.get(id) ?? 0) + 1),
    release: (id: number): void => {
      const left = (held.get(id) ?? 0) - 1;
      if (left > 0) held.set(id, left);
      else held.delete(id);
    },
  };
}

/**
 * Until `complete`, a checkpoint is marked as removed: after a crash its parts are deleted, and it never becomes
 * visible. Functions that add or remove checkpoints return whether there are parts to delete with `sweepSome`.
 */
export function checkpointWriter(db: WritableDatabase) {
  const sql = statements(db);
  const { isHeld, hold, release } = createHolds();

  /** The id of a checkpoint to delete next; null if there is none. */
  function removed(): number | null {
    let id = sql.nextRemoved.get(0);
    while (id !== undefined && isHeld(id)) id = sql.nextRemoved.get(id);
    return id ?? null;
  }

  function apply(runId: number, rule: RetentionRule): boolean {
    const rows = sql.list.all(runId);
    const retained = new Map(retain(rows.map(candidateOf), rule).map((one) => [one.step, one]));
    let more = false;
    for (const row of rows) {
      const { stays = true, milestone = false, best = false } = retained.get(row.step) ?? {};
      if (!stays) more = sql.remove.run(row.id).changes > 0 || more;
      else if (milestone !== (row.milestone !== 0) || best !== (row.best !== 0))
        sql.mark.run(Number(milestone), Number(best), row.id);
    }
    return more;
  }

  const begun = db.transaction((runId: number): number => {
    const id = Number(sql.begin.run(runId, Date.now()).lastInsertRowid);
    sql.remove.run(id);
    return id;
  });
  const added = db.transaction((id: number, part: Uint8Array): void => {
    sql.putPart.run(id, part, id);
    sql.grow.run(part.length, id);
  });
  const completed = db.transaction((id: number, checkpoint: NewCheckpoint, rule: RetentionRule): boolean => {
    const { step, elapsedMs, measured } = checkpoint;
    const runId = sql.runOf.get(id);
    if (runId === undefined) return false;
    const before = sql.list.all(runId).find((row) => row.step === step);
    if (before !== undefined) sql.remove.run(before.id);
    const { metric = null, value = null, step: at = null } = measured ?? {};
    sql.show.run(step, elapsedMs, metric, value, at, before?.pinned ?? 0, Date.now(), id);
    return apply(runId, rule) || before !== undefined;
  });
  const applied = db.transaction(apply);
  const measured = db.transaction(
    (runId: number, step: number, { metric, value, step: at }: Measured, rule: RetentionRule): boolean => {
      sql.measure.run(metric, value, at, runId, step);
      return apply(runId, rule);
    },
  );

  return {
    /** Begins a checkpoint of a run, still without parts. @returns its id */
    begin(runId: number): number {
      const id = begun(runId);
      hold(id);
      return id;
    },
    /** Writes the next part: about a millisecond per megabyte. */
    addPart: (id: number, part: Uint8Array): void => {
      added(id, part);
    },
    /** Makes a checkpoint visible, replaces any of the same step, and removes those that the rule does not retain. */
    complete(id: number, checkpoint: NewCheckpoint, rule = NO_BEST): boolean {
      const isMore = completed(id, checkpoint, rule);
      release(id);
      return isMore;
    },
    /** Abandons a checkpoint that was begun and is not complete; a sweep deletes its parts. */
    abandon: release,
    /** Preserves the parts of a checkpoint until `release`, even if it is removed. */
    hold,
    release,
    /** Removes the checkpoints that a changed rule does not retain. */
    retain: (runId: number, rule: RetentionRule): boolean => applied(runId, rule),
    /** Records a value that was measured after the checkpoint was written. */
    measure: (runId: number, step: number, value: Measured, rule: RetentionRule): boolean =>
      measured(runId, step, value, rule),
    /**
     * Pins or unpins a checkpoint. An unpinned one stays until the next is added. @returns false if the step has none
     */
    pin: (runId: number, step: number, isPinned: boolean): boolean =>
      sql.pin.run(Number(isPinned), runId, step).changes > 0,
    remove: (runId: number, step: number): boolean => sql.removeAt.run(runId, step).changes > 0,
    removeAfter: (runId: number, step: number): boolean => sql.removeAfter.run(runId, step).changes > 0,
    /** Deletes some parts of removed checkpoints. @returns false if none are left */
    sweepSome(): boolean {
      const id = removed();
      if (id === null) return false;
      if (sql.sweepParts.run(id, SWEPT_PARTS).changes === 0) sql.drop.run(id);
      return true;
    },
  };
}
