import { at } from '../contract/at';
import { ALL_STEPS, type StepRange } from '../contract/metric-block';
import type { MetricRows } from '../contract/run';
import type { ReadableDatabase, WritableDatabase } from './database';
import { blockReader, blockWriter } from './metric-blocks';
import { pairReader, SLICE } from './metric-pairs';

export interface MetricValue {
  readonly step: number;
  readonly value: number;
}

function runIdReader(db: ReadableDatabase) {
  // One seek in the primary key for each run.
  const next = db
    .prepare<[number], number>('SELECT run_id FROM metrics WHERE run_id > ? ORDER BY run_id LIMIT 1')
    .pluck();
  return function* (): Generator<number, void, void> {
    for (let id = next.get(0); id !== undefined; id = next.get(id)) yield id;
  };
}

export function metricReader(db: ReadableDatabase) {
  const nameId = db.prepare<[string], number>('SELECT id FROM metric_names WHERE name = ?').pluck();
  const allNames = db.prepare<[], { id: number; name: string }>('SELECT id, name FROM metric_names');
  // One seek in the primary key for each name; SELECT DISTINCT would read every row of the run.
  const nextId = db
    .prepare<[number, number], number>(
      'SELECT metric_id FROM metrics WHERE run_id = ? AND metric_id > ? ORDER BY metric_id LIMIT 1',
    )
    .pluck();
  const after = db
    .prepare<[number, number, number, number], [number, number]>(
      'SELECT step, value FROM metrics WHERE run_id = ? AND metric_id = ? AND step > ? ORDER BY step LIMIT ?',
    )
    .raw();
  const last = db
    .prepare<[number, number], [number, number]>(
      'SELECT step, value FROM metrics WHERE run_id = ? AND metric_id = ? ORDER BY step DESC LIMIT 1',
    )
    .raw();
  const before = db
    .prepare<[number, number, number], [number, number]>(
      'SELECT step, value FROM metrics WHERE run_id = ? AND metric_id = ? AND step <= ? ORDER BY step DESC LIMIT 1',
    )
    .raw();
  const count = db
    .prepare<[number, number, number, number], number>(
      'SELECT count(*) FROM metrics WHERE run_id = ? AND metric_id = ? AND step BETWEEN ? AND ?',
    )
    .pluck();

  const pairsOf = pairReader(db);
  const blocksOf = blockReader(db);

  function next(runId: number, name: string, step: number): MetricValue | null {
    const id = nameId.get(name);
    const row = id === undefined ? undefined : after.get(runId, id, step - 1, 1);
    return row ? { step: row[0], value: row[1] } : null;
  }

  return {
    /** The metrics of the run, in the order in which they were first recorded. */
    names(runId: number): string[] {
      const known = new Map(allNames.all().map(({ id, name }) => [id, name]));
      const names: string[] = [];
      for (let id = nextId.get(runId, 0); id !== undefined; id = nextId.get(runId, id)) {
        names.push(known.get(id) ?? '');
      }
      return names;
    },
    /**
     * The values of a metric in order of steps, as interleaved (step, value) pairs, a few milliseconds' worth at a
     * time.
     */
    *series(runId: number, name: string, range = ALL_STEPS): Generator<Float64Array, void, void> {
      const id = nameId.get(name);
      if (id !== undefined) yield* pairsOf(runId, id, range);
    },
    /**
     * Stored summaries of at most 64 consecutive steps each, as `blockAt` reads them: a sixtieth of the time that
     * `series` takes. The first and last ones may reach beyond the range.
     */
    *blocks(runId: number, name: string, range: StepRange): Generator<Float64Array, void, void> {
      const id = nameId.get(name);
      if (id !== undefined) yield* blocksOf(runId, id, range);
    },
    /** Up to `limit` rows of a metric after a step. */
    after(runId: number, name: string, step: number, limit: number): MetricRows {
      const id = nameId.get(name);
      const rows = id === undefined ? [] : after.all(runId, id, step, limit);
      return { name, steps: rows.map((row) => row[0]), values: rows.map((row) => row[1]) };
    },
    first: (runId: number, name: string): MetricValue | null => next(runId, name, 0),
    /** The first value at a step or after it. */
    next,
    last(runId: number, name: string): MetricValue | null {
      const id = nameId.get(name);
      const row = id === undefined ? undefined : last.get(runId, id);
      return row ? { step: row[0], value: row[1] } : null;
    },
    /** The last value at a step or before it. */
    before(runId: number, name: string, step: number): MetricValue | null {
      const id = nameId.get(name);
      const row = id === undefined ? undefined : before.get(runId, id, step);
      return row ? { step: row[0], value: row[1] } : null;
    },
    /** The ids of all runs that have values. */
    runIds: runIdReader(db),
    /** Number of values of a metric between two steps, both included. Reads as many rows. */
    count(runId: number, name: string, from: number, to: number): number {
      const id = nameId.get(name);
      return id === undefined ? 0 : (count.get(runId, id, from, to) ?? 0);
    },
  };
}

export function metricWriter(db: WritableDatabase) {
  const addName = db.prepare<[string]>('INSERT INTO metric_names (name) VALUES (?) ON CONFLICT DO NOTHING');
  const nameId = db.prepare<[string], number>('SELECT id FROM metric_names WHERE name = ?').pluck();
  const put = db.prepare<[number, number, number, number]>(
    'INSERT OR REPLACE INTO metrics (run_id, metric_id, step, value) VALUES (?, ?, ?, ?)',
  );
  const nextId = db
    .prepare<[number, number], number>(
      'SELECT metric_id FROM metrics WHERE run_id = ? AND metric_id > ? ORDER BY metric_id LIMIT 1',
    )
    .pluck();
  const removeAfter = db.prepare<[number, number, number]>(
    'DELETE FROM metrics WHERE run_id = ? AND metric_id = ? AND step > ?',
  );
  const fromEnd = db
    .prepare<[number, number, number, number], number>(
      `SELECT step FROM metrics WHERE run_id = ? AND metric_id = ? AND step > ?
        ORDER BY step DESC LIMIT 1 OFFSET ?`,
    )
    .pluck();

  const blocks = blockWriter(db);

  function idOf(name: string): number {
    const id = nameId.get(name);
    if (id !== undefined) return id;
    return Number(addName.run(name).lastInsertRowid);
  }

  const append = db.transaction((runId: number, rows: readonly MetricRows[]) => {
    for (const { name, steps, values } of rows) {
      if (steps.length !== values.length) throw new Error(`${name}: steps and values differ in number`);
      const id = idOf(name);
      for (let i = 0; i < steps.length; i++) {
        const value = at(values, i);
        // The trainer ends a run at its first non-finite value, so this is a defect.
        if (!Number.isFinite(value))
          throw new Error(`${name} at step ${String(steps[i])} is not a finite number`);
        put.run(runId, id, at(steps, i), value);
      }
      if (steps.length > 0) blocks.update(runId, id, Math.min(...steps));
    }
  });

  return {
    /** Records rows in one transaction. A step that was recorded before is overwritten. */
    append: (runId: number, rows: readonly MetricRows[]): void => {
      append(runId, rows);
    },
    /** Deletes the rows after a step, which a resumed run records again. */
    removeAfter(runId: number, step: number): void {
      for (let id = nextId.get(runId, 0); id !== undefined; id = nextId.get(runId, id)) {
        removeAfter.run(runId, id, step);
        blocks.removeAfter(runId, id, step);
      }
    },
    /** Deletes some of the last rows after a step. @returns false if none were left */
    removeLast(runId: number, step: number): boolean {
      for (let id = nextId.get(runId, 0); id !== undefined; id = nextId.get(runId, id)) {
        const before = fromEnd.get(runId, id, step, SLICE) ?? step;
        blocks.removeAfter(runId, id, before);
        if (removeAfter.run(runId, id, before).changes > 0) return true;
      }
      return false;
    },
  };
}
