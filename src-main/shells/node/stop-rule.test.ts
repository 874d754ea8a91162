import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../contract/error';
import { registeredModels } from '../../core/models';
import { stopRule } from './stop-rule';

const model = registeredModels.info('vae-mlp');
const NONE = { stop: undefined, patience: undefined, after: undefined, ranked: undefined };

describe('the options that stop runs early', () => {
  it.each([
    [{}, undefined],
    [{ stop: 'loss>200' }, { metric: 'loss', bound: 200 }],
    [
      { stop: ' loss > 2e2 ', patience: 20, after: 0 },
      { metric: 'loss', bound: 200, patience: 20, after: 0 },
    ],
    [{ stop: 'recognised<0.5' }, { metric: 'recognised', bound: 0.5 }],
    [{ patience: 20 }, { metric: 'validation_loss', patience: 20 }],
    [
      { patience: 20, ranked: 'recognised' },
      { metric: 'recognised', patience: 20 },
    ],
  ])('%o', (options, rule) => {
    expect(stopRule(model, { ...NONE, ...options })).toEqual(rule);
  });

  it('takes a metric that is measured while points train, if only the patience is given', () => {
    const points = registeredModels.info('gan-mlp-2d');
    expect(stopRule(points, { ...NONE, patience: 20 })).toEqual({ metric: 'modes_covered', patience: 20 });
  });

  it.each([
    [{ stop: 'loss' }, 'sweep.stop-unreadable'],
    [{ stop: 'loss>' }, 'sweep.stop-unreadable'],
    [{ stop: 'loss>high' }, 'sweep.stop-unreadable'],
    [{ stop: 'loss<200' }, 'sweep.stop-direction'],
    [{ stop: 'rate>200' }, 'sweep.stop-metric-unknown'],
    [{ after: 20 }, 'sweep.stop-incomplete'],
  ])('%o is refused', (options, code) => {
    let found: unknown = null;
    try {
      stopRule(model, { ...NONE, ...options });
    } catch (error) {
      found = error;
    }
    expect(found instanceof WorkbenchError && found.problem.code).toBe(code);
  });
});
