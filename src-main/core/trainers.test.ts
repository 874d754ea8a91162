import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeJobHost } from '../testing/fake-job-host';
import { createTrainers, type Trainers } from './trainers';

const MINUTES = 60_000;
let host: ReturnType<typeof fakeJobHost>;
let threads: number;
let trainers: Trainers;
const ended = () => host.trainers.map(({ killed }) => killed);

beforeEach(() => {
  vi.useFakeTimers();
  host = fakeJobHost();
  threads = 0;
  trainers = createTrainers(host.host, () => ({ threads }));
});
afterEach(() => {
  trainers.close();
  vi.useRealTimers();
});

it('hands a prepared process to one run', () => {
  trainers.prepare('auto');
  expect(host.trainers[0]?.posted).toEqual([{ type: 'load-engine', device: 'auto' }]);
  trainers.prepare('auto');
  expect(host.trainers).toHaveLength(1);

  const ends: (string | null)[] = [];
  trainers.spawn('auto').onExit(({ signal }) => ends.push(signal));
  expect(host.trainers).toHaveLength(1);
  host.trainers[0]?.exit({ signal: 'SIGSEGV' });
  expect(ends).toEqual(['SIGSEGV']);

  trainers.spawn('auto');
  expect(host.trainers).toHaveLength(2);
  expect(host.trainers[1]?.posted).toEqual([]);
});

it('prepares another process for another device, or for other threads', () => {
  trainers.prepare('auto');
  trainers.prepare('cpu');
  expect(ended()).toEqual([true, false]);
  threads = 2;
  trainers.spawn('cpu');
  expect(host.trainers.at(-1)?.environment).toEqual({ TF_NUM_INTRAOP_THREADS: '2' });
  trainers.prepare('cpu');
  expect(host.trainers).toHaveLength(4);
  expect(ended()).toEqual([true, true, false, false]);
});

it('ends a process that no run has needed for minutes, and one that waits when all is closed', () => {
  trainers.prepare('auto');
  vi.advanceTimersByTime(2 * MINUTES);
  trainers.prepare('auto');
  vi.advanceTimersByTime(2 * MINUTES);
  expect(ended()).toEqual([false]);
  vi.advanceTimersByTime(2 * MINUTES);
  expect(ended()).toEqual([true]);

  trainers.prepare('auto');
  trainers.close();
  expect(ended()).toEqual([true, true]);
});

it('starts another process where the prepared one has crashed', () => {
  trainers.prepare('auto');
  host.trainers[0]?.exit();
  trainers.spawn('auto');
  expect(host.trainers).toHaveLength(2);
});
