import { expect, it } from 'vitest';
import type { Dataset } from '../../src-main/contract/dataset';
import type { DeviceChoice, Run } from '../../src-main/contract/run';
import { waitingOf } from './waiting';

const run = (id: number, dataset: string, state: Run['state'] = 'queued', device: DeviceChoice = 'auto') =>
  ({ id, state, config: { dataset, device } }) as Run;
const dataset = (id: string, state: Dataset['state']) => ({ id, state }) as Dataset;

const ready = dataset('discs', 'ready');
const made = dataset('digits', 'preparing');
const idle = { activeRuns: [], datasets: [ready, made], runsPerDevice: 1 };

it('does not wait for runs that train on other machines', () => {
  const remote = { ...run(1, 'discs', 'running'), place: { pool: 'gpus', worker: 'box' } };
  const mine = run(2, 'discs');
  const known = { ...idle, activeRuns: [remote], queue: [mine] };
  expect(waitingOf(mine, known)).toEqual({ before: [], making: null });
});

it('waits for the training or paused runs if they occupy all slots', () => {
  const paused = run(1, 'discs', 'paused');
  const running = run(2, 'discs', 'running');
  const mine = run(3, 'digits');
  const known = { ...idle, activeRuns: [paused, running], queue: [mine] };
  expect(waitingOf(mine, { ...known, runsPerDevice: 2 })).toEqual({
    before: [paused, running],
    making: null,
  });
  expect(waitingOf(mine, { ...known, runsPerDevice: 3 })).toEqual({ before: [], making: made });
});

it('does not wait for runs on another device', () => {
  const running = run(1, 'discs', 'running', 'gpu');
  const [other, same] = [run(2, 'discs', 'queued', 'cpu'), run(3, 'discs', 'queued', 'gpu:0')];
  const known = { ...idle, activeRuns: [running], queue: [other, same] };
  expect(waitingOf(other, known)).toEqual({ before: [], making: null });
  expect(waitingOf(same, known)).toEqual({ before: [running], making: null });
});

it('waits for a dataset: its own, or that of the run before it', () => {
  const mine = run(3, 'discs');
  const first = run(1, 'digits');
  const queue = [first, run(2, 'digits'), mine];
  expect(waitingOf(mine, { ...idle, queue })).toEqual({ before: [first], making: made });
  expect(waitingOf(mine, { ...idle, queue, runsPerDevice: 3 })).toEqual({ before: [], making: null });
  expect(waitingOf(first, { ...idle, queue })).toEqual({ before: [], making: made });
});

it('does not wait if only an ended run needs the dataset that is being generated', () => {
  const mine = run(2, 'discs');
  expect(waitingOf(mine, { ...idle, queue: [mine] })).toEqual({ before: [], making: null });
});
