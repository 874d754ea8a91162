import { expect, it } from 'vitest';
import type { Run } from '../../contract/run';
import { findRun } from './find-run';

const runs = [
  { id: 1, name: 'first' },
  { id: 2, name: '1' },
  { id: 3, name: 'twice' },
  { id: 4, name: 'twice' },
  { id: 5, name: '77' },
  { id: 6, name: '2b' },
] as Run[];
const idOf = (text: string) => findRun(runs, text).id;

it('finds a run by its number, and by its name if no run has that number', () => {
  expect(['1', '2', 'first', '77', '2b', '3'].map(idOf)).toEqual([1, 2, 1, 5, 6, 3]);
});

it('rejects a name that no run has, and one that several runs have', () => {
  expect(() => idOf('none')).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ code: 'run.unknown.name', params: { name: 'none' } }) as unknown,
    }),
  );
  expect(() => idOf('9')).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'run.unknown.name' }) as unknown }),
  );
  expect(() => idOf('twice')).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({
        code: 'run.ambiguous',
        params: { name: 'twice', ids: [3, 4] },
      }) as unknown,
    }),
  );
});
