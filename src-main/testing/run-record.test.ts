import { expect, it } from 'vitest';
import { differences, faultsOfRows, type RunRecord } from './run-record';

const rows = (...steps: number[]) => new Map(steps.map((step) => [step, step / 10]));
const WHOLE: RunRecord = {
  step: 6,
  metrics: new Map([
    ['loss', rows(1, 2, 3, 4, 5, 6)],
    ['validation_loss', rows(2, 4, 6)],
  ]),
  figures: new Map([['points of step 6', Uint8Array.of(1, 2)]]),
  weights: new Map([['w', { shape: [2], values: Float32Array.of(1, 2) }]]),
};
const withMetric = (name: string, values: Map<number, number>, step = 6): RunRecord => ({
  ...WHOLE,
  step,
  metrics: new Map([...WHOLE.metrics, [name, values]]),
});

it('finds no fault in the same record', () => {
  expect(differences(WHOLE, structuredClone(WHOLE))).toEqual([]);
});

it.each([
  ['a dropped row', withMetric('loss', rows(1, 2, 4, 5, 6)), ['loss has no row of step 3.']],
  [
    'a dropped last row',
    withMetric('validation_loss', rows(2, 4)),
    ['validation_loss has no row of step 6.'],
  ],
  [
    'another value',
    withMetric('loss', new Map([...rows(1, 2, 3, 4, 5), [6, 0.61]])),
    ['loss is 0.61 at step 6, not 0.6.'],
  ],
  [
    'a row too many',
    withMetric('validation_loss', rows(2, 3, 4, 6)),
    ['validation_loss is 0.3 at step 3, not undefined.'],
  ],
  ['another step', { ...WHOLE, step: 5 }, ['It is at step 5, not 6.']],
  ['a figure gone', { ...WHOLE, figures: new Map() }, ['Figures: points of step 6 is missing.']],
  [
    'a figure too many',
    { ...WHOLE, figures: new Map([...WHOLE.figures, ['x', new Uint8Array()]]) },
    ['Figures: x should not be there.'],
  ],
  [
    'another figure',
    { ...WHOLE, figures: new Map([['points of step 6', Uint8Array.of(1, 3)]]) },
    ['Figures: points of step 6 is another.'],
  ],
  [
    'a last bit',
    { ...WHOLE, weights: new Map([['w', { shape: [2], values: Float32Array.of(1, 2 + 2 ** -22) }]]) },
    ['Weights: w is another.'],
  ],
  ['no weights', { ...WHOLE, weights: null }, ['Weights: w is missing.']],
])('names %s', (_, found, sentences) => {
  expect(differences(WHOLE, found)).toEqual(sentences);
});

it('asks of a run broken off all rows up to its step, and no other ones', () => {
  const broken = (loss: Map<number, number>, validation: Map<number, number>): RunRecord => ({
    ...WHOLE,
    step: 4,
    metrics: new Map([
      ['loss', loss],
      ['validation_loss', validation],
    ]),
  });
  expect(faultsOfRows(WHOLE, broken(rows(1, 2, 3, 4), rows(2)))).toEqual([]);
  expect(faultsOfRows(WHOLE, broken(rows(1, 2, 3), rows(2)))).toEqual(['loss has no row of step 4.']);
  expect(faultsOfRows(WHOLE, broken(rows(1, 2, 3, 4), rows(4)))).toEqual([
    'validation_loss has no row of step 2.',
  ]);
  expect(faultsOfRows(WHOLE, broken(rows(1, 2, 3, 4, 5), rows(2, 4)))).toEqual([
    "loss has a row of step 5, after the run's last.",
  ]);
});
