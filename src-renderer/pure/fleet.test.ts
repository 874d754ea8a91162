import { expect, it } from 'vitest';
import type { FleetStatus, FleetWorker } from '../../src-main/contract/fleet';
import { problem } from '../../src-main/contract/problems/catalogue';
import type { Run } from '../../src-main/contract/run';
import { runOf } from '../testing/fake-core';
import { outOfSight, runsInPools, speedOf } from './fleet';

const worker = (name: string, isOnline = true, pool = 'gpus') =>
  ({ name, pool, isOnline, seenAt: 5 }) as FleetWorker;
const fleet = (workers: FleetWorker[], changes: Partial<FleetStatus> = {}): FleetStatus => ({
  server: 'tls://lab:4222',
  person: 'ann',
  isConnected: true,
  problem: null,
  pools: [],
  workers,
  ...changes,
});
const remote = (changes: Partial<Run> = {}) =>
  runOf(1, { state: 'running', place: { pool: 'gpus', worker: 'box' }, ...changes });

it('a run is out of sight when its worker is, and the machines of its pool are counted', () => {
  expect(outOfSight(remote(), fleet([worker('box')]))).toBeNull();
  expect(
    outOfSight(remote(), fleet([worker('box', false), worker('other'), worker('far', true, 'cpus')])),
  ).toEqual({
    why: 'worker',
    pool: 'gpus',
    worker: 'box',
    seenAt: 5,
    online: 1,
  });
  expect(outOfSight(remote({ state: 'paused' }), fleet([]))).toMatchObject({ seenAt: null, online: 0 });
});

it('a run is out of sight when the server is, but not before the first attempt to reach it has ended', () => {
  const gone = { isConnected: false, problem: problem('fleet.unreachable', { server: 'tls://lab:4222' }) };
  expect(outOfSight(remote(), fleet([worker('box')], gone))).toMatchObject({ why: 'server' });
  expect(outOfSight(remote(), fleet([], { isConnected: false }))).toBeNull();
});

it('runs of this machine, and those that wait or have ended, are never out of sight', () => {
  expect(outOfSight(runOf(1, { state: 'running' }), fleet([]))).toBeNull();
  expect(outOfSight(remote({ state: 'queued' }), fleet([]))).toBeNull();
  expect(outOfSight(remote({ state: 'completed' }), fleet([]))).toBeNull();
  expect(outOfSight(remote(), null)).toBeNull();
});

it('lists runs that train before those that wait, in the order of their launch', () => {
  const place = { pool: 'gpus', worker: null };
  const runs = [
    runOf(4, { state: 'queued', queueOrder: 4, place }),
    runOf(3, { state: 'queued', queueOrder: 3, place }),
    runOf(2, { state: 'running', queueOrder: 9, place }),
    runOf(1, { state: 'completed', queueOrder: 1, place }),
    runOf(5, { state: 'running', queueOrder: 5 }),
  ];
  expect(runsInPools(runs).map(({ id }) => id)).toEqual([2, 3, 4]);
});

it('knows the speed of a run only while the run is in sight', () => {
  const training = { ...remote(), stepsPerSecond: 40 };
  expect(speedOf(training, fleet([worker('box')]))).toBe(40);
  expect(speedOf(training, fleet([worker('box', false)]))).toBeNull();
  expect(speedOf({ ...runOf(1, { state: 'running' }), stepsPerSecond: 3 }, fleet([]))).toBe(3);
});
