import { beforeEach, expect, test } from 'vitest';
import type { Dataset } from '../../src-main/contract/dataset';
import type { ModelInfo } from '../../src-main/contract/model';
import { RunDraft } from './run-draft.svelte';

const field = { kind: 'number', label: '', help: '', group: 'Objective', min: 0, max: 9 } as const;
const model = {
  id: 'gan',
  title: 'GAN',
  data: 'images',
  needsLabels: false,
  fields: { rate: { ...field, default: 1 }, noise: { ...field, default: 0 } },
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

const digits = { id: 'digits', name: 'Digits', kind: 'images', state: 'ready' } as Dataset;
const ring = { id: 'ring', name: 'Ring', kind: 'points', state: 'absent' } as Dataset;

let draft: RunDraft;
beforeEach(() => {
  draft = new RunDraft();
  draft.chooseModel(model, [ring, digits]);
});

test('a preset fills the boxes, and what is changed after wins over it', () => {
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

test('the defaults, and another model, leave nothing of a preset', () => {
  const bare = draft.toNewRun();
  draft.choosePreset('paper');
  draft.choosePreset(null);
  expect(draft.toNewRun()).toEqual(bare);
  draft.choosePreset('paper');
  draft.chooseModel({ ...model, id: 'other' }, [ring, digits]);
  expect(draft.toNewRun()).toEqual({ ...bare, model: 'other' });
});

test('what was typed of the samples survives a change of model', () => {
  draft.setSetting('sampleEvery', '7');
  draft.chooseModel({ ...model, id: 'other' }, [ring, digits]);
  expect(draft.settings.sampleEvery).toBe('7');
});

test('a copied run keeps its sheet of samples by its preset, and its own values', () => {
  draft.copy(
    {
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
    model,
  );
  expect(draft.toNewRun()).toMatchObject({
    preset: 'paper',
    hyperparameters: { rate: 1, noise: 2 },
    budget: { unit: 'steps', count: 9 },
    sampleEvery: 10,
  });
});

test('a model that needs labels says so of a dataset without', () => {
  const unlabelled = { ...digits, name: 'Discs', classNames: [] as string[] };
  expect(draft.datasetProblem(unlabelled)).toBeNull();
  draft.chooseModel({ ...model, id: 'classifier', needsLabels: true }, [digits]);
  expect(draft.datasetProblem(unlabelled)).toContain('needs labels');
  expect(draft.datasetProblem({ ...unlabelled, classNames: ['0'] })).toBeNull();
});

test('a model of points takes a dataset of points, and keeps the one chosen', () => {
  const points: ModelInfo = { ...model, id: 'points', data: 'points' };
  const moons = { ...ring, id: 'moons' };
  draft.chooseModel(points, [digits, ring, moons]);
  expect(draft.dataset).toBe('ring');
  expect(draft.datasetProblem(digits)).toContain('trains on points');
  draft.chooseDataset('moons');
  draft.chooseModel({ ...points, id: 'more' }, [digits, ring, moons]);
  expect(draft.dataset).toBe('moons');
});

test('a refused dataset is forgotten once another is chosen', () => {
  draft.refuse({ dataset: 'There is none.' });
  expect(draft.datasetProblem(undefined)).toBe('There is none.');
  draft.chooseDataset('discs');
  expect(draft.datasetProblem(undefined)).toBeNull();
});
