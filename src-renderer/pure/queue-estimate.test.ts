import { describe, expect, it } from 'vitest';
import { fakeRun } from '../../src-main/testing/fake-runs';
import type { Run } from '../../src-main/contract/run';
import { remainingMs, totalRemaining } from './queue-estimate';

const { run: base } = fakeRun({ id: 1, shape: 'vae', name: 'A run' });

function run(id: number, changes: Partial<Run>, budget: Run['config']['budget']): Run {
  const config = { ...base.config, budget, hyperparameters: { batchSize: 50 } };
  return { ...base, id, config, step: 0, totalSteps: null, stepsPerSecond: null, ...changes };
}
const steps = (count: number) => ({ unit: 'steps', count }) as const;
/** A run with two milliseconds per step. */
const ended = run(1, { step: 500, totalSteps: 500, elapsedMs: 1000 }, steps(500));
const known = {
  runs: [ended],
  model: () => ({ examplesPerStep: ['batchSize'] }) as never,
  dataset: () => ({ trainCount: 1000 }) as never,
};

describe('the remaining time of a run', () => {
  it.each([
    ['that waits, by the newest run alike', run(2, { state: 'queued' }, steps(300)), 600],
    ['with a budget in epochs of 20 steps', run(2, { state: 'queued' }, { unit: 'epochs', count: 10 }), 400],
    [
      'that trains, by its own speed',
      run(2, { step: 100, totalSteps: 300, stepsPerSecond: 100 }, steps(300)),
      2000,
    ],
    ['that has been paused', run(2, { step: 100, totalSteps: 300 }, steps(300)), 400],
    ['that its sweep stops early', run(2, { stopAt: 50 }, steps(300)), 100],
  ])('%s', (_, one, ms) => {
    expect(remainingMs(one, known)).toBe(ms);
  });

  it('is not known before a similar run has trained, nor without its dataset', () => {
    expect(remainingMs(run(2, {}, steps(300)), { ...known, runs: [] })).toBeNull();
    const epochs = run(2, {}, { unit: 'epochs', count: 1 });
    expect(remainingMs(epochs, { ...known, dataset: () => undefined })).toBeNull();
  });

  it('is added up over runs, without those that have no estimate', () => {
    const other = { ...run(3, {}, steps(10)), config: { ...ended.config, model: 'other' } };
    expect(totalRemaining([run(2, {}, steps(300)), other], known)).toEqual({ ms: 600, unknown: 1 });
  });
});
