import { expect, it } from 'vitest';
import type { Run } from '../../src-main/contract/run';
import { canMove, queueOf } from './queue';

const run = (id: number, queueOrder: number, state: Run['state'] = 'queued') =>
  ({ id, queueOrder, state }) as Run;

it('lists the queued runs in the order in which they will train', () => {
  const runs = [run(5, 2), run(4, 1, 'running'), run(3, 7), run(2, 2), run(1, 3)];
  expect(queueOf(runs).map(({ id }) => id)).toEqual([2, 5, 1, 3]);
});

it('leaves out runs that wait in a pool of other machines', () => {
  const remote = { ...run(2, 1), place: { pool: 'gpus', worker: null } };
  expect(queueOf([remote, run(1, 2)]).map(({ id }) => id)).toEqual([1]);
});

it('offers only moves that change the order', () => {
  const moves = (place: number, length: number) =>
    (['front', 'up', 'down'] as const).filter((to) => canMove(to, place, length));
  expect(moves(1, 1)).toEqual([]);
  expect(moves(1, 3)).toEqual(['down']);
  expect(moves(2, 3)).toEqual(['front', 'up', 'down']);
  expect(moves(3, 3)).toEqual(['front', 'up']);
});
