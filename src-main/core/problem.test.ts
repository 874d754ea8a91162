import { expect, it } from 'vitest';
import { datasetProblem } from '../datasets/problem';
import { knownProblem } from './problem';

it('leaves names at the beginning of a sentence as they are', () => {
  const refused = datasetProblem('empty', 'd.csv has no rows of data.', 'Give another.');
  expect(knownProblem(refused)?.message).toBe('d.csv has no rows of data.');
  const full = Object.assign(new Error('damaged'), { code: 'SQLITE_CORRUPT' });
  expect(knownProblem(full, 'workbench.sqlite')?.message).toBe('workbench.sqlite is damaged.');
});

it('begins a sentence about the data folder with a capital', () => {
  const damaged = Object.assign(new Error('damaged'), { code: 'SQLITE_CORRUPT' });
  expect(knownProblem(damaged)?.message).toBe('The data folder is damaged.');
});
