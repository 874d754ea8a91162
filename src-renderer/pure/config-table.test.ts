import { expect, test } from 'vitest';
import type { ModelInfo } from '../../src-main/contract/model';
import type { RunConfig } from '../../src-main/contract/run';
import { configTable } from './config-table';

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
const models = [
  {
    id: 'vae-mlp',
    title: 'Variational autoencoder',
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
  },
] as unknown as ModelInfo[];

test('rows tell where runs differ', () => {
  const other = { ...config, seed: 2 };
  const rows = configTable(
    [
      { config, datasetName: 'Synthetic digits' },
      { config: other, datasetName: 'Synthetic digits' },
    ],
    models,
  );
  expect(rows.filter((row) => row.differs).map((row) => row.key)).toEqual(['seed']);
  expect(rows.find((row) => row.key === 'latentSize')).toMatchObject({
    label: 'Latent size',
    values: ['2', '2'],
  });
  expect(rows.find((row) => row.key === 'sampleSheet')?.values).toEqual(['8 × 8', '8 × 8']);
});

test('a setting that one run does not have is a difference', () => {
  const gan = { ...config, model: 'gan-mlp', hyperparameters: { learningRate: 0.001 } };
  const rows = configTable(
    [
      { config, datasetName: 'A' },
      { config: gan, datasetName: 'A' },
    ],
    models,
  );
  expect(rows.find((row) => row.key === 'latentSize')?.values).toEqual(['2', null]);
});
