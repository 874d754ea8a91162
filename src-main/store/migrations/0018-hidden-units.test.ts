import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect } from '../database';
import { migrate, openStore, STORE_FILE } from '../open';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-migration-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it.each([
  ['vae-mlp', { hiddenUnits: 512, beta: 2 }, { hiddenUnits: '512, 512', beta: 2 }],
  ['classifier-mlp', { hiddenUnits: 64 }, { hiddenUnits: '64, 64' }],
  ['gan-mlp', { hiddenUnits: 128 }, { hiddenUnits: '128' }],
  ['wgan-2d', { hiddenLayers: 3, hiddenUnits: 128 }, { hiddenUnits: '128, 128, 128' }],
  ['sgan-2d', { hiddenLayers: 1, hiddenUnits: 10 }, { hiddenUnits: '10' }],
  ['dcgan', { filters: 32 }, { filters: 32 }],
])('converts the layer sizes of a run of %s', (model, before, after) => {
  const old = connect(join(directory, STORE_FILE), { readonly: false });
  migrate(old, 17);
  const config = {
    model,
    dataset: 'd',
    seed: 1,
    budget: { unit: 'steps', count: 10 },
    hyperparameters: before,
    sampleEvery: 5,
    checkpointEvery: 5,
    engine: 'auto',
  };
  old
    .prepare(
      `INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, created_at, queued_at, step)
       VALUES ('old', 'completed', ?, 'd', ?, 0, 'D', 1, 1, 10)`,
    )
    .run(model, JSON.stringify(config));
  old.close();

  const store = openStore(directory);
  expect(store.runs.list(10)[0]?.config.hyperparameters).toEqual(after);
  store.close();
});
