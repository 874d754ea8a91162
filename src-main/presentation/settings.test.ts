import { expect, test } from 'vitest';
import type { ModelInfo } from '../contract/model';
import { countText } from '../contract/numbers';
import type { RunConfig } from '../contract/run';
import { settingsTable } from './settings';

const config: RunConfig = {
  model: 'vae-mlp',
  dataset: 'synthetic-digits',
  seed: 1,
  budget: { unit: 'epochs', count: 10 },
  hyperparameters: { latentSize: 2, learningRate: 0.001 },
  sampleEvery: 100,
  sampleSheet: { columns: 8, rows: 8 },
  checkpointEvery: 500,
  engine: 'auto',
  device: 'auto',
};
const model = {
  id: 'vae-mlp',
  title: 'Variational autoencoder',
  presets: [{ id: 'keras', label: 'Keras VAE' }],
  fields: {
    latentSize: {
      kind: 'integer',
      label: 'Latent size',
      help: '',
      group: 'Architecture',
      default: 2,
      min: 1,
      max: 9,
    },
  },
} as unknown as ModelInfo;

const rowsOf = (...configs: RunConfig[]) =>
  settingsTable(
    configs.map((one) => ({
      run: { config: one, datasetName: 'Synthetic digits', origin: null },
      model: one.model === model.id ? model : null,
    })),
  );

test('rows mark differences between runs', () => {
  const rows = rowsOf(config, { ...config, seed: 2 });
  expect(rows.filter((row) => row.differs).map((row) => row.key)).toEqual(['.seed']);
  expect(rows.find((row) => row.key === 'latentSize')).toMatchObject({
    label: 'Latent size',
    values: ['2', '2'],
  });
  expect(rows.find((row) => row.key === '.sampleSheet')?.values).toEqual(['8 × 8', '8 × 8']);
});

test('a setting that changed while the run trained has all of its values, and differs from one that did not', () => {
  const changes = [{ step: 1500, hyperparameters: { latentSize: 3 } }];
  const [row] = rowsOf({ ...config, changes }, config).filter(({ differs }) => differs);
  expect(row?.values).toEqual([`2, 3 after step ${countText(1500)}`, '2']);
});

test('a run that continues from a checkpoint of another run says so', () => {
  const run = {
    config,
    datasetName: 'Synthetic digits',
    origin: { runId: 3, runName: 'Base', step: 12_000 },
  };
  const row = settingsTable([{ run, model }]).find(({ key }) => key === '.origin');
  expect(row).toMatchObject({
    label: 'Goes on from',
    values: [`Base (run 3), step ${countText(12_000)}`],
    differs: false,
  });
});

test('a setting that one run lacks is a difference', () => {
  const gan = { ...config, model: 'gan-mlp', hyperparameters: { learningRate: 0.001 } };
  const row = rowsOf(config, gan).find(({ key }) => key === 'latentSize');
  expect(row).toMatchObject({ values: ['2', null], differs: true });
});

test('for a single run, differences from the defaults are marked', () => {
  const changed = { ...config, hyperparameters: { ...config.hyperparameters, latentSize: 3 } };
  const row = rowsOf(changed).find(({ key }) => key === 'latentSize');
  expect(row).toMatchObject({ values: ['3'], defaultText: '2', differs: true });
  expect(rowsOf(config).some(({ differs }) => differs)).toBe(false);
});

test('large numbers have separated thousands, and presets are shown by their labels', () => {
  const long = { ...config, budget: { unit: 'steps', count: 100_000 }, preset: 'keras' } as const;
  const text = (key: string) => rowsOf(long).find((row) => row.key === key)?.values[0];
  expect(text('.budget')).toBe('100\u202f000 steps');
  expect(text('.preset')).toBe('Keras VAE');
});
