import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Run } from '../contract/run';
import { openWorkbench, type Workbench } from '../core/workbench';
import { openReadOnlyStore } from '../store/open';
import { fakeJobHost, type FakeTrainer } from '../testing/fake-job-host';
import { TEST_TIMING, testFleet, type TestFleet } from '../testing/fleet-fixture';
import { NEW_RUN } from '../testing/workbench-fixture';
import { work } from './worker';

let fleet: TestFleet;
let scratch = '';
let dataDir = '';
let bench: Workbench | null = null;
const workers: { end: () => Promise<void> }[] = [];

beforeAll(async () => {
  fleet = await testFleet();
});
afterAll(async () => {
  await fleet.close();
});
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'latent-workbench-remote-'));
  dataDir = join(scratch, 'data');
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.end();
  await close();
  rmSync(scratch, { recursive: true, force: true });
});

async function open(person = 'alice', folder = dataDir): Promise<Workbench> {
  const jobHost = fakeJobHost().host;
  const opened = await openWorkbench({
    dataDir: folder,
    jobHost,
    version: '1.2.3',
    electron: null,
    openFleet: fleet.open(person),
  });
  opened.settings.set({ evaluation: 'off' });
  return opened;
}

async function close(): Promise<void> {
  await bench?.close();
  bench = null;
}

/** A worker in this process, whose trainers a test controls. */
function startWorker(pool: string) {
  const fake = fakeJobHost();
  const ending = new AbortController();
  const ends: string[] = [];
  const done = work({
    credentials: fleet.workerCredentials(),
    host: fake.host,
    directory: join(scratch, 'worker'),
    pool,
    device: null,
    slots: 1,
    once: false,
    timing: TEST_TIMING,
    onJob: (_name, _person, end) => ends.push(end),
    ending: ending.signal,
  });
  const worker = {
    fake,
    ends,
    end: async () => {
      ending.abort();
      await done;
    },
    trainer: async (): Promise<FakeTrainer> => vi.waitFor(() => fake.training()),
  };
  workers.push(worker);
  return worker;
}

const launch = (workbench: Workbench, pool: string): Run => workbench.runs.create({ ...NEW_RUN, pool });

async function until(id: number, holds: (run: Run) => boolean): Promise<void> {
  await vi.waitFor(() => {
    const run = bench?.runs.get(id);
    if (run === undefined || !holds(run))
      throw new Error(`The run is ${run?.state ?? 'unknown'} at step ${String(run?.step)}.`);
  });
}

/** The steps of a metric, from the rows on the disk. */
function steps(id: number, name = 'd_loss'): number[] {
  const store = openReadOnlyStore(dataDir);
  const blocks = store === null ? [] : [...store.metrics.series(id, name)];
  store?.close();
  return blocks.flatMap((pairs) => [...pairs]).filter((_, index) => index % 2 === 0);
}

const from1To = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('a run on another machine', () => {
  it('is recorded as one on this machine', async () => {
    bench = await open();
    const worker = startWorker('one');
    const { id } = launch(bench, 'one');
    const trainer = await worker.trainer();
    expect(trainer.task.config).toMatchObject({ model: NEW_RUN.model, seed: expect.any(Number) as number });
    trainer.ready();
    trainer.metrics(1, 50);
    trainer.figure(50);
    trainer.checkpoint(50);
    trainer.metrics(51, 100);
    trainer.finish();
    await until(id, ({ state }) => state === 'completed');
    expect(bench.runs.get(id)).toMatchObject({ step: 100, checkpointStep: 50, place: { pool: 'one' } });
    expect(steps(id)).toEqual(from1To(100));
    expect(bench.runs.figures(id)).toHaveLength(1);
    expect(bench.checkpoints.list(id).map(({ step, sizeBytes }) => [step, sizeBytes])).toEqual([[50, 2]]);
    expect(trainer.posted.map(({ type }) => type)).toEqual(['train', 'checkpoint-recorded']);
    await vi.waitFor(() => {
      expect(worker.ends).toEqual(['taken', 'ended']);
    });
  });

  it('goes on while the workbench is closed, which records it when it is opened again', async () => {
    bench = await open();
    const worker = startWorker('two');
    const { id } = launch(bench, 'two');
    const trainer = await worker.trainer();
    trainer.ready();
    trainer.metrics(1, 10);
    await until(id, ({ step }) => step === 10);
    await close();
    trainer.metrics(11, 400);
    trainer.checkpoint(400);
    trainer.finish();
    await vi.waitFor(() => {
      expect(worker.ends).toContain('ended');
    });
    bench = await open();
    await until(id, ({ state }) => state === 'completed');
    expect(steps(id)).toEqual(from1To(400));
    expect(bench.runs.get(id).checkpointStep).toBe(400);
  });

  it('is paused, resumed, changed and stopped', async () => {
    bench = await open();
    const worker = startWorker('three');
    const { id } = launch(bench, 'three');
    const trainer = await worker.trainer();
    trainer.ready();
    trainer.metrics(1, 10);
    await until(id, ({ step }) => step === 10);
    expect(await bench.runs.pause(id)).toMatchObject({ state: 'paused' });
    expect(await bench.runs.resume(id)).toMatchObject({ state: 'running' });
    const changed = await bench.runs.change(id, { learningRate: 0.003 });
    expect(changed.config.changes).toEqual([{ step: 10, hyperparameters: { learningRate: 0.003 } }]);
    expect(await bench.runs.stop(id)).toMatchObject({ state: 'stopped', checkpointStep: 10 });
  });

  it('is given up by a worker that ends, and continued by another from its checkpoint', async () => {
    bench = await open();
    const first = startWorker('four');
    const { id } = launch(bench, 'four');
    const trainer = await first.trainer();
    trainer.ready();
    trainer.metrics(1, 20);
    await until(id, ({ step }) => step === 20);
    await first.end();
    expect(first.ends).toEqual(['taken', 'given-up']);
    const second = startWorker('four');
    const next = await second.trainer();
    expect(next.task.checkpoint).toEqual(Buffer.of(20, 1));
    next.ready(20);
    next.metrics(21, 30);
    next.finish();
    await until(id, ({ state }) => state === 'completed');
    expect(steps(id)).toEqual(from1To(30));
  });

  it('is continued by another when its trainer crashes, and fails after five times', async () => {
    bench = await open();
    const worker = startWorker('five');
    const { id } = launch(bench, 'five');
    for (let crash = 1; crash <= 5; crash++) {
      await vi.waitFor(() => {
        expect(worker.fake.trainers.filter(({ kind }) => kind === 'train')).toHaveLength(crash);
      });
      worker.fake.training().exit({ lastWords: 'Segmentation fault' });
    }
    await until(id, ({ state }) => state === 'failed');
    expect(bench.runs.get(id).problem).toMatchObject({ code: 'fleet.crashed', params: { times: 5 } });
    const lines = bench.runs.logs(id).filter(({ level }) => level === 'warning');
    expect(lines.map(({ text }) => text)).toEqual(Array(5).fill('Segmentation fault'));
  });

  it('leaves its pool when it is stopped before a worker has taken it', async () => {
    bench = await open();
    const { id } = launch(bench, 'six');
    await vi.waitFor(async () => {
      expect(await bench?.runs.stop(id)).toMatchObject({ state: 'stopped' });
    });
    const worker = startWorker('six');
    const other = launch(bench, 'six');
    await worker.trainer();
    await until(other.id, ({ state }) => state === 'running');
    expect(worker.ends).toEqual(['taken']);
    expect(bench.runs.get(id).state).toBe('stopped');
  });
});

describe('a lost server', () => {
  it('loses and doubles nothing, and nobody else takes the run after three seconds', async () => {
    bench = await open();
    const worker = startWorker('seven');
    const { id } = launch(bench, 'seven');
    const trainer = await worker.trainer();
    trainer.ready();
    trainer.metrics(1, 10);
    await until(id, ({ step }) => step === 10);
    await fleet.killServer();
    for (let step = 11; step <= 60; step++) trainer.metrics(step, step);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await fleet.startServer();
    trainer.metrics(61, 70);
    trainer.checkpoint(70);
    trainer.finish();
    await until(id, ({ state }) => state === 'completed');
    expect(steps(id)).toEqual(from1To(70));
    expect(worker.ends).toEqual(['taken', 'ended']);
  });
});

describe('machines and queues', () => {
  it('are seen while they are there, with what they train, and no longer when they have ended', async () => {
    bench = await open();
    const seen = () => bench?.fleet.status();
    const worker = startWorker('ten');
    const { id } = launch(bench, 'ten');
    const second = launch(bench, 'ten');
    const trainer = await worker.trainer();
    trainer.ready();
    trainer.metrics(1, 10);
    const here = () => seen()?.workers.find(({ pool }) => pool === 'ten');
    await vi.waitFor(
      () => {
        expect(here()).toMatchObject({ isOnline: true, state: 'training', runId: id });
        expect(seen()?.pools.find(({ pool }) => pool === 'ten')).toMatchObject({ waiting: 1, training: 1 });
      },
      { timeout: 10_000 },
    );
    await bench.runs.stop(second.id);
    await worker.end();
    await vi.waitFor(() => {
      expect(here()).toBeUndefined();
    });
  });

  it('are followed again after the server was away, which is said meanwhile', async () => {
    bench = await open();
    const seen = () => bench?.fleet.status();
    await vi.waitFor(() => {
      expect(seen()).toMatchObject({ isConnected: true, problem: null, person: 'alice' });
    });
    await fleet.killServer();
    await vi.waitFor(() => {
      expect(seen()).toMatchObject({ isConnected: false, problem: { code: 'fleet.unreachable' } });
    });
    await fleet.startServer();
    startWorker('eleven');
    await vi.waitFor(
      () => {
        expect(seen()).toMatchObject({ isConnected: true, problem: null });
        expect(seen()?.workers.map(({ pool }) => pool)).toContain('eleven');
      },
      { timeout: 15_000 },
    );
  });
});

describe('two people', () => {
  it('neither see nor control the runs of the other', async () => {
    bench = await open();
    const other = await open('bob', join(scratch, 'bob'));
    try {
      const worker = startWorker('eight');
      const { id } = launch(bench, 'eight');
      const trainer = await worker.trainer();
      trainer.ready();
      trainer.metrics(1, 5);
      await until(id, ({ step }) => step === 5);
      expect(other.runs.list()).toEqual([]);
      const own = launch(other, 'nine');
      await vi.waitFor(async () => {
        expect(await other.runs.stop(own.id)).toMatchObject({ state: 'stopped' });
      });
      expect(bench.runs.get(id).state).toBe('running');
    } finally {
      await other.close();
    }
  });
});
