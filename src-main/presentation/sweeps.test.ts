import { describe, expect, it } from 'vitest';
import { fakeRun } from '../testing/fake-runs';
import type { Run } from '../contract/run';
import type { Sweep } from '../contract/sweep';
import {
  gridAxes,
  rankedRuns,
  settingText,
  stopText,
  sweepGrid,
  sweepMetrics,
  sweepSettings,
  sweepValue,
} from './sweeps';

const { run: base } = fakeRun({ id: 1, shape: 'vae', name: 'A run' });
const metric = { id: 'validation_loss', label: 'Loss', better: 'lower', ofSamples: false } as const;
const sweep: Pick<Sweep, 'plan'> = {
  plan: {
    run: { model: 'vae', dataset: 'd', hyperparameters: {}, engine: 'auto', device: 'auto' },
    axes: [{ field: 'learningRate', values: [0.1, 0.2] }],
    seeds: 2,
  },
};

function run(id: number, learningRate: number, loss: number | null, state: Run['state'] = 'completed'): Run {
  const config = { ...base.config, hyperparameters: { ...base.config.hyperparameters, learningRate } };
  return { ...base, id, state, config, latest: loss === null ? {} : { validation_loss: loss } };
}

describe('the settings of a sweep', () => {
  const runs = [run(1, 0.1, 4), run(2, 0.1, 6), run(3, 0.2, 1), run(4, 0.2, 2), run(5, 0.3, null)];

  it('are ranked by the mean over their seeds, with the sample standard deviation', () => {
    const settings = sweepSettings(sweep, runs, metric);
    expect(settings.map(({ values, n, mean }) => [values['learningRate'], n, mean])).toEqual([
      [0.2, 2, 1.5],
      [0.1, 2, 5],
      [0.3, 0, null],
    ]);
    // Values 4 and 6: the square root of ((−1)² + 1²) / 1.
    expect(settings[1]?.standardDeviation).toBeCloseTo(Math.SQRT2, 12);
    expect(settings.map(settingText)).toEqual(['1.500 ± 0.71 (n = 2)', '5 ± 1.4 (n = 2)', '–']);
  });

  it('are ranked by the highest mean if higher is better, and keep their order without a metric', () => {
    const order = (of: typeof metric | undefined, better: 'lower' | 'higher') =>
      sweepSettings(sweep, runs, of && { ...of, better }).map(({ values }) => values['learningRate']);
    expect(order(metric, 'higher')).toEqual([0.1, 0.2, 0.3]);
    expect(order(undefined, 'lower')).toEqual([0.1, 0.2, 0.3]);
  });
});

it.each([
  [{ bound: 200 }, 'stops if loss > 200'],
  [{ patience: 20 }, 'stops if loss does not improve for 20 steps'],
  [{ bound: 200, patience: 5 }, 'stops if loss > 200 or does not improve for 5 steps'],
])('describes the rule %o', (rule, text) => {
  expect(stopText({ metric: 'loss', ...rule }, undefined)).toBe(text);
});

it('has no value for a run that diverged', () => {
  expect(sweepValue(run(1, 0.1, 4), metric)).toBe(4);
  expect(sweepValue(run(1, 0.1, 4, 'diverged'), metric)).toBeNull();
  expect(
    sweepValue({ ...run(1, 0.1, 4), quality: undefined }, { id: 'recognised', ofSamples: true }),
  ).toBeNull();
});

it('compares only by metrics over many items', () => {
  const metrics = sweepMetrics({
    data: 'points',
    figures: ['points'],
    metrics: [
      { name: 'loss', better: 'lower' },
      { name: 'validation_loss', better: 'lower', split: 'validation' },
      { name: 'validation_kl', better: 'neither', split: 'validation' },
      { name: 'test_loss', better: 'lower', split: 'test' },
    ].map((one) => ({ ...one, quantity: '', label: one.name, help: '', group: 'Loss' }) as never),
  });
  expect(metrics.map(({ id }) => id)).toEqual([
    'validation_loss',
    'wasserstein',
    'modes_covered',
    'high_quality',
  ]);
  expect(metrics.find(({ id }) => id === 'wasserstein')?.better).toBe('lower');
});

describe('the sheets of a sweep', () => {
  const runs = [run(1, 0.2, 4), run(2, 0.1, 6), run(3, 0.2, 1), run(4, 0.1, null)].map((one, i) => ({
    ...one,
    config: { ...one.config, seed: i < 2 ? 5 : 6 },
  }));

  it('are arranged by two axes, in order of their values', () => {
    const grid = sweepGrid(runs, 'learningRate', 'seed');
    expect(grid.columns).toEqual([0.1, 0.2]);
    expect(grid.rows).toEqual([5, 6]);
    expect(grid.cells.map((row) => row.map((cell) => cell.map(({ id }) => id)))).toEqual([
      [[2], [1]],
      [[4], [3]],
    ]);
  });

  it('are arranged by one axis, with all runs of a value together', () => {
    const { rows, cells } = sweepGrid(runs, 'learningRate', null);
    expect(rows).toHaveLength(1);
    expect(cells[0]?.map((cell) => cell.map(({ id }) => id))).toEqual([
      [2, 4],
      [1, 3],
    ]);
  });

  it('are arranged by lists of values and by seeds, not by values drawn from a range', () => {
    expect(gridAxes(sweep)).toEqual(['learningRate', 'seed']);
    const axes = [{ field: 'learningRate', from: 0.1, to: 0.2, scale: 'log' as const }];
    expect(gridAxes({ plan: { ...sweep.plan, axes, seeds: 1 } })).toEqual([]);
  });

  it('are ranked, with those without a value last', () => {
    expect(rankedRuns(runs, metric).map(({ id }) => id)).toEqual([3, 1, 2, 4]);
    expect(rankedRuns(runs, { ...metric, better: 'higher' }).map(({ id }) => id)).toEqual([2, 1, 3, 4]);
  });
});
