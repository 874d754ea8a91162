import { expect, it } from 'vitest';
import { fakeRun } from '../../src-main/testing/fake-runs';
import type { Run } from '../../src-main/contract/run';
import { estimatedMs, referenceRun, stepsInAll } from './launch-estimate';

const { run: base } = fakeRun({ id: 1, shape: 'vae', name: 'A run' });

function run(id: number, changes: Partial<Run['config']>, step = 1000, batchSize = 64): Run {
  const config = { ...base.config, ...changes, hyperparameters: { batchSize } };
  return { ...base, id, step, elapsedMs: 2 * step, config };
}
const launch = { model: 'vae', dataset: 'digits', batchSize: 64, steps: 900, runs: 9 };

it('uses the newest similar run, preferably on the same dataset', () => {
  const runs = [
    run(1, { model: 'vae', dataset: 'digits' }),
    run(2, { model: 'vae', dataset: 'digits' }),
    run(3, { model: 'vae', dataset: 'letters' }),
    run(4, { model: 'gan', dataset: 'digits' }),
    run(5, { model: 'vae', dataset: 'digits' }, 10),
    run(6, { model: 'vae', dataset: 'digits' }, 1000, 32),
  ];
  expect(referenceRun(runs, launch)?.id).toBe(2);
  expect(referenceRun(runs, { ...launch, dataset: 'other' })?.id).toBe(3);
  expect(referenceRun(runs, { ...launch, batchSize: 128 })).toBeUndefined();
});

it('adds up the steps of all runs; with successive halving few train to the end', () => {
  expect(stepsInAll(launch)).toBe(8100);
  // Nine runs to step 100, three to 300, one to 900.
  const halving = { metric: '', factor: 3, levels: 3 };
  expect(stepsInAll({ ...launch, halving })).toBe(9 * 100 + 3 * 200 + 1 * 600);
  expect(estimatedMs({ elapsedMs: 2000, step: 1000 }, launch)).toBe(16_200);
});
