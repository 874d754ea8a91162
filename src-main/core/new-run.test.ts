import { describe, expect, it } from 'vitest';
import type { Dataset } from '../contract/dataset';
import { type Problem, refusal, WorkbenchError } from '../contract/error';
import { fieldReasonText } from '../contract/problems/catalogue';
import { RUN_PALETTE } from '../presentation/palette';
import type { NewRun } from '../contract/run';
import { registeredModels } from './models';
import { comparisonStarters, firstRuns, groupOf } from '../presentation/starters';
import { defaultIntervals, nextColor, resolveNewRun } from './new-run';

const digits = {
  id: 'synthetic-digits',
  kind: 'images',
  name: 'Synthetic digits',
  classNames: ['0', '1'],
  width: 28,
  height: 28,
  trainCount: 60_000,
} as Dataset;
const ring = { ...digits, id: 'ring-8', kind: 'points', name: 'Ring' } as Dataset;
const mnist = { ...digits, id: 'mnist-10k', name: 'MNIST 10k', trainCount: 9000 };
const plain = { ...digits, id: 'plain', name: 'Plain', classNames: [] as string[] };
const odd = { ...digits, id: 'odd', name: 'Odd', width: 30 };
const datasetById = (id: string): Dataset => {
  const found = [digits, mnist, ring, plain, odd].find((one) => one.id === id);
  if (found !== undefined) return found;
  throw refusal('dataset.unknown', { id });
};
const resolve = (given: NewRun) => resolveNewRun(given, registeredModels, datasetById);
function problemWith(given: NewRun): Problem {
  try {
    resolve(given);
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

/** Returns the problems as texts, by form field. */
const fieldsOf = (given: NewRun) =>
  Object.fromEntries(
    Object.entries(problemWith(given).fields ?? {}).map(([name, reason]) => [name, fieldReasonText(reason)]),
  );

describe('a new run', () => {
  it('has the defaults of its model', () => {
    const { config } = resolve({ model: 'gan-mlp', dataset: 'synthetic-digits' });
    const info = registeredModels.info('gan-mlp');
    expect(config.budget).toEqual(info.defaultBudget);
    expect(Object.keys(config.hyperparameters).sort()).toEqual(Object.keys(info.fields).sort());
    expect(config.engine).toBe('auto');
    expect(Number.isInteger(config.seed)).toBe(true);
  });

  it('is refused on a dataset that its model cannot train on', () => {
    expect(fieldsOf({ model: 'gan-mlp', dataset: 'ring-8' })['dataset']).toMatch(/trains on images/);
    expect(fieldsOf({ model: 'gan-mlp-2d', dataset: 'plain' })['dataset']).toMatch(/trains on points/);
    expect(fieldsOf({ model: 'cgan', dataset: 'plain' })['dataset']).toMatch(/needs labels/);
    for (const model of ['dcgan', 'wgan', 'cgan', 'sgan', 'gan-conv'])
      expect(fieldsOf({ model, dataset: 'odd' })['dataset']).toMatch(/divisible by 4.*30 × 28/);
    expect(resolve({ model: 'gan-mlp', dataset: 'odd' }).config.dataset).toBe('odd');
    expect(resolve({ model: 'cgan-2d', dataset: 'ring-8' }).config.dataset).toBe('ring-8');
  });

  it('records at fractions of its epochs, which do not count held-out items', () => {
    const { config } = resolve({ model: 'classifier-mlp', dataset: 'synthetic-digits' });
    expect((48_000 / 64) % config.checkpointEvery).toBe(0);
  });

  it('refuses a hyperparameter with the name of a property that every object has', () => {
    const given = { model: 'gan-mlp', dataset: 'synthetic-digits', hyperparameters: { toString: 1 } };
    expect(problemWith(given).message).toMatch(/no hyperparameter toString/);
  });

  it('has the given settings', () => {
    const given = {
      model: 'vae-mlp',
      dataset: 'synthetic-digits',
      name: 'Mine',
      seed: 5,
      budget: { unit: 'epochs', count: 2 },
      hyperparameters: { batchSize: 32 },
      sampleEvery: 7,
      checkpointEvery: 9,
      engine: 'eager',
    } as const;
    const { name, config } = resolve(given);
    expect(name).toBe('Mine');
    expect(config).toMatchObject({
      seed: 5,
      budget: given.budget,
      sampleEvery: 7,
      checkpointEvery: 9,
      engine: 'eager',
    });
    expect(config.hyperparameters['batchSize']).toBe(32);
  });

  it('is refused with a problem for each field', () => {
    const problem = problemWith({
      model: 'gan-mlp',
      dataset: 'nothing',
      hyperparameters: { batchSize: 0, learningRate: 'fast', colour: 1 },
    });
    expect(problem.code).toBe('run.invalid');
    expect(Object.keys(problem.fields ?? {}).sort()).toEqual([
      'batchSize',
      'colour',
      'dataset',
      'learningRate',
    ]);
    expect(problem.message).toMatch(/Batch size must be between 1 and/);
    expect(Object.keys(problemWith({ model: 'gpt', dataset: 'synthetic-digits' }).fields ?? {})).toEqual([
      'model',
    ]);
    const outside = {
      model: 'gan-mlp',
      dataset: 'synthetic-digits',
      seed: -1,
      budget: { unit: 'steps', count: 0 },
    };
    expect(Object.keys(problemWith(outside as NewRun).fields ?? {}).sort()).toEqual(['budget.count', 'seed']);
  });
});

describe('default intervals', () => {
  it.each([
    [{ unit: 'steps', count: 1_000_000 }, 500, 5000],
    [{ unit: 'steps', count: 100_000 }, 500, 5000],
    [{ unit: 'steps', count: 20_000 }, 500, 2000],
    [{ unit: 'steps', count: 2000 }, 50, 200],
    [{ unit: 'steps', count: 500 }, 10, 50],
    [{ unit: 'steps', count: 100 }, 10, 10],
    [{ unit: 'steps', count: 10 }, 10, 1],
    [{ unit: 'epochs', count: 30 }, 234, 3 * 468],
    [{ unit: 'epochs', count: 40 }, 468, 4 * 468],
    [{ unit: 'epochs', count: 1 }, 9, 46],
    [{ unit: 'epochs', count: 200 }, 4 * 468, 20 * 468],
    [{ unit: 'epochs', count: 10_000_000 }, 1_000_000, 1_000_000],
  ] as const)('of %j', (budget, sampleEvery, checkpointEvery) => {
    expect(defaultIntervals(budget, 468)).toEqual({ sampleEvery, checkpointEvery });
  });
});

describe('default intervals of other numbers of figures and checkpoints', () => {
  it.each([
    [{ unit: 'steps', count: 20_000 }, 2000, 5000],
    [{ unit: 'steps', count: 1_000_000 }, 2500, 5000],
    [{ unit: 'steps', count: 1000 }, 100, 500],
    [{ unit: 'epochs', count: 40 }, 4 * 468, 10 * 468],
  ] as const)('of %j', (budget, sampleEvery, checkpointEvery) => {
    const defaults = { samples: 10, checkpoints: 4 };
    expect(defaultIntervals(budget, 468, defaults)).toEqual({ sampleEvery, checkpointEvery });
  });
});

describe('colours', () => {
  it('repeat, but never one of the newest runs', () => {
    const recent: number[] = [];
    for (let i = 0; i < 20; i++) recent.unshift(nextColor(recent));
    const newestFirst = recent.slice(0, RUN_PALETTE.length);
    expect(new Set(newestFirst).size).toBe(RUN_PALETTE.length);
    expect(nextColor([])).toBe(0);
    expect(nextColor([0, 1, 2])).toBe(3);
  });
});

describe('runs launched with one click', () => {
  it('are valid for their models, and have names', () => {
    for (const { title, runs } of [...firstRuns(), ...comparisonStarters()]) {
      const resolved = runs.map(resolve);
      expect(new Set(resolved.map(({ name }) => name)).size, title).toBe(runs.length);
      expect(new Set(resolved.map(({ dataset }) => dataset.id)).size, title).toBe(1);
    }
  });

  it('are pairs that differ in the model or one setting, and train side by side', () => {
    for (const starter of comparisonStarters()) {
      const [one, other] = starter.runs.map((run) => resolve(run).config);
      const differences = Object.keys(one!.hyperparameters).filter(
        (name) => one!.hyperparameters[name] !== other!.hyperparameters[name],
      );
      expect(one!.model !== other!.model || differences.length === 1, starter.title).toBe(true);
      expect(groupOf(starter)).toMatchObject({ name: starter.title, sideBySide: true });
    }
    expect(firstRuns().map((starter) => groupOf(starter) === null)).toEqual([true, true, false]);
  });
});
