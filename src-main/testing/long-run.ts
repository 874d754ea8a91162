import { join } from 'node:path';
import type { RunConfig } from '../contract/run';
import { encodeSheet } from '../images/sheet';
import { connect } from '../store/database';
import { fillBlocks } from '../store/metric-blocks';
import { openStore, STORE_FILE, type Store } from '../store/open';

export const LONG_METRICS = ['elapsed_ms', 'd_loss', 'g_loss', 'd_real', 'd_fake', 'd_grad_norm'];

const CONFIG: RunConfig = {
  model: 'gan-mlp',
  dataset: 'synthetic-digits',
  seed: 1,
  budget: { unit: 'steps', count: 10 },
  hyperparameters: { batchSize: 64, learningRate: 0.001, latentSize: 100, hiddenUnits: '128' },
  sampleEvery: 500,
  sampleSheet: { columns: 8, rows: 8 },
  checkpointEvery: 5000,
  engine: 'auto',
  device: 'auto',
};

/** Records completed runs of so many steps each, without training. @returns their ids */
export function seedRuns(dataDir: string, lengths: readonly number[]): number[] {
  const store = openStore(dataDir);
  const ids = store.transaction(() => lengths.map((steps) => seedRun(store, steps)));
  store.close();
  const db = connect(join(dataDir, STORE_FILE), { readonly: false });
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  // A series made inside SQLite: a million rows in less than a second.
  const fill = db.prepare(
    `INSERT OR REPLACE INTO metrics (run_id, metric_id, step, value)
      WITH RECURSIVE series (step) AS (SELECT 1 UNION ALL SELECT step + 1 FROM series WHERE step < :steps)
      SELECT :runId, metric_names.id, step, (step * 7919 * metric_names.id % 10007) / 10007.0 + 100.0 / step
      FROM metric_names CROSS JOIN series`,
  );
  for (const [index, steps] of lengths.entries()) fill.run({ runId: ids[index], steps });
  fillBlocks(db);
  db.pragma('journal_mode = WAL');
  db.close();
  return ids;
}

const SHEET = encodeSheet({
  tiles: new Uint8Array(64 * 28 * 28),
  count: 64,
  width: 28,
  height: 28,
  channels: 1,
  columns: 8,
});
const LAYOUT = { columns: 8, rows: 8, tileWidth: 28, tileHeight: 28 };

function seedRun(store: Store, steps: number): number {
  const id = store.runs.create({
    name: (id) => `gan-mlp #${String(id)}`,
    config: { ...CONFIG, budget: { unit: 'steps', count: steps } },
    color: 0,
    datasetName: 'Synthetic digits',
    datasetFingerprint: null,
  });
  const latest = Object.fromEntries(LONG_METRICS.map((name, k) => [name, id / 3 + k]));
  const sparkline = Array.from({ length: 32 }, (_, k) => Math.sin(id + k));
  store.runs.start(id, {
    startedAt: 1,
    datasetFingerprint: null,
    step: steps,
    elapsedMs: steps,
    latest,
    evaluations: [],
    sparkline,
    window: null,
  });
  store.runs.finish(id, 'completed', 2, null);
  const rows = LONG_METRICS.map((name) => ({ name, steps: [1], values: [0] }));
  store.metrics.append(id, rows);
  for (let step = CONFIG.sampleEvery; step <= steps; step += CONFIG.sampleEvery) {
    for (const kind of ['samples', 'reconstructions'] as const)
      store.figures.append(id, { step, kind, mediaType: 'image/png', sheet: LAYOUT, bytes: SHEET });
  }
  return id;
}
