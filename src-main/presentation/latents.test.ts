import { expect, test } from 'vitest';
import { fakeRun } from '../testing/fake-runs';
import { latentsText, type LatentsOf } from './latents';

const { run } = fakeRun({ id: 1, shape: 'gan', name: 'gan', color: 0, steps: 10, pictures: 1 });
const withLatents = (seed: number, latentSize: number, changes: Partial<LatentsOf> = {}): LatentsOf => ({
  run: { ...run, config: { ...run.config, seed, hyperparameters: { latentSize } } },
  model: {},
  count: 64,
  ...changes,
});
const one = withLatents(1, 100);

test('latents are the same if seed, size, prior and count are the same', () => {
  expect(latentsText([one, withLatents(1, 100)])).toBe('A cell shows the same latent in all runs.');
});

test('says what makes latents differ', () => {
  expect(latentsText([one, withLatents(1, 2)])).toContain('their latents have 100 and 2 dimensions.');
  expect(latentsText([one, withLatents(7, 100), withLatents(9, 100)])).toContain(
    'their seeds are 1, 7 and 9.',
  );
  expect(latentsText([one, withLatents(1, 100, { model: { prior: 'uniform' } })])).toContain(
    'their priors are normal and uniform.',
  );
  expect(latentsText([one, withLatents(1, 100, { count: 80 })])).toContain('64 and 80 samples.');
});
