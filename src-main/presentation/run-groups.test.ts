import { describe, expect, it } from 'vitest';
import type { RunConfig } from '../contract/run';
import { BY_SEEDS, groupChoices, groupRuns, UNGROUPED } from './run-groups';

const field = (label: string) => ({
  kind: 'number' as const,
  label,
  help: '',
  group: 'Optimisation' as const,
  default: 1,
  min: 0,
  max: 100,
});
const MODEL = {
  title: 'Vanilla GAN',
  presets: [],
  fields: { learningRate: field('Learning rate'), hidden: field('Hidden units') },
};

function run(
  name: string,
  seed: number,
  hyperparameters: RunConfig['hyperparameters'],
  changes: Partial<RunConfig> = {},
) {
  const config: RunConfig = {
    model: 'gan-mlp',
    dataset: 'digits',
    seed,
    budget: { unit: 'steps', count: 100 },
    hyperparameters,
    sampleEvery: 10,
    sampleSheet: { columns: 8, rows: 8 },
    checkpointEvery: 10,
    engine: 'auto',
    device: 'auto',
    ...changes,
  };
  return { run: { name, config, datasetName: 'Digits', origin: null }, model: MODEL };
}

const RUNS = [
  run('a', 1, { learningRate: 0.1, hidden: 8 }),
  run('b', 2, { learningRate: 0.2, hidden: 8 }),
  run('c', 2, { learningRate: 0.1, hidden: 8 }),
  run('d', 3, { learningRate: 0.1, hidden: 16 }),
];
const membersBy = (by: string, runs = RUNS) => groupRuns(runs, by).map(({ members }) => members);

describe('groups of runs', () => {
  it('by seeds have the same settings except the seed', () => {
    expect(membersBy(BY_SEEDS)).toEqual([[0, 2], [1], [3]]);
    const evaluated = run('e', 4, { learningRate: 0.1, hidden: 8 }, { evaluation: 'end' });
    const longer = run('f', 5, { learningRate: 0.1, hidden: 8 }, { budget: { unit: 'steps', count: 200 } });
    expect(membersBy(BY_SEEDS, [RUNS[0]!, evaluated, longer])).toEqual([[0, 1], [2]]);
  });

  it('by seeds contain each seed once', () => {
    const again = run('a again', 1, { learningRate: 0.1, hidden: 8 });
    expect(membersBy(BY_SEEDS, [RUNS[0]!, again, RUNS[2]!])).toEqual([[0, 2], [1]]);
  });

  it('by a setting share its value and the model, whatever else differs', () => {
    expect(membersBy('learningRate')).toEqual([[0, 2, 3], [1]]);
    const other = run('e', 1, { learningRate: 0.1, hidden: 8 }, { model: 'wgan' });
    const wgan = { ...other, model: { ...MODEL, title: 'WGAN' } };
    expect(membersBy('learningRate', [RUNS[0]!, wgan, RUNS[2]!])).toEqual([[0, 2], [1]]);
  });

  it('have one run each without a grouping', () => {
    expect(groupRuns(RUNS, UNGROUPED).map(({ label, members }) => [label, members])).toEqual([
      ['a', [0]],
      ['b', [1]],
      ['c', [2]],
      ['d', [3]],
    ]);
  });

  it('are named after the settings that distinguish them; a single run has its own name', () => {
    expect(groupRuns(RUNS, BY_SEEDS).map(({ label }) => label)).toEqual([
      'Vanilla GAN, Learning rate 0.1, Hidden units 8',
      'b',
      'd',
    ]);
    expect(groupRuns(RUNS, 'learningRate').map(({ label }) => label)).toEqual([
      'Vanilla GAN, Learning rate 0.1',
      'b',
    ]);
  });
});

it('offers only groupings in which some group has several runs', () => {
  expect(groupChoices(RUNS)).toEqual([
    { value: UNGROUPED, label: 'Individual runs' },
    { value: BY_SEEDS, label: 'Seeds' },
    { value: 'learningRate', label: 'Learning rate' },
    { value: 'hidden', label: 'Hidden units' },
  ]);
  expect(groupChoices([RUNS[0]!, RUNS[1]!]).map(({ label }) => label)).toEqual(['Individual runs']);
});
