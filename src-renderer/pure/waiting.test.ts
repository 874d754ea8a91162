import { expect, it } from 'vitest';
import type { Dataset } from '../../src-main/contract/dataset';
import type { Run } from '../../src-main/contract/run';
import { waitingOf } from './waiting';

const run = (id: number, dataset: string, state: Run['state'] = 'queued') =>
  ({ id, state, config: { dataset } }) as Run;
const dataset = (id: string, state: Dataset['state']) => ({ id, state }) as Dataset;

const ready = dataset('discs', 'ready');
const made = dataset('digits', 'preparing');

it('waits for the run that trains or pauses', () => {
  const paused = run(1, 'discs', 'paused');
  const mine = run(2, 'digits');
  expect(waitingOf(mine, paused, [mine], [ready, made])).toEqual({ before: paused, making: null });
});

it('waits for a dataset: its own, or that of the run before it', () => {
  const mine = run(3, 'discs');
  const first = run(1, 'digits');
  const queue = [first, run(2, 'digits'), mine];
  expect(waitingOf(mine, undefined, queue, [ready, made])).toEqual({ before: first, making: made });
  expect(waitingOf(first, undefined, queue, [ready, made])).toEqual({ before: null, making: made });
});

it('waits for nothing where only an ended run wants what is being made', () => {
  const mine = run(2, 'discs');
  expect(waitingOf(mine, undefined, [mine], [ready, made])).toEqual({ before: null, making: null });
});
