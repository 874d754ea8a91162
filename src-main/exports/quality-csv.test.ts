import { expect, it } from 'vitest';
import { qualityCsv } from './quality-csv';

it('has a row for each value with what it is based on, and empty cells for missing values', () => {
  const shared = { id: 1, runId: 1, samples: 2048, seed: 3, histogram: null, createdAt: 0 };
  const text = [
    ...qualityCsv([
      {
        ...shared,
        step: 10,
        effort: 'quick',
        encoder: { kind: 'classifier', hash: '0123456789ab', dimensions: 128, score: 0.98, scoredOn: 1000 },
        metrics: {
          recall: {
            value: 0.1,
            interval: { low: 0.05, high: 1 / 3 },
            floor: { mean: 0.5, standardDeviation: null },
          },
        },
      },
      {
        ...shared,
        step: 20,
        effort: 'full',
        encoder: null,
        metrics: { modes_covered: { value: 8, interval: null, floor: null } },
      },
    ]),
  ].join('');
  expect(text.split('\n')).toEqual([
    'step,metric,value,low,high,floor,floor_standard_deviation,samples,split,seed,effort,encoder,encoder_kind,encoder_score,encoder_scored_on',
    '10,recall,0.1,0.05,0.3333333333333333,0.5,,2048,test,3,quick,0123456789ab,classifier,0.98,1000',
    '20,modes_covered,8,,,,,2048,test,3,full,,,,',
    '',
  ]);
});
