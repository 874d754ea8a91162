import type { BlindRound } from '../contract/blind-round';
import type { ReadableDatabase, WritableDatabase } from './database';

interface Row {
  id: number;
  run_id: number;
  step: number;
  other_id: number | null;
  other_step: number | null;
  chosen: number;
  answers: number;
  seed: number;
  created_at: number;
}

const fromRow = (row: Row): BlindRound => ({
  id: row.id,
  run: { runId: row.run_id, step: row.step },
  other: row.other_id === null ? null : { runId: row.other_id, step: row.other_step ?? 0 },
  chosen: row.chosen,
  answers: row.answers,
  seed: row.seed,
  createdAt: row.created_at,
});

export function blindRoundReader(db: ReadableDatabase) {
  const list = db.prepare<[number, number], Row>(
    'SELECT * FROM blind_rounds WHERE run_id = ? OR other_id = ?',
  );
  return {
    /** All rounds that include the run, in any order. */
    list: (runId: number): BlindRound[] => list.all(runId, runId).map(fromRow),
  };
}

export function blindRoundWriter(db: WritableDatabase) {
  const put = db.prepare<Omit<Row, 'id'>>(
    `INSERT INTO blind_rounds (run_id, step, other_id, other_step, chosen, answers, seed, created_at)
      VALUES (@run_id, @step, @other_id, @other_step, @chosen, @answers, @seed, @created_at)`,
  );
  return {
    append(round: Omit<BlindRound, 'id'>): BlindRound {
      const { run, other, chosen, answers, seed, createdAt } = round;
      const { lastInsertRowid } = put.run({
        run_id: run.runId,
        step: run.step,
        other_id: other?.runId ?? null,
        other_step: other?.step ?? null,
        chosen,
        answers,
        seed,
        created_at: createdAt,
      });
      return { ...round, id: Number(lastInsertRowid) };
    },
  };
}
