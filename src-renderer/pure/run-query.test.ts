import { describe, expect, test } from 'vitest';
import type { Run } from '../../src-main/contract/run';
import { runOf } from '../testing/fake-core';
import { columnAtStep } from './run-columns';
import {
  fieldNames,
  measuredColumn,
  qualityColumns,
  type DescribedModel,
  type DescribedRun,
} from '../../src-main/presentation/run-fields';
import { inOrder, nextOrder, NEWEST_FIRST } from './run-order';
import { completions, fieldsIn, parseQuery } from './run-query';

const rate = {
  kind: 'number',
  label: 'Learning rate',
  help: '',
  group: 'Optimisation',
  default: 1,
  min: 0,
  max: 9,
} as const;
const loss = { quantity: 'loss', help: '', group: 'Loss', better: 'lower' } as const;
const wgan: DescribedModel = {
  title: 'Wasserstein GAN',
  data: 'images',
  fields: { learningRate: rate, penalty: { ...rate, kind: 'boolean', default: true, label: 'Penalty' } },
  metrics: [{ ...loss, name: 'w_loss', label: 'Critic loss' }],
  headlineMetric: 'w_loss',
};
const vae: DescribedModel = {
  title: 'VAE (MLP)',
  data: 'images',
  fields: { learningRate: rate },
  metrics: [{ ...loss, name: 'loss', label: 'Negative ELBO' }],
  headlineMetric: 'loss',
};
const models = [wgan, vae];

const config = (model: string, hyperparameters: Run['config']['hyperparameters'], seed: number) =>
  ({ model, dataset: 'mnist-10k', hyperparameters, seed, device: 'auto' }) as Run['config'];
const runs: DescribedRun[] = [
  {
    run: runOf(1, {
      name: '세점 sweep',
      state: 'completed',
      datasetName: 'MNIST 10k',
      step: 500,
      latest: { w_loss: 0.5 },
      tags: ['good', '기준 run'],
      starred: true,
      config: config('wgan', { learningRate: 0.001, penalty: true }, 7),
    }),
    model: wgan,
  },
  {
    run: runOf(2, {
      name: 'Long run',
      state: 'failed',
      datasetName: 'MNIST 10k',
      step: 90,
      tags: ['Good'],
      hasNotes: true,
      config: config('wgan', { learningRate: 0.01, penalty: false }, 8),
    }),
    model: wgan,
  },
  {
    run: runOf(3, {
      name: 'a VAE',
      state: 'completed',
      datasetName: 'Ring of 8',
      step: 100,
      latest: { loss: 160 },
      config: config('vae-mlp', { learningRate: 0.001 }, 7),
      quality: {
        step: 90,
        samples: 10_000,
        encoder: '0123456789ab',
        metrics: { clipped_coverage: { value: 0.85, interval: null, floor: null } },
      },
    }),
    model: vae,
  },
];

const found = (text: string) => {
  const { matches, problem } = parseQuery(text, models);
  if (problem !== null) return problem;
  return runs.filter((one) => matches(one)).map(({ run }) => run.id);
};

describe('a filter', () => {
  test('without a word finds every run', () => {
    expect([found(''), found('   ')]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('finds rows that contain all words anywhere', () => {
    expect(found('mnist')).toEqual([1, 2]);
    expect(found('MNIST long')).toEqual([2]);
    expect(found('"ring of"')).toEqual([3]);
    expect(found('세점')).toEqual([1]);
    expect(found('#3')).toEqual([3]);
    expect(found('wasserstein')).toEqual([1, 2]);
    expect(found('기준')).toEqual([1]);
  });

  test('matches a part of a text with : and all of it with =', () => {
    expect(found('model:wgan state:completed')).toEqual([1]);
    expect(found('model:"VAE (MLP)"')).toEqual([3]);
    expect(found('dataset:mnist')).toEqual([1, 2, 3]);
    expect(found('dataset="ring of 8"')).toEqual([3]);
    expect(found('state=complete')).toEqual([]);
    expect(found('model:wgan,vae')).toEqual([1, 2, 3]);
  });

  test('compares numbers: hyperparameters under common abbreviations, seeds, steps, metrics', () => {
    expect(found('lr>0.001')).toEqual([2]);
    expect(found('lr>=0.001')).toEqual([1, 2, 3]);
    expect(found('learningrate:0.01')).toEqual([2]);
    expect(found('seed:7')).toEqual([1, 3]);
    expect(found('step<100')).toEqual([2]);
    expect(found('step<=100 -state:failed')).toEqual([3]);
    expect(found('w_loss<1')).toEqual([1]);
    expect(found('penalty:yes')).toEqual([1]);
    expect(found('penalty:no')).toEqual([2]);
  });

  test('compares the quality of samples under short and full names', () => {
    expect([found('coverage>0.8'), found('clipped_coverage>0.8')]).toEqual([[3], [3]]);
    expect([found('coverage<=0.8'), found('kernel<1')]).toEqual([[], []]);
  });

  test('finds tags, stars and notes', () => {
    expect(found('tag:good')).toEqual([1, 2]);
    expect(found('tag:"기준 run"')).toEqual([1]);
    expect(found('-is:tagged')).toEqual([3]);
    expect([found('star:yes'), found('is:starred')]).toEqual([[1], [1]]);
    expect(found('is:noted,starred')).toEqual([1, 2]);
    expect(found('is:failed')).toEqual([2]);
  });

  test('negates with -, and a run without the value is never below or above one', () => {
    expect(found('-mnist')).toEqual([3]);
    expect(found('-model:wgan')).toEqual([3]);
    expect(found('loss>0')).toEqual([3]);
    expect(found('-loss>0')).toEqual([1, 2]);
    expect(found('-')).toEqual([3]);
  });

  test('excludes nothing while a condition is being typed, and reports what it cannot parse', () => {
    expect(found('model:')).toEqual([1, 2, 3]);
    expect(found('lr>')).toEqual([1, 2, 3]);
    expect(found('"long')).toEqual([2]);
    expect(found('moon:1')).toBe('No run has “moon”.');
    expect(found('lr>fast')).toBe('“fast” is no number to compare learning rate with.');
  });
});

describe('completions', () => {
  const at = (text: string, caret = text.length) =>
    completions(text, caret, runs, fieldNames(models), models);
  const texts = (text: string) => at(text).options.map((one) => one.text);

  test('start with the fields, by their names and labels', () => {
    expect(texts('mo')).toEqual(['model:', 'modes:']);
    expect(texts('-sta')).toEqual(['-state:', '-star:']);
    expect(texts('learn')).toEqual(['learningRate:']);
    expect(texts('negative')).toEqual(['loss:', 'loss-last:', 'loss-best:']);
  });

  test('continue with the values that runs have', () => {
    expect(texts('state:')).toEqual(['state:completed', 'state:failed']);
    expect(texts('dataset:ri')).toEqual(['dataset:"Ring of 8"']);
    expect(texts('tag:')).toEqual(['tag:good', 'tag:Good', 'tag:"기준 run"']);
    expect(texts('lr:')).toEqual(['lr:0.001', 'lr:0.01']);
    expect(texts('penalty:')).toEqual(['penalty:no', 'penalty:yes']);
    expect(texts('state:failed')).toEqual([]);
  });

  test('apply only to the term at the caret', () => {
    expect(at('model:wgan sta', 14)).toMatchObject({ from: 11, to: 14 });
    expect(at('stat model:wgan', 4)).toMatchObject({ from: 0, to: 4, options: [{ text: 'state:' }] });
    expect(at('state:failed ', 13).options).toEqual([]);
    expect(at('', 0).options).toEqual([]);
  });
});

describe('the order of runs', () => {
  const ids = (key: string, descending: boolean) =>
    inOrder(runs, { key, descending }, models).map(({ run }) => run.id);

  test('is by any field, in either direction, with the newest of equal runs first', () => {
    expect(inOrder(runs, NEWEST_FIRST, models).map(({ run }) => run.id)).toEqual([3, 2, 1]);
    expect(ids('name', false)).toEqual([3, 2, 1]);
    expect(ids('step', false)).toEqual([2, 3, 1]);
    expect(ids('learningRate', true)).toEqual([2, 3, 1]);
    expect(ids('learningRate', false)).toEqual([3, 1, 2]);
  });

  test('puts runs without a value last in both directions', () => {
    expect(ids('loss', false)).toEqual([3, 2, 1]);
    expect(ids('loss', true)).toEqual([3, 2, 1]);
    expect(ids('coverage', false)).toEqual([3, 2, 1]);
    expect(ids('moon', true)).toEqual([3, 2, 1]);
  });

  test('has at most two columns of evaluated quality, with the interval in the title of a cell', () => {
    const evaluated = (...ids: ('clipped_coverage' | 'kernel_distance' | 'modes_covered')[]) => ({
      quality: {
        step: 1,
        samples: 100,
        encoder: null,
        metrics: Object.fromEntries(
          ids.map((id) => [id, { value: 0.5, interval: { low: 0.4, high: 0.6 }, floor: null }]),
        ),
      },
    });
    const columnsOf = (...given: Pick<Run, 'quality'>[]) => qualityColumns(given).map(({ key }) => key);
    expect(columnsOf({})).toEqual([]);
    expect(columnsOf({}, evaluated('modes_covered'))).toEqual(['modes']);
    const both = evaluated('modes_covered', 'kernel_distance', 'clipped_coverage');
    expect(columnsOf(both)).toEqual(['coverage', 'kernel']);
    const [coverage] = qualityColumns([both]);
    expect(coverage?.cell?.(runOf(1, both))).toMatchObject({
      text: '0.5000',
      title: expect.stringContaining('0.4000 to 0.6000') as string,
    });
    expect(coverage?.cell?.(runOf(1))).toBeNull();
  });

  test('a column head cycles through one direction, the other, and newest first', () => {
    const first = nextOrder(NEWEST_FIRST, 'time', true);
    expect(first).toEqual({ key: 'time', descending: true });
    const second = nextOrder(first, 'time', true);
    expect(second).toEqual({ key: 'time', descending: false });
    expect(nextOrder(second, 'time', true)).toEqual(NEWEST_FIRST);
    expect(nextOrder(second, 'name', false)).toEqual({ key: 'name', descending: false });
  });
});

describe('the best value of a metric, or its value at a step', () => {
  const values: Readonly<Record<string, Readonly<Record<number, number>>>> = {
    'w_loss-best': { 1: 0.25, 2: 0.125 },
    'w_loss@1000': { 1: 3 },
  };
  const measured = runs.map((one) => ({
    ...one,
    measured: (key: string) => values[key]?.[one.run.id],
  }));
  const idsOf = (all: readonly DescribedRun[]) => all.map(({ run }) => run.id);
  const found = (query: string) => {
    const { matches } = parseQuery(query, models);
    return matches === null ? null : idsOf(measured.filter(matches));
  };

  test('are columns of the metrics that have a direction', () => {
    expect(measuredColumn('w_loss-best', models)).toMatchObject({ place: 'lowest' });
    expect(measuredColumn('W_Loss@1000', models)).toMatchObject({ place: 1000, metric: { name: 'w_loss' } });
    const lossless = [
      { ...wgan, metrics: wgan.metrics.map((one) => ({ ...one, better: 'neither' as const })) },
    ];
    expect(measuredColumn('w_loss-best', lossless)).toBeNull();
    for (const key of ['w_loss', 'w_loss-last', 'other@5', 'w_loss@', 'learningRate-best'])
      expect(measuredColumn(key, models)).toBeNull();
    expect(columnAtStep(' w_loss@1000 ', models)).toEqual({
      key: 'w_loss@1000',
      label: 'Critic loss, at step 1\u202f000',
    });
    expect(columnAtStep('w_loss-best', models)).toBeNull();
    expect(fieldNames(models)).toContainEqual({ key: 'w_loss-best', label: 'Critic loss, best' });
  });

  test('filter and sort runs', () => {
    expect(found('w_loss-best<0.2')).toEqual([2]);
    expect(found('w_loss@1000>=3')).toEqual([1]);
    expect(found('-w_loss@1000>=3 w_loss-best>0')).toEqual([2]);
    expect(idsOf(inOrder(measured, { key: 'w_loss-best', descending: false }, models)).slice(0, 2)).toEqual([
      2, 1,
    ]);
    expect(idsOf(inOrder(measured, { key: 'w_loss@1000', descending: true }, models))[0]).toBe(1);
  });

  test('are completed, and read from a filter', () => {
    const offered = (text: string) =>
      completions(text, text.length, measured, fieldNames(models), models).options.map((one) => one.text);
    expect(offered('w_loss-b')).toEqual(['w_loss-best:']);
    expect(offered('w_loss@1000')).toEqual(['w_loss@1000:']);
    expect(offered('w_loss@1000:')).toEqual(['w_loss@1000:3']);
    expect(fieldsIn('word -w_loss@1000>1 tag:"a b" w_loss-best<')).toEqual([
      'w_loss@1000',
      'tag',
      'w_loss-best',
    ]);
  });
});
