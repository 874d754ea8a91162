import { expect, it } from 'vitest';
import type { Quality } from '../contract/quality';
import { QUALITY_METRICS } from '../evaluation/registry';
import { fakeRun } from '../testing/fake-runs';
import { columnsOf } from './columns';
import { summary } from './summary';

const evaluated = (density: number): Quality => ({
  id: 1,
  runId: 1,
  step: 500,
  samples: 1000,
  seed: 1,
  effort: 'full',
  encoder: { kind: 'classifier', hash: 'aaaaaaaaaaaa', dimensions: 128, score: 0.98, scoredOn: 1000 },
  metrics: {
    clipped_density: {
      value: density,
      interval: { low: density - 0.1, high: density + 0.1 },
      floor: { mean: 0.97, standardDeviation: 0.008 },
    },
  },
  histogram: null,
  createdAt: 0,
});

function textOf(...densities: (number | null)[]): string {
  const runs = densities.map((density, i) => ({
    ...fakeRun({ id: i + 1, shape: 'vae' as const, name: '<same>', steps: 1000, pictures: 0 }),
    qualities: density === null ? [] : [evaluated(density)],
    trainingMsAt: (step: number) => step * 10,
    checkpointBytes: 12_000_000,
  }));
  const columns = columnsOf({ runs });
  return summary(columns, QUALITY_METRICS)
    .markup.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

it('says which run leads, with intervals, floor, and the cost up to the step of each row', () => {
  const text = textOf(0.5, 0.8);
  expect(text).toContain('&lt;same&gt; #2 leads in fidelity (clipped density 0.8000 against 0.5000).');
  expect(text).toMatch(/#2 step 500, n = 1.000 0\.8000 best 0\.7000 to 0\.9000 5 s [\d\s]+ 12\.0 MB/);
  expect(text).toMatch(/Floor 0\.9700 ± 0\.0080/);
});

it('has the cost of whole runs if nothing was evaluated, and is left out for a single run', () => {
  expect(textOf(null, null)).toMatch(/not evaluated 2 m 11 s/);
  expect(textOf(0.5)).toBe('');
});
