import { expect, it } from 'vitest';
import { storeFixture } from '../testing/store-fixture';
import { openStore } from './open';

const { keep, config, folder } = storeFixture();

function opened() {
  const store = keep(openStore(folder()));
  const create = (pool?: string) =>
    store.runs.create({
      name: String,
      config,
      color: 0,
      datasetName: 'Digits',
      datasetFingerprint: null,
      ...(pool !== undefined && { pool }),
    });
  return { store, create };
}

it('keeps runs of pools out of the queue of this machine', () => {
  const { store, create } = opened();
  const [local, first, second] = [create(), create('gpus'), create('gpus')];
  expect(store.runs.queued()).toEqual([local]);
  expect(store.runs.moveInQueue(second, 'front')).toEqual([]);
  expect(store.remoteRuns.unsent()).toEqual([first, second]);
  expect(store.runs.get(first)?.place).toEqual({ pool: 'gpus', worker: null });
  expect(store.runs.get(local)?.place).toBeUndefined();
  expect(store.remoteRuns.ofRun(local)).toBeNull();
});

it('sends a run again that may not have arrived, and no other', () => {
  const { store, create } = opened();
  const [sending, sent, stopped] = [create('gpus'), create('gpus'), create('gpus')];
  store.remoteRuns.setSending(sending);
  store.remoteRuns.setSent(sent);
  store.runs.finish(stopped, 'stopped', 1, null);
  expect(store.remoteRuns.unsent()).toEqual([sending]);
  expect(store.remoteRuns.ofRun(sending)?.mayBeSent).toBe(true);
});

it('gives a run that is queued again another job, whose messages begin at the first', () => {
  const { store, create } = opened();
  const id = create('gpus');
  const before = store.remoteRuns.ofRun(id);
  store.remoteRuns.setSent(id);
  store.remoteRuns.setWorker(id, 'box');
  store.remoteRuns.advance(id, 3, 17);
  expect(store.remoteRuns.ofJob(before?.job ?? '')).toMatchObject({ runId: id, generation: 3, message: 17 });
  store.runs.queue(id);
  const after = store.remoteRuns.ofRun(id);
  expect(after).toMatchObject({ generation: 0, message: 0, worker: null, mayBeSent: false });
  expect(after?.job).not.toBe(before?.job);
  expect(store.remoteRuns.ofJob(before?.job ?? '')).toBeNull();
});

it('remembers checkpoints that are to be fetched, in order', () => {
  const { store, create } = opened();
  const id = create('gpus');
  const measured = { metric: 'loss', value: 1, step: 10 };
  const [later, earlier] = [
    { step: 20, elapsedMs: 2, object: 'b', measured: null },
    { step: 10, elapsedMs: 1, object: 'a', measured },
  ];
  store.remoteRuns.addCheckpoint(id, later);
  store.remoteRuns.addCheckpoint(id, earlier);
  expect(store.remoteRuns.checkpoints(id)).toEqual([earlier, later]);
  expect(store.remoteRuns.fetching()).toEqual([id]);
  store.remoteRuns.removeCheckpointsAfter(id, 10);
  store.remoteRuns.removeCheckpoint(id, 10);
  expect(store.remoteRuns.fetching()).toEqual([]);
});
