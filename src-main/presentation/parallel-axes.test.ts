import { describe, expect, it } from 'vitest';
import type { ModelInfo } from '../contract/model';
import {
  isWithin,
  meritOf,
  METRIC_AXIS,
  parallelAxes,
  positionOf,
  valueAt,
  withBrush,
  type ParallelAxis,
} from './parallel-axes';

const shared = { help: '', group: 'Optimisation' as const };
const fields: ModelInfo['fields'] = {
  rate: { ...shared, kind: 'number', label: 'Learning rate', default: 0.001, min: 0, max: 1, scale: 'log' },
  beta: { ...shared, kind: 'number', label: 'β₁', default: 0.9, min: 0, max: 1 },
  layers: { ...shared, kind: 'sizes', label: 'Layers', default: '64', min: 1, max: 999, maxCount: 4 },
  same: { ...shared, kind: 'boolean', label: 'Same', default: true },
};
const run = (hyperparameters: Record<string, number | string | boolean>, own = fields) => ({
  config: { hyperparameters },
  model: { fields: own },
});
const runs = [
  run({ rate: 0.0001, layers: '512, 256' }),
  run({ rate: 0.001, layers: '64', beta: 0.5 }),
  run({ rate: 0.1, layers: '128' }),
];
const axes = parallelAxes(runs, { label: 'Loss', values: [3, 1, null] });
const axis = (key: string): ParallelAxis => axes.find((one) => one.key === key) ?? expect.fail(key);

describe('parallel axes', () => {
  it('are the hyperparameters in which runs differ, followed by the metric', () => {
    expect(axes.map(({ key }) => key)).toEqual(['rate', 'beta', 'layers', METRIC_AXIS]);
    // A run without a value was trained with the default.
    expect(axis('beta').values).toEqual([0.9, 0.5, 0.9]);
    expect(axis(METRIC_AXIS)).toMatchObject({ low: 1, high: 3, texts: ['3', '1', '–'] });
  });

  it('have ordered categories if values are not numbers', () => {
    expect(axis('layers')).toMatchObject({ categories: ['64', '128', '512, 256'], values: [2, 0, 1] });
  });

  it('leave a gap for a model without the hyperparameter', () => {
    const [rate] = parallelAxes([...runs, run({}, {})], { label: 'Loss', values: [1, 2, 3, 4] });
    expect(rate?.values).toEqual([0.0001, 0.001, 0.1, null]);
    expect(rate?.texts[3]).toBe('–');
  });

  it('do not exist for two runs, or without differences', () => {
    const metric = { label: 'Loss', values: [1, 2, 3] };
    expect(parallelAxes(runs.slice(0, 2), metric)).toEqual([]);
    expect(parallelAxes([run({}), run({}), run({})], metric)).toEqual([]);
  });

  it('are logarithmic for hyperparameters that are chosen by order of magnitude', () => {
    expect(positionOf(axis('rate'), 0.001)).toBeCloseTo(1 / 3, 12);
    expect(positionOf(axis('beta'), 0.6)).toBeCloseTo(0.25, 12);
    expect(positionOf({ low: 2, high: 2, isLog: false }, 2)).toBe(0.5);
    for (const key of ['rate', 'beta'])
      for (const position of [0, 0.3, 1])
        expect(positionOf(axis(key), valueAt(axis(key), position))).toBeCloseTo(position, 3);
  });

  it('label the values of a few runs, and round values that do not overlap for many runs', () => {
    expect(axis('rate').ticks.map(({ text }) => text)).toEqual(['1e\u22124', '0.001', '0.1']);
    const many = Array.from({ length: 30 }, (_, i) => run({ beta: 0.101 + i / 100 }));
    const [beta] = parallelAxes(many, { label: 'Loss', values: many.map((_, i) => i) });
    const positions = (beta?.ticks ?? []).map(({ value }) => positionOf(beta ?? axis('beta'), value));
    expect(positions).toHaveLength(new Set(positions).size);
    expect(Math.min(...positions)).toBe(0);
    expect(Math.max(...positions)).toBe(1);
  });
});

it('an axis without a value has no labels', () => {
  const none = parallelAxes(runs, { label: 'Loss', values: [null, null, null] });
  expect(none.find(({ key }) => key === METRIC_AXIS)).toMatchObject({ low: 0, high: 0, ticks: [] });
});

describe('brushes', () => {
  const within = (brushes: Parameters<typeof isWithin>[1]) =>
    runs.flatMap((_, i) => (isWithin(axes, brushes, i) ? [i] : []));

  it('select the runs within all of them, ends included, and no run without a value', () => {
    expect(within({})).toEqual([0, 1, 2]);
    expect(within({ rate: { from: 0.001, to: null } })).toEqual([1, 2]);
    expect(within({ rate: { from: null, to: 0.001 }, beta: { from: 0.9, to: 0.9 } })).toEqual([0]);
    expect(within({ layers: { from: null, to: null, categories: ['64', '512, 256'] } })).toEqual([0, 1]);
    expect(within({ [METRIC_AXIS]: { from: 0, to: null } })).toEqual([0, 1]);
  });

  it('are removed if they exclude nothing', () => {
    const one = withBrush({}, 'rate', { from: 1, to: null });
    expect(one).toEqual({ rate: { from: 1, to: null } });
    expect(withBrush(one, 'rate', { from: null, to: null })).toEqual({});
    expect(withBrush(one, 'rate', null)).toEqual({});
    expect(withBrush({}, 'layers', { from: null, to: null, categories: [] })).toEqual({});
  });
});

it('the merit of a run is 1 for the best value of the metric', () => {
  expect([0, 1, 2].map((one) => meritOf(axes, one, false))).toEqual([0, 1, null]);
  expect(meritOf(axes, 0, true)).toBe(1);
});
