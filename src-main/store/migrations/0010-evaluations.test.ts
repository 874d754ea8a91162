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

it('renames metrics that older runs measured on the test split, and changes nothing else', () => {
  const old = connect(join(directory, STORE_FILE), { readonly: false });
  migrate(old, 9);
  const latest = '{"loss":3,"validation_loss":2.5}';
  const config = (hyperparameters: object) =>
    JSON.stringify({
      model: 'vae-mlp',
      dataset: 'd',
      seed: 1,
      budget: { unit: 'steps', count: 20 },
      hyperparameters,
      sampleEvery: 1,
      checkpointEvery: 1,
      engine: 'auto',
    });
  old.exec(`
    INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, created_at, queued_at, latest)
      VALUES ('vae', 'completed', 'vae-mlp', 'd', '${config({ batchSize: 8 })}', 0, 'D', 1, 1, '${latest}'),
             ('classifier', 'completed', 'classifier-mlp', 'd', '${config({ validationSplit: 0.2 })}', 0, 'D', 1, 1, '${latest}');
    INSERT INTO metric_names (id, name) VALUES (1, 'loss'), (2, 'validation_loss');
    INSERT INTO metrics (run_id, metric_id, step, value)
      VALUES (1, 1, 10, 3), (1, 2, 10, 2.6), (1, 2, 20, 2.5), (2, 1, 10, 3), (2, 2, 10, 2.5);
  `);
  old.close();

  const store = openStore(directory);
  const [classifier, vae] = store.runs.list(10);
  expect(vae).toMatchObject({
    name: 'vae',
    latest: { loss: 3, test_loss: 2.5 },
    config: { hyperparameters: { batchSize: 8, validationSplit: 0 } },
    evaluations: [],
  });
  expect(Object.keys(vae?.latest ?? {})).toEqual(['loss', 'test_loss']);
  expect(classifier).toMatchObject({
    latest: { loss: 3, validation_loss: 2.5 },
    config: { hyperparameters: { validationSplit: 0.2 } },
  });
  const values = (run: number, name: string) =>
    [...store.metrics.series(run, name)].flatMap((part) => [...part]);
  expect(values(1, 'test_loss')).toEqual([10, 2.6, 20, 2.5]);
  expect(values(1, 'validation_loss')).toEqual([]);
  expect(values(1, 'loss')).toEqual([10, 3]);
  expect(values(2, 'validation_loss')).toEqual([10, 2.5]);
  store.close();
});
