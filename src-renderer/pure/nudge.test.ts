import { expect, test } from 'vitest';
import { integer, number } from '../../src-main/contract/hyperparameters';
import { nudge } from './nudge';

const base = { label: 'X', help: '', group: 'Objective' } as const;
const rate = number({ ...base, default: 0.001, min: 1e-7, max: 1, scale: 'log' });
const decay = number({ ...base, default: 0.9, min: 0, max: 1 });
const units = integer({ ...base, default: 128, min: 1, max: 129 });

test.each([
  [rate, 0.001, true, 0.002],
  [rate, 0.005, true, 0.01],
  [rate, 0.001, false, 0.0005],
  [rate, 0.003, false, 0.002],
  [rate, 1, true, 1],
  [decay, 0.9, true, 0.91],
  [decay, 0, false, 0],
  [units, 128, true, 129],
  [units, 129, true, 129],
])('%#', (field, from, up, to) => {
  expect(nudge(field, from, up)).toBeCloseTo(to, 12);
});
