import { at } from '../contract/at';
import type { MetricRows } from '../contract/run';
import type { ReadableDatabase, WritableDatabase } from './database';

/** Number of rows per read: about two milliseconds. */
const SLICE = 2000;

export interface MetricValue {
  readonly step: number;
  readonly value: number;
}

/** Returns a function that reads all values of a metric of a run, as (step, value) pairs. */
function pairReader(db: ReadableDatabase) {
  const valuesAfter = db
    .prepare<[number, number, number, number], number>(
      'SELECT value FROM metrics WHERE run_id = ? AND metric_id = ? AND step > ? ORDER BY step LIMIT ?',
    )
    .pluck();
  const stepsAfter = db
    .prepare<[number, number, number, number, number], number>(
      'SELECT step FROM metrics WHERE run_id = ? AND metric_id = ? AND step > ? ORDER BY step LIMIT ? OFFSET ?',
    )
    .pluck();

  /**
   * Returns the steps of the next `length` values after a step. If there is a value at every step, the steps need not
   * be read, which saves half the time of a long series.
   */
  function stepsOf(runId: number, id: number, after: number, length: number): (index: number) => number {
    const first = stepsAfter.get(runId, id, after, 1, 0) ?? NaN;
    const last = stepsAfter.get(runId, id, after, 1, length - 1);
    if (last === first + length - 1) return (index) => first + index;
    const steps = stepsAfter.all(runId, id, after, length, 0);
    return (index) => at(steps, index);
  }

  return function* (runId: number, id: number): Generator<Float64Array, void, void> {
    for (let step = -1; ;) {
      const values = valuesAfter.all(runId, id, step, SLICE);
      if (values.length === 0) return;
      const steps = stepsOf(runId, id, step, values.length);
      const pairs = new Float64Array(2 * values.length);
      for (let i = 0; i < values.length; i += 1) {
        pairs[2 * i] = steps(i);
        pairs[2 * i + 1] = values[i] ?? NaN;
      }
      yield pairs;
      if (values.length < SLICE) return;
      step = steps(values.length - 1);
    }
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
  const count = db
    .prepare<[number, number, number, number], number>(
      'SELECT count(*) FROM metrics WHERE run_id = ? AND metric_id = ? AND step BETWEEN ? AND ?',
    )
    .pluck();

  const pairsOf = pairReader(db);

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
     * All values of a metric in order of steps, as interleaved (step, value) pairs, a few milliseconds' worth at a
     * time.
     */
    *series(runId: number, name: string): Generator<Float64Array, void, void> {
      const id = nameId.get(name);
      if (id !== undefined) yield* pairsOf(runId, id);
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
      }
    },
    /** Deletes some of the last rows after a step. @returns false if none were left */
    removeLast(runId: number, step: number): boolean {
      for (let id = nextId.get(runId, 0); id !== undefined; id = nextId.get(runId, id)) {
        const before = fromEnd.get(runId, id, step, SLICE);
        if (removeAfter.run(runId, id, before ?? step).changes > 0) return true;
      }
      return false;
    },
  };
}
