import { describe, expect, it } from 'vitest';
import {
  comparedOver,
  compareValues,
  comparisonNote,
  estimateText,
  headlineEstimate,
  headlineText,
  winnerOf,
  type ComparableRun,
  type ComparedRun,
  type Estimate,
} from './comparison';
import type { Evaluation } from '../contract/evaluation';
import type { MetricInfo } from '../contract/model';
import { windowMeans, windowSteps, type RunWindow } from '../contract/window-mean';

const metric = (name: string, label: string, group: string, rest: Partial<MetricInfo> = {}): MetricInfo => ({
  name,
  quantity: label,
  label,
  help: '',
  group,
  better: 'lower',
  ...rest,
});
const vae = [
  metric('loss', 'Negative ELBO', 'Loss', { unit: 'nats', variesWith: { beta: 1 } }),
  metric('validation_loss', 'Validation negative ELBO', 'Loss', { unit: 'nats', split: 'validation' }),
  metric('kl', 'KL', 'KL', { better: 'neither' }),
];
const gan = [metric('g_loss', 'Generator loss', 'Loss', { better: 'neither' })];

interface Given {
  window?: RunWindow | null;
  evaluations?: Evaluation[];
  dataset?: string;
  fingerprint?: string | null;
  beta?: number;
  latest?: Record<string, number>;
}
function compared(id: number, metrics: MetricInfo[], given: Given = {}): ComparedRun {
  const { window = null, evaluations = [], dataset = 'digits', beta = 1, latest = {} } = given;
  const config = { dataset, hyperparameters: { beta } } as unknown as ComparableRun['config'];
  const datasetFingerprint = given.fingerprint === undefined ? 'abc' : given.fingerprint;
  const run = { id, config, datasetFingerprint, latest, evaluations, window };
  return { run, model: { fields: {}, metrics } };
}
const window = (mean: number, margin: number | null, name = 'loss'): RunWindow => ({
  from: 469,
  to: 936,
  metrics: { [name]: { mean, margin } },
});
const evaluation = (mean: number, standardError: number | null): Evaluation => ({
  split: 'validation',
  step: 936,
  count: 5000,
  of: 12_000,
  metrics: { validation_loss: { mean, standardError } },
});
const estimate = (value: number, margin: number | null): Estimate => ({ value, margin, basis: '' });

describe('the best of several', () => {
  it('is the run whose interval is better than, and disjoint from, all others', () => {
    const values = [estimate(103.3, 0.3), estimate(95, 0.4), null, estimate(101, 0.2)];
    expect(winnerOf(values, 'lower')).toBe(1);
    expect(winnerOf(values, 'higher')).toBe(0);
  });

  it('does not exist if intervals touch or overlap', () => {
    expect(winnerOf([estimate(103.3, 0.22), estimate(103.38, 0.22)], 'lower')).toBeNull();
    expect(winnerOf([estimate(1, 0.5), estimate(2, 0.5)], 'lower')).toBeNull();
    expect(winnerOf([estimate(1, 0.49), estimate(2, 0.5)], 'lower')).toBe(0);
    // Disjoint from the second interval, but not from the wide third one.
    expect(winnerOf([estimate(1, 0.1), estimate(2, 0.1), estimate(3, 5)], 'lower')).toBeNull();
  });

  it('does not exist if an interval is missing, there is only one run, or neither direction is better', () => {
    expect(winnerOf([estimate(1, null), estimate(9, 0.1)], 'lower')).toBeNull();
    expect(winnerOf([estimate(1, 0.1), estimate(9, null)], 'lower')).toBeNull();
    expect(winnerOf([estimate(1, 0.1), null], 'lower')).toBeNull();
    expect(winnerOf([estimate(1, 0.1), estimate(9, 0.1)], 'neither')).toBeNull();
    expect(winnerOf([], 'lower')).toBeNull();
  });
});

describe('a comparison', () => {
  it('uses means over the window and over items, never the last batch', () => {
    const rows = compareValues([
      compared(1, vae, {
        window: window(103.31, 0.216),
        evaluations: [evaluation(102.99, 0.281)],
        latest: { loss: 95, validation_loss: 102.99, kl: 20 },
      }),
    ]);
    const texts = rows.map(({ metric: { name }, estimates: [one] }) => [name, one && estimateText(one)]);
    expect(texts).toEqual([
      ['loss', '103.3 ± 0.22'],
      ['validation_loss', '103.0 ± 0.55'],
    ]);
  });

  it('has one row for each measured quantity, by group, and ranks only within a row', () => {
    const rows = compareValues([
      compared(1, vae, { window: window(134.9, 0.2) }),
      compared(2, gan, { window: window(0.7, 0.1, 'g_loss') }),
      compared(3, vae, { window: window(94.1, 0.2) }),
      compared(4, vae, { window: window(0.24, 0.01), beta: 4 }),
    ]);
    const values = rows.map(({ metric: { label }, estimates, winner }) => [
      label,
      estimates.map((one) => one?.value ?? null),
      winner,
    ]);
    expect(values).toEqual([
      ['Negative ELBO', [134.9, null, 94.1, null], 2],
      ['Generator loss', [null, 0.7, null, null], null],
      ['Negative ELBO', [null, null, null, 0.24], null],
    ]);
  });

  it('ranks nothing across datasets, whatever their names', () => {
    const two = (a: Given, b: Given) => {
      const runs = [
        compared(1, vae, { window: window(103, 0.2), ...a }),
        compared(2, vae, { window: window(90, 0.2), ...b }),
      ];
      return [compareValues(runs)[0]?.winner, comparisonNote(runs).includes('different datasets')];
    };
    expect(two({}, {})).toEqual([1, false]);
    expect(two({ fingerprint: 'x' }, { fingerprint: 'y' })).toEqual([null, true]);
    expect(two({ dataset: 'copy' }, {})).toEqual([1, false]);
    expect(two({ dataset: 'other', fingerprint: null }, {})).toEqual([null, true]);
    expect(two({ fingerprint: null }, {})).toEqual([1, false]);
  });

  it('says over what its values are averaged', () => {
    const runs = [
      compared(1, vae, { window: window(103, 0.2), evaluations: [evaluation(103, 0.3)] }),
      compared(2, gan, { window: { ...window(1, 0.1, 'g_loss'), to: 1404 } }),
    ];
    expect(comparedOver(runs)).toEqual([
      { label: 'Training: means over', texts: ['steps 469–936', 'steps 469–1\u202f404'] },
      {
        label: 'Validation: means over',
        texts: ['n = 5\u202f000 of 12\u202f000', null],
      },
    ]);
  });
});

/** A recorded run: a falling loss with the noise of batches. */
function recorded(seed: number, level: number): RunWindow {
  let state = seed;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
  const means = windowMeans(windowSteps(468));
  for (let step = 1; step <= 4680; step++)
    means.add(step, level + 100 * Math.exp(-step / 300) + 4 * (noise() + noise()));
  const { mean = NaN, margin = null, from = 0, to = 0 } = means.last() ?? {};
  return { from, to, metrics: { loss: { mean, margin } } };
}

describe('runs of one model with two seeds', () => {
  it('have no winner if their epochs agree, even if the last batch of one is far better', () => {
    const runs = [
      compared(1, vae, { window: recorded(1, 103) }),
      compared(2, vae, { window: recorded(2, 103) }),
    ];
    expect(compareValues(runs)[0]?.winner).toBeNull();
  });

  it('have a winner if they clearly differ', () => {
    const runs = [
      compared(1, vae, { window: recorded(1, 103) }),
      compared(2, vae, { window: recorded(2, 101) }),
    ];
    expect(compareValues(runs)[0]?.winner).toBe(1);
  });
});

it('names a best run among equal runs in at most 5 of 100 comparisons', () => {
  let named = 0;
  for (let i = 0; i < 300; i++) {
    const runs = [0, 1, 2].map((k) => compared(k, vae, { window: recorded(3 * i + k + 10, 103) }));
    if (compareValues(runs)[0]?.winner !== null) named++;
  }
  expect(named / 300).toBeLessThanOrEqual(0.05);
});

describe('the headline', () => {
  const model = (headlineMetric: string, metrics: MetricInfo[]) => ({ fields: {}, metrics, headlineMetric });

  it('is a validation or test value with its number of items', () => {
    const { run } = compared(1, vae, {
      evaluations: [evaluation(102.99, 0.281)],
      latest: { validation_loss: 1 },
    });
    const headline = headlineEstimate(run, model('validation_loss', vae));
    expect(headlineText(headline)).toBe('validation_loss 103.0 ± 0.55 (n = 5\u202f000 of 12\u202f000)');
  });

  it('is the mean over a window if it is a training metric', () => {
    const { run } = compared(1, gan, { window: window(0.731, 0.02, 'g_loss'), latest: { g_loss: 9 } });
    const headline = headlineEstimate(run, model('g_loss', gan));
    expect(headlineText(headline)).toBe('g_loss 0.7310 ± 0.020 (steps 469–936)');
  });

  it('is the plain value for an older run, and empty if there is none', () => {
    const old = compared(1, vae, { latest: { validation_loss: 103 } });
    expect(headlineText(headlineEstimate(old.run, model('validation_loss', vae)))).toBe(
      'validation_loss 103 (one evaluation)',
    );
    expect(headlineText(headlineEstimate(compared(1, gan).run, model('g_loss', gan)))).toBe('');
  });
});
