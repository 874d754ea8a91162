import { windowMeans, windowSteps, type RunWindow } from '../../contract/window-mean';
import { ELAPSED_METRIC } from '../../contract/run';
import type { WritableDatabase } from '../database';
import type { Migration } from './migration';

/** Means of the training metrics over the newest steps; for older runs, computed from their rows. */
export const windowMeansOfRuns: Migration = (db) => {
  db.exec('ALTER TABLE runs ADD COLUMN window_means TEXT');
  const runs = db
    .prepare<[], { id: number; epoch: number }>(
      'SELECT id, steps_per_epoch AS epoch FROM runs WHERE steps_per_epoch IS NOT NULL AND step > 0',
    )
    .all();
  const set = db.prepare<[string, number]>('UPDATE runs SET window_means = ? WHERE id = ?');
  for (const { id, epoch } of runs) {
    const window = windowOf(db, id, windowSteps(epoch));
    if (window !== null) set.run(JSON.stringify(window), id);
  }
};

function windowOf(db: WritableDatabase, runId: number, steps: number): RunWindow | null {
  const names = db
    .prepare<[], { id: number; name: string }>('SELECT id, name FROM metric_names')
    .all()
    .filter(({ name }) => name !== ELAPSED_METRIC && !/^(validation|test)_/.test(name));
  const newest = db.prepare<[number, number, number], { step: number; value: number }>(
    'SELECT step, value FROM metrics WHERE run_id = ? AND metric_id = ? ORDER BY step DESC LIMIT ?',
  );
  let found: RunWindow | null = null;
  for (const { id, name } of names) {
    const means = windowMeans(steps);
    for (const { step, value } of newest.all(runId, id, 2 * steps).reverse()) means.add(step, value);
    const last = means.last();
    if (last === null) continue;
    const { mean, margin, from, to } = last;
    found ??= { from, to, metrics: {} };
    if (found.from === from && found.to === to) found.metrics[name] = { mean, margin };
  }
  return found;
}
