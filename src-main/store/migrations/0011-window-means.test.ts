import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { windowMeans } from '../../contract/window-mean';
import { connect } from '../database';
import { migrate, openStore, STORE_FILE } from '../open';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-migration-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('computes the means over the newest steps of older runs, and none for a run without steps', () => {
  const old = connect(join(directory, STORE_FILE), { readonly: false });
  migrate(old, 10);
  const run = (name: string, step: number, epoch: number | null) =>
    old
      .prepare(
        `INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, created_at, queued_at, step,
          steps_per_epoch) VALUES (?, 'completed', 'vae-mlp', 'd', '{}', 0, 'D', 1, 1, ?, ?)`,
      )
      .run(name, step, epoch);
  run('long', 1500, 468);
  run('queued', 0, null);
  old.exec(
    "INSERT INTO metric_names (id, name) VALUES (1, 'loss'), (2, 'validation_loss'), (3, 'elapsed_ms')",
  );
  const put = old.prepare('INSERT INTO metrics (run_id, metric_id, step, value) VALUES (1, ?, ?, ?)');
  const means = windowMeans(468);
  old.exec('BEGIN');
  for (let step = 1; step <= 1500; step++) {
    means.add(step, Math.sin(step));
    for (const id of [1, 3]) put.run(id, step, Math.sin(step));
    if (step % 468 === 0) put.run(2, step, 1);
  }
  old.exec('COMMIT');
  old.close();

  const store = openStore(directory);
  const [queued, long] = store.runs.list(10);
  const { mean, margin, from, to } = means.last() ?? {};
  expect(long?.window).toEqual({ from, to, metrics: { loss: { mean, margin } } });
  expect(to).toBeGreaterThan(1470);
  expect(queued?.window).toBeNull();
  store.close();
});
