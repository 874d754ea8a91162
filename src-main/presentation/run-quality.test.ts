import { expect, it } from 'vitest';
import { QUALITY_METRICS } from '../evaluation/registry';
import { runQualityFields, runQualityCell } from './run-quality';

it('names metrics of the default panel like evaluations do', () => {
  const described = runQualityFields().map(({ id, label, isHigherBetter }) => {
    const metric = QUALITY_METRICS.find((one) => one.id === id);
    return [metric?.name === label, metric?.panel, metric?.better === (isHigherBetter ? 'higher' : 'lower')];
  });
  expect(described).toEqual(runQualityFields().map(() => [true, 'default', true]));
  expect(runQualityFields()).toHaveLength(8);
});

it('shows a value, and in the title its interval, its floor and what it is based on', () => {
  const clipped_coverage = {
    value: 0.84453,
    interval: { low: 0.80391, high: 0.8886 },
    floor: { mean: 0.976, standardDeviation: 0.02 },
  };
  const quality = { step: 5000, samples: 10_000, encoder: '0123456789ab', metrics: { clipped_coverage } };
  expect(runQualityCell({ quality }, 'clipped_coverage')).toEqual({
    text: '0.8445',
    title:
      'Clipped coverage: 0.8445 (0.8039 to 0.8886); floor 0.9760 ± 0.020; step 5\u202f000, n = 10\u202f000, features of the encoder 0123456789ab',
  });
  expect([runQualityCell({ quality }, 'kernel_distance'), runQualityCell({}, 'clipped_coverage')]).toEqual([
    null,
    null,
  ]);
});
