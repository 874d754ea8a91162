import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import type { RunState } from '../contract/run';
import { openReadOnlyStore, openStore, type ReadOnlyStore } from '../store/open';
import { appendCheckpoint } from '../testing/append-checkpoint';
import { longestTurn, MAX_TURN_MS } from '../testing/longest-turn';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import { openWorkbench, type Workbench } from './workbench';
import { wholeCheckpoint } from '../testing/whole-checkpoint';

const fixture = workbenchFixture();
const MB = 1024 * 1024;

/** A run of 1,000 steps that was stopped at 300, with checkpoints of every hundred. */
async function stopped() {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  for (const step of [100, 200, 300]) {
    trainer.metrics(step - 99, step);
    trainer.figure(step);
    trainer.checkpoint(step);
  }
  await workbench.runs.stop(run.id);
  return { workbench, id: run.id };
}

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem.code;
    throw error;
  }
}

async function training(workbench: Workbench, id: number) {
  await vi.waitFor(() => {
    expect(workbench.runs.get(id).state).toBe('running');
  });
  return fixture.fake.training();
}

function reader(dataDir: string): ReadOnlyStore {
  const store = openReadOnlyStore(dataDir);
  if (store === null) throw new Error('There is no store.');
  return store;
}

describe('a run that continues from an earlier checkpoint', () => {
  it('drops what was recorded after it, and records it again', async () => {
    const { workbench, id } = await stopped();
    const queued = await workbench.runs.resume(id, 100);
    expect(queued).toMatchObject({ state: 'queued', checkpointStep: 100 });
    expect(workbench.checkpoints.list(id).map(({ step }) => step)).toEqual([100]);
    const trainer = await training(workbench, id);
    expect([...(trainer.task.checkpoint ?? [])]).toEqual([100, 1]);
    expect(workbench.runs.get(id)).toMatchObject({ step: 100, elapsedMs: 200, latest: { d_loss: 100 } });
    expect(workbench.runs.figures(id).map(({ step }) => step)).toEqual([100]);
    const store = reader(fixture.dataDir);
    expect(store.metrics.last(id, 'd_loss')).toEqual({ step: 100, value: 100 });
    store.close();
  });

  it('must have ended, and may be completed', async () => {
    const { workbench, id } = await stopped();
    await workbench.runs.resume(id, 200);
    const trainer = await training(workbench, id);
    expect(await codeOf(workbench.runs.resume(id, 100))).toBe('run.active');
    trainer.ready(200);
    trainer.metrics(201, 1000);
    trainer.checkpoint(1000);
    trainer.finish();
    expect(await codeOf(workbench.runs.resume(id))).toBe('run.not-resumable');
    expect(await codeOf(workbench.runs.resume(id, 1000))).toBe('run.nothing-left');
    expect(await codeOf(workbench.runs.resume(id, 150))).toBe('checkpoint.unknown');
    expect((await workbench.runs.resume(id, 200)).checkpointStep).toBe(200);
    await training(workbench, id);
  });
});

describe('a new run that continues from a checkpoint', () => {
  it('has the settings, the checkpoint and the origin, and leaves the original run unchanged', async () => {
    const { workbench, id } = await stopped();
    const before = workbench.runs.get(id);
    const fork = await workbench.runs.fork(id, 200, { name: 'Another' });
    expect(fork).toMatchObject({
      name: 'Another',
      state: 'queued',
      config: before.config,
      step: 200,
      elapsedMs: 400,
      totalSteps: 1000,
      checkpointStep: 200,
      datasetFingerprint: before.datasetFingerprint,
      origin: { runId: id, runName: before.name, step: 200 },
    });
    expect(before.datasetFingerprint).not.toBeNull();
    const trainer = await training(workbench, fork.id);
    expect([...(trainer.task.checkpoint ?? [])]).toEqual([200, 1]);
    trainer.ready(200);
    trainer.metrics(201, 205);
    expect(workbench.runs.get(fork.id)).toMatchObject({ step: 205, latest: { d_loss: 205 } });
    expect(workbench.runs.get(id)).toEqual(before);
    expect(workbench.checkpoints.list(id)).toHaveLength(3);
  });

  it('is named after the run and the step if it is given no name', async () => {
    const { workbench, id } = await stopped();
    workbench.runs.rename(id, 'x'.repeat(120));
    expect((await workbench.runs.fork(id, 100)).name).toBe('x'.repeat(120));
    workbench.runs.rename(id, 'Base');
    expect((await workbench.runs.fork(id, 100)).name).toBe('Base from step 100');
    expect(await codeOf(workbench.runs.fork(id, 7))).toBe('checkpoint.unknown');
  });

  it.each(['queued', 'running', 'paused'] as RunState[])('may be of a run that is %s', async (state) => {
    const { workbench, id } = await stopped();
    await workbench.runs.resume(id);
    if (state !== 'queued') await training(workbench, id);
    if (state === 'paused') await workbench.runs.pause(id);
    expect((await workbench.runs.fork(id, 100)).checkpointStep).toBe(100);
  });
});

describe('the copy of a large checkpoint', () => {
  const SIZE = 24 * MB + 7;

  function seeded(): number {
    const store = openStore(fixture.dataDir);
    const { model, dataset } = NEW_RUN;
    const settings = { hyperparameters: {}, sampleEvery: 10, checkpointEvery: 10, seed: 1 };
    const choices = { sampleSheet: { columns: 1, rows: 1 }, engine: 'auto', device: 'auto' } as const;
    const id = store.runs.create({
      name: () => 'Large',
      config: { model, dataset, budget: { unit: 'steps', count: 1000 }, ...settings, ...choices },
      color: 0,
      datasetName: 'Digits',
      datasetFingerprint: null,
    });
    const bytes = new Uint8Array(SIZE).map((_, i) => i % 251);
    appendCheckpoint(store, id, { step: 500, elapsedMs: 1, bytes });
    store.runs.finish(id, 'stopped', Date.now(), null);
    store.close();
    return id;
  }

  it('is equal to it, and never blocks the main process', async () => {
    const id = seeded();
    const workbench = await fixture.open();
    const { result: fork, longestMs } = await longestTurn(() => workbench.runs.fork(id, 500));
    expect(longestMs).toBeLessThan(MAX_TURN_MS);
    const store = reader(fixture.dataDir);
    const [source, copy] = [wholeCheckpoint(store, id, 500), wholeCheckpoint(store, fork.id, 500)];
    expect(Buffer.compare(source!.bytes, copy!.bytes)).toBe(0);
    expect(copy!.bytes).toHaveLength(SIZE);
    store.close();
  });

  it('continues even if the checkpoint is removed meanwhile', async () => {
    const id = seeded();
    const workbench = await fixture.open();
    const forking = workbench.runs.fork(id, 500);
    workbench.checkpoints.remove(id, 500);
    const fork = await forking;
    expect(workbench.checkpoints.list(fork.id)).toMatchObject([{ step: 500, sizeBytes: SIZE }]);
    expect(workbench.checkpoints.list(id)).toEqual([]);
  });

  it('leaves nothing if the process is killed halfway', async () => {
    const id = seeded();
    const workbench = await fixture.open();
    const forking = workbench.runs.fork(id, 500);
    const counts = (dataDir: string) => {
      const store = reader(dataDir);
      const found = { runs: store.runs.list(10).length, hidden: store.runs.get(id + 1)?.deletedAt };
      store.close();
      return found;
    };
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(counts(fixture.dataDir)).toEqual({ runs: 1, hidden: 0 });
    // A killed process would leave the files as they are at this moment.
    const killed = mkdtempSync(join(tmpdir(), 'latent-workbench-killed-'));
    for (const suffix of ['', '-wal'])
      cpSync(join(fixture.dataDir, `workbench.sqlite${suffix}`), join(killed, `workbench.sqlite${suffix}`));
    await forking;

    const again = await openWorkbench({ ...fixture.options(), dataDir: killed });
    expect(again.runs.list().map((run) => run.id)).toEqual([id]);
    expect(() => again.runs.get(id + 1)).toThrow(/no run/);
    await vi.waitFor(() => {
      expect(counts(killed)).toEqual({ runs: 1, hidden: undefined });
    });
    expect(again.checkpoints.list(id)).toMatchObject([{ step: 500, sizeBytes: SIZE }]);
    await again.close();
    rmSync(killed, { recursive: true });
  });

  it('is interrupted if the workbench is closed, and leaves nothing visible', async () => {
    const id = seeded();
    const workbench = await fixture.open();
    const forking = codeOf(workbench.runs.fork(id, 500));
    await workbench.close();
    expect(await forking).toBe('workbench.closed');
    const again = await fixture.open();
    expect(again.runs.list().map((run) => run.id)).toEqual([id]);
  });
});
