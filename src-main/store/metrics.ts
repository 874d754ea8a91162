import type { MetricRows } from '../contract/run';
import type { ReadableDatabase, WritableDatabase } from './database';

const SLICE = 20_000;

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

  // `all` in slices is twice as fast as `iterate`, and holds few row objects at a time.
  function packed(runId: number, name: string): Float64Array {
    const id = nameId.get(name);
    const slices: Float64Array[] = [];
    for (let step = -1; id !== undefined;) {
      const slice = after.all(runId, id, step, SLICE);
      slices.push(Float64Array.from(slice.flat()));
      if (slice.length < SLICE) break;
      step = slice[slice.length - 1]?.[0] ?? Infinity;
    }
    const pairs = new Float64Array(slices.reduce((sum, { length }) => sum + length, 0));
    let filled = 0;
    for (const slice of slices) {
      pairs.set(slice, filled);
      filled += slice.length;
    }
    return pairs;
  }

  return {
    /** The metrics that the run has values of, in the order in which they first came up. */
    names(runId: number): string[] {
      const known = new Map(allNames.all().map(({ id, name }) => [id, name]));
      const names: string[] = [];
      for (let id = nextId.get(runId, 0); id !== undefined; id = nextId.get(runId, id)) {
        names.push(known.get(id) ?? '');
      }
      return names;
    },
    /** All values of a metric: (step, value) pairs in order of steps. 100 000 of them take some 50 ms. */
    series: packed,
    /** Up to `limit` rows of a metric after a step. */
    after(runId: number, name: string, step: number, limit: number): MetricRows {
      const id = nameId.get(name);
      const rows = id === undefined ? [] : after.all(runId, id, step, limit);
      return { name, steps: rows.map((row) => row[0]), values: rows.map((row) => row[1]) };
    },
    last(runId: number, name: string): { step: number; value: number } | null {
      const id = nameId.get(name);
      const row = id === undefined ? undefined : last.get(runId, id);
      return row ? { step: row[0], value: row[1] } : null;
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
        const value = values[i] ?? NaN;
        // The trainer ends a run at its first non-finite value; one that came here anyway would be no row.
        if (!Number.isFinite(value))
          throw new Error(`${name} at step ${String(steps[i])} is not a finite number`);
        put.run(runId, id, steps[i] ?? NaN, value);
      }
    }
  });

  return {
    /** Records rows in one transaction. A step that was recorded before is written anew. */
    append: (runId: number, rows: readonly MetricRows[]): void => {
      append(runId, rows);
    },
    /** Drops what was recorded after a step, to be made again by a resumed run. */
    removeAfter(runId: number, step: number): void {
      for (let id = nextId.get(runId, 0); id !== undefined; id = nextId.get(runId, id)) {
        removeAfter.run(runId, id, step);
      }
    },
  };
}
