import { beforeEach, expect, test } from 'vitest';
import type { Dataset } from '../../src-main/contract/dataset';
import type { ModelInfo } from '../../src-main/contract/model';
import type { Run } from '../../src-main/contract/run';
import { RunDraft } from './run-draft.svelte';

const field = { kind: 'number', label: '', help: '', group: 'Objective', min: 0, max: 9 } as const;
const model = {
  id: 'gan',
  title: 'GAN',
  figures: ['samples'],
  data: 'images',
  needsLabels: false,
  fields: { rate: { ...field, default: 1 }, noise: { ...field, default: 0 } },
  examplesPerStep: ['rate'],
  presets: [
    {
      id: 'paper',
      label: 'Paper',
      help: '',
      hyperparameters: { rate: 5 },
      budget: { unit: 'epochs', count: 3 },
      sampleEvery: 50,
      sampleSheet: { columns: 5, rows: 1 },
    },
  ],
  defaultBudget: { unit: 'steps', count: 100 },
} as unknown as ModelInfo;

const digits = {
  id: 'digits',
  name: 'Digits',
  kind: 'images',
  state: 'ready',
  width: 28,
  height: 28,
  trainCount: 640,
} as Dataset;
const ring = { id: 'ring', name: 'Ring', kind: 'points', state: 'absent' } as Dataset;

const source: Pick<Run, 'name' | 'datasetName' | 'config'> = {
  name: 'Source',
  datasetName: '숫자',
  config: {
    model: 'gan',
    dataset: 'digits',
    seed: 1,
    budget: { unit: 'steps', count: 9 },
    hyperparameters: { rate: 1, noise: 2 },
    sampleEvery: 10,
    sampleSheet: { columns: 5, rows: 1 },
    checkpointEvery: 50,
    engine: 'auto',
    device: 'auto',
  },
};

let draft: RunDraft;
beforeEach(() => {
  draft = new RunDraft();
  draft.chooseModel(model, [ring, digits]);
});

test('a preset fills the inputs, and later changes take precedence', () => {
  draft.choosePreset('paper');
  expect([draft.text('rate'), draft.settings.budget, draft.settings.sampleEvery]).toEqual(['5', '3', '50']);
  draft.resetField('rate');
  expect(draft.toNewRun()).toMatchObject({
    preset: 'paper',
    hyperparameters: { rate: 1, noise: 0 },
    budget: { unit: 'epochs', count: 3 },
    sampleEvery: 50,
  });
});

test('the defaults, and another model, remove the values of a preset', () => {
  const bare = draft.toNewRun();
  draft.choosePreset('paper');
  draft.choosePreset(null);
  expect(draft.toNewRun()).toEqual(bare);
  draft.choosePreset('paper');
  draft.chooseModel({ ...model, id: 'other' }, [ring, digits]);
  expect(draft.toNewRun()).toEqual({ ...bare, model: 'other' });
});

test('typed sample settings survive a change of model', () => {
  draft.setSetting('sampleEvery', '7');
  draft.chooseModel({ ...model, id: 'other' }, [ring, digits]);
  expect(draft.settings.sampleEvery).toBe('7');
});

test('a copied run keeps its preset, its sample sheet, and its own values', () => {
  draft.copy(
    { ...source, config: { ...source.config, preset: 'paper', sampleSheet: { columns: 3, rows: 2 } } },
    model,
  );
  expect(draft.toNewRun()).toMatchObject({
    preset: 'paper',
    sampleSheet: { columns: 3, rows: 2 },
    hyperparameters: { rate: 1, noise: 2 },
    budget: { unit: 'steps', count: 9 },
    sampleEvery: 10,
  });
});

test('a model that needs labels rejects a dataset without labels', () => {
  const unlabelled = { ...digits, name: 'Discs', classNames: [] as string[] };
  expect(draft.datasetProblem(unlabelled)).toBeNull();
  draft.chooseModel({ ...model, id: 'classifier', needsLabels: true }, [digits]);
  expect(draft.datasetProblem(unlabelled)).toContain('needs labels');
  expect(draft.datasetProblem({ ...unlabelled, classNames: ['0'] })).toBeNull();
});

test('a model of points selects a dataset of points, and keeps the chosen one', () => {
  const points: ModelInfo = { ...model, id: 'points', data: 'points' };
  const moons = { ...ring, id: 'moons' };
  draft.chooseModel(points, [digits, ring, moons]);
  expect(draft.dataset).toBe('ring');
  expect(draft.datasetProblem(digits)).toContain('trains on points');
  draft.chooseDataset('moons');
  draft.chooseModel({ ...points, id: 'more' }, [digits, ring, moons]);
  expect(draft.dataset).toBe('moons');
});

test('the refusal of a dataset is removed once another is chosen', () => {
  const discs = { ...digits, id: 'discs' };
  draft.refuse({ dataset: { code: 'needs-labels', model: 'A GAN', dataset: 'Digits' } });
  expect(draft.datasetProblem(digits)).toMatch(/^A GAN needs labels, and Digits has none\./);
  draft.chooseDataset('discs');
  expect(draft.datasetProblem(discs)).toBeNull();
});

test('a missing dataset is a problem that names it', () => {
  expect(draft.datasetProblem(undefined)).toBe('The dataset digits was removed. Choose another.');
  draft.copy(source, model);
  expect(draft.datasetProblem(undefined)).toBe('The dataset 숫자 was removed. Choose another.');
  draft.chooseDataset('ring');
  expect(draft.datasetProblem(ring)).toContain('trains on images');
  expect(new RunDraft().datasetProblem(undefined)).toBeNull();
});

test('the length of an epoch is known once dataset and batch size are', () => {
  const batched: ModelInfo = {
    ...model,
    id: 'batched',
    fields: { batchSize: { ...field, kind: 'integer', min: 1, max: 512, default: 64 } },
    examplesPerStep: ['batchSize'],
  };
  draft.chooseModel(batched, [digits]);
  expect(draft.stepsPerEpoch(undefined)).toBeNull();
  expect(draft.stepsPerEpoch(digits)).toBe(10);
  draft.setBudgetUnit('epochs', 10);
  expect([draft.settings.budget, draft.budgetUnit]).toEqual(['10', 'epochs']);
  draft.setField('batchSize', 'many');
  expect(draft.stepsPerEpoch(digits)).toBeNull();
});

test('the settings of a model are restored with it', () => {
  const other: ModelInfo = { ...model, id: 'other' };
  draft.choosePreset('paper');
  draft.setField('noise', '4');
  draft.setSetting('budget', '12');
  draft.setSetting('sampleEvery', '60');
  const before = draft.toNewRun();
  draft.chooseModel(other, [ring, digits]);
  expect([draft.text('noise'), draft.settings.budget, draft.settings.sampleEvery]).toEqual(['0', '100', '']);
  draft.setField('rate', '3');
  draft.chooseModel(model, [ring, digits]);
  expect(draft.toNewRun()).toEqual(before);
  draft.chooseModel(other, [ring, digits]);
  expect(draft.toNewRun()).toMatchObject({ model: 'other', hyperparameters: { rate: 3 } });
});

test('the chosen dataset of each kind is restored with a model of that kind', () => {
  const discs = { ...digits, id: 'discs' };
  const all = [ring, digits, discs];
  draft.chooseDataset('discs');
  draft.chooseModel({ ...model, id: 'points', data: 'points' }, all);
  expect(draft.dataset).toBe('ring');
  draft.chooseModel({ ...model, id: 'other' }, all);
  expect(draft.dataset).toBe('discs');
});

test('overrides the evaluation settings if that is chosen, and in a copy if the copied run did', () => {
  expect(draft.toNewRun()).not.toHaveProperty('evaluation');
  draft.evaluation = 'off';
  expect(draft.toNewRun()).toMatchObject({ evaluation: 'off' });
  draft.copy({ ...source, config: { ...source.config, evaluation: 'end' } }, model);
  expect(draft.toNewRun()).toMatchObject({ evaluation: 'end' });
  draft.copy(source, model);
  expect(draft.evaluation).toBeNull();
});
