import { describe, expect, it } from 'vitest';
import {
  evaluationOf,
  evaluationText,
  measuredOnText,
  newestEvaluations,
  valuesText,
  type Evaluation,
} from './evaluation';

const evaluation = (given: Partial<Evaluation>): Evaluation => ({
  split: 'test',
  step: 20,
  count: 10_000,
  of: 10_000,
  metrics: {
    test_loss: { mean: 0.13742, standardError: 0.003 },
    test_accuracy: { mean: 0.9587, standardError: 0.002 },
  },
  ...given,
});

describe('an evaluation in words', () => {
  it('names split and number of items beside the values, in the given order', () => {
    const described = [
      { name: 'loss', label: 'Cross-entropy', unit: 'nats' },
      { name: 'test_accuracy', label: 'Test accuracy' },
      { name: 'test_loss', label: 'Test KL divergence', unit: 'nats' },
    ];
    expect(evaluationText(evaluation({}), described)).toBe(
      'Test accuracy 0.9587, test KL divergence 0.1374 nats (test, n = 10\u202f000).',
    );
  });

  it('shows the size of the whole split for a part of it', () => {
    expect(measuredOnText({ split: 'validation', count: 5000, of: 12_000 })).toBe(
      'validation, n = 5\u202f000 of 12\u202f000',
    );
    expect(measuredOnText({ split: 'validation', count: 33, of: 33 })).toBe('validation, n = 33');
  });

  it('begins with a capital, and does not change abbreviations', () => {
    const values = [
      { label: 'KL divergence', value: 2 },
      { label: 'D(x)', value: 0.5 },
      { label: 'Accuracy', value: 1 },
    ];
    expect(valuesText(values)).toBe('KL divergence 2, D(x) 0.5000, accuracy 1');
  });
});

describe('the newest evaluations', () => {
  it('include one of each split', () => {
    const [first, again] = [evaluation({ step: 10 }), evaluation({ step: 20 })];
    const validation = evaluation({ split: 'validation', metrics: {} });
    expect(newestEvaluations([first, validation], [again])).toEqual([again, validation]);
    expect(newestEvaluations([], [validation])).toEqual([validation]);
  });

  it('include the one that a metric is from', () => {
    const run = { evaluations: [evaluation({})] };
    expect(evaluationOf(run, 'test_loss')).toBe(run.evaluations[0]);
    expect(evaluationOf(run, 'loss')).toBeUndefined();
  });
});
