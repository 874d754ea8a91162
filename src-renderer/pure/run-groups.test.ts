import { expect, test } from 'vitest';
import type { Run } from '../../src-main/contract/run';
import { runOf } from '../testing/fake-core';
import { DEFAULT_RUN_VIEW } from '../../src-main/contract/run-view';
import { cellOf, columnKeys, moved, possibleColumns, possibleGroups, runColumns } from './run-columns';
import { runField, type DescribedModel, type DescribedRun } from '../../src-main/presentation/run-fields';
import { aggregateOf, groupRuns, listItems } from './run-groups';

const number = { kind: 'number', help: '', group: 'Optimisation', default: 1, min: 0, max: 9 } as const;
const metric = { quantity: '', help: '', group: '', better: 'lower' } as const;
const vae: DescribedModel = {
  title: 'VAE',
  data: 'images',
  fields: { learningRate: { ...number, label: 'Learning rate' } },
  metrics: [{ ...metric, name: 'loss', label: 'Loss' }],
  headlineMetric: 'loss',
};
const gan: DescribedModel = { ...vae, title: 'GAN', headlineMetric: 'g_loss', fields: {} };
const models = [vae, gan];

const described = (id: number, model: DescribedModel, rate: number | null, loss: number): DescribedRun => {
  const hyperparameters: Run['config']['hyperparameters'] = rate === null ? {} : { learningRate: rate };
  const config = { model: model.title, dataset: 'd', hyperparameters } as Run['config'];
  return { run: runOf(id, { config, datasetName: 'd', latest: { loss }, tags: ['a', 'b'] }), model };
};
const runs = [
  described(4, vae, 0.01, 10),
  described(3, vae, 0.001, 20),
  described(2, vae, 0.01, 14),
  described(1, gan, null, 3),
];
const [first = described(9, vae, 1, 1)] = runs;
const fieldOf = (key: string) => runField(key, models) ?? Promise.reject(new Error(key));

test('runs are grouped by a field in the order of their first runs, runs without it last', () => {
  const groups = groupRuns(runs, 'learningRate', models);
  expect(groups.map(({ label, runs: some }) => [label, some.map(({ run }) => run.id)])).toEqual([
    ['0.01', [4, 2]],
    ['0.001', [3]],
    ['No learning rate', [1]],
  ]);
  expect(groupRuns(runs, 'unknown', models)).toMatchObject([{ label: 'No unknown', runs }]);
});

test('the runs of a collapsed group are not listed', () => {
  const groups = groupRuns(runs, 'model', models);
  const keys = (folded: string[]) => listItems(runs, groups, new Set(folded)).map(({ key }) => key);
  expect(keys([])).toEqual(['model: VAE', 'run 4', 'run 3', 'run 2', 'model: GAN', 'run 1']);
  expect(keys(['model: VAE'])).toEqual(['model: VAE', 'model: GAN', 'run 1']);
  expect(listItems(runs, null, new Set()).map(({ key }) => key)).toEqual([
    'run 4',
    'run 3',
    'run 2',
    'run 1',
  ]);
});

test('a group has the mean and the standard deviation of its numbers', async () => {
  const loss = await fieldOf('loss-last');
  expect(aggregateOf(loss, runs.slice(0, 3))).toEqual({
    text: '14.67 ± 5.033',
    title: 'Loss, last: n = 3, lowest 10, highest 20',
  });
  expect(aggregateOf(loss, runs.slice(0, 1))?.text).toBe('10');
  expect(aggregateOf(await fieldOf('learningRate'), runs)?.text).toBe('0.001–0.01');
  expect(aggregateOf(await fieldOf('model'), runs)).toBeNull();
  // The headline metrics of different models have no mean.
  expect(aggregateOf(await fieldOf('value'), runs)).toBeNull();
});

test('columns are those of fields that some model has, and cells show their values', async () => {
  expect(
    runColumns(['trend', 'learningRate', 'unknown', 'loss-last'], models).map(({ label }) => label),
  ).toEqual(['Trend', 'Learning rate', 'Loss, last']);
  expect(cellOf(await fieldOf('learningRate'), first)).toEqual({
    text: '0.01',
    title: 'Learning rate: 0.01',
  });
  expect(cellOf(await fieldOf('tag'), first).text).toBe('a, b');
  expect(
    cellOf(await fieldOf('learningRate'), {
      ...first,
      run: runOf(7, { config: { hyperparameters: {} } as Run['config'] }),
    }).text,
  ).toBe('–');
});

test('possible columns and groups omit unsuitable fields', () => {
  const columns = possibleColumns(models).map(({ key }) => key);
  expect(columns).toEqual(
    expect.arrayContaining(['samples', 'loss', 'loss-last', 'learningRate', 'coverage']),
  );
  expect(columns).not.toContain('name');
  const groups = possibleGroups(models).map(({ key }) => key);
  expect(groups.slice(0, 2)).toEqual(['model', 'dataset']);
  for (const key of ['loss', 'loss-last', 'coverage', 'time']) expect(groups).not.toContain(key);
});

test('a column moves among the others, and stays in bounds', () => {
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
});

test('quality columns are added to the default columns only, once some run has values', () => {
  const evaluated = {
    quality: {
      step: 1,
      samples: 100,
      encoder: null,
      metrics: { clipped_coverage: { value: 0.5, interval: { low: 0.4, high: 0.6 }, floor: null } },
    },
  };
  const { columns } = DEFAULT_RUN_VIEW;
  expect(columnKeys(columns, [{}])).toEqual(columns);
  expect(columnKeys(columns, [evaluated])).toEqual([
    'dataset',
    'state',
    'trend',
    'value',
    'coverage',
    'time',
    'samples',
  ]);
  expect(columnKeys(['state'], [evaluated])).toEqual(['state']);
});
