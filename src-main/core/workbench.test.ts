import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { openStore } from '../store/open';
import { LOCK_FILE } from '../store/lock';
import { wholeBytes } from './whole-bytes';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import { openWorkbench } from './workbench';
import { appendCheckpoint } from '../testing/append-checkpoint';

const fixture = workbenchFixture();

async function problemWith(work: () => unknown) {
  try {
    await work();
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('one data folder, one workbench', () => {
  it('refuses a second one, naming the process that uses it', async () => {
    const first = await fixture.open();
    const problem = await problemWith(() => openWorkbench(fixture.options()));
    expect(problem.code).toBe('data-folder.in-use');
    expect(problem.message).toContain(`process ${String(process.pid)}`);
    await first.close();
    await fixture.open();
  });

  it('refuses while another process uses it, and takes over after that was killed', async () => {
    await (await fixture.open()).close();
    const script = `
      const { DatabaseSync } = require('node:sqlite');
      const db = new DatabaseSync(${JSON.stringify(join(fixture.dataDir, LOCK_FILE))});
      db.exec('BEGIN IMMEDIATE; UPDATE holder SET pid = ' + process.pid + '; COMMIT; BEGIN IMMEDIATE');
      console.log('locked');
      setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => other.stdout.once('data', resolve));
    const problem = await problemWith(() => fixture.open());
    expect(problem.message).toContain(`process ${String(other.pid)}`);
    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    await fixture.open();
  });

  it('releases the lock if the store cannot be opened', async () => {
    writeFileSync(
      join(fixture.dataDir, 'workbench.sqlite'),
      'this is not a database, whatever its name may say',
    );
    expect((await problemWith(() => fixture.open())).code).toBe('store.damaged');
    expect((await problemWith(() => fixture.open())).code).toBe('store.damaged');
  });
});

describe('a run that was training when the workbench ended', () => {
  /** Leaves the data folder like a crash does: rows with the state running, and no process. */
  function crashed(): number[] {
    const store = openStore(fixture.dataDir);
    const make = () =>
      store.runs.create({
        name: (id) => `run ${String(id)}`,
        config: {
          model: 'gan-mlp',
          dataset: 'synthetic-digits',
          seed: 1,
          budget: { unit: 'steps', count: 1000 },
          hyperparameters: {},
          sampleEvery: 10,
          checkpointEvery: 10,
          engine: 'auto',
          sampleSheet: { columns: 8, rows: 8 },
          device: 'auto',
        },
        color: 0,
        datasetName: 'Synthetic digits',
        datasetFingerprint: null,
      });
    const [running, paused, queued] = [make(), make(), make()];
    store.runs.setState(running, 'running');
    store.runs.setState(paused, 'paused');
    store.metrics.append(running, [{ name: 'd_loss', steps: [1, 2, 3], values: [1, 2, 3] }]);
    store.runs.progress(running, {
      step: 3,
      elapsedMs: 6,
      latest: { d_loss: 3 },
      sparkline: [1, 2, 3],
      window: null,
    });
    appendCheckpoint(store, running, { step: 2, elapsedMs: 4, bytes: Uint8Array.of(1) });
    store.close();
    return [running, paused, queued];
  }

  it('is interrupted when the data folder is opened again, with everything that it has recorded', async () => {
    const [running = 0, paused = 0, queued = 0] = crashed();
    const workbench = await fixture.open();
    const run = workbench.runs.get(running);
    expect(run).toMatchObject({ state: 'interrupted', step: 3, checkpointStep: 2, latest: { d_loss: 3 } });
    expect(run.problem?.advice).toContain('checkpoint of step 2');
    expect(workbench.runs.get(paused)).toMatchObject({ state: 'interrupted', checkpointStep: null });
    expect(workbench.runs.get(queued).state).toBe('queued');
    const file = await workbench.files.get(`/files/runs/${String(running)}/metrics/d_loss`);
    const pairs = Uint8Array.from(await wholeBytes(file)).buffer;
    expect([...new Float64Array(pairs)]).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('is interrupted for a reader too, unless another process trains it', async () => {
    const [running = 0] = crashed();
    const reader = await fixture.openReadOnly();
    expect(reader.runs.get(running)).toMatchObject({ state: 'interrupted' });
    expect(reader.runs.list().map((run) => run.state)).toEqual(['queued', 'interrupted', 'interrupted']);
  });

  it('leaves queued runs in the queue until the queue is started', async () => {
    const [, , queued = 0] = crashed();
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    expect(run.id).not.toBe(queued);
    trainer.finish();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(workbench.runs.get(queued).state).toBe('queued');
    workbench.startQueue();
    await vi.waitFor(() => {
      expect(workbench.runs.get(queued).state).toBe('running');
    });
  });

  it.each([
    ['when it is requested', false],
    ['when it is put back into the queue that it had left', true],
  ])('trains what was queued before %s', async (_, left) => {
    const [, , queued = 0] = crashed();
    const workbench = await fixture.open();
    if (left) await workbench.runs.stop(queued);
    await workbench.runs.resume(queued);
    await vi.waitFor(() => {
      expect(workbench.runs.get(queued).state).toBe('running');
    });
  });
});

describe('closing', () => {
  it('ends the run that trains with a last checkpoint, and leaves the queue unchanged', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    const waiting = workbench.runs.create(NEW_RUN);
    trainer.ready();
    trainer.metrics(1, 50);
    expect(workbench.activeRuns().map(({ id }) => id)).toEqual([run.id]);
    await workbench.close();
    expect(trainer.posted.map(({ type }) => type)).toEqual(['train', 'stop', 'checkpoint-recorded']);
    expect(fixture.fake.trainers.filter(({ kind }) => kind === 'train')).toHaveLength(1);
    const again = await fixture.open();
    expect(again.runs.get(run.id)).toMatchObject({
      state: 'stopped',
      step: 50,
      checkpointStep: 50,
      problem: null,
    });
    expect(again.runs.get(waiting.id).state).toBe('queued');
  });

  it('ends all runs that train at the same time, and waits for several that do not answer only once', async () => {
    const workbench = await fixture.open();
    workbench.settings.set({ runsPerDevice: 3 });
    const started = [
      await fixture.started(workbench),
      await fixture.started(workbench),
      await fixture.started(workbench),
    ];
    started.forEach(({ trainer }, at) => {
      trainer.obedient = at === 0;
      trainer.ready();
      trainer.metrics(1, 5);
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const closing = workbench.close();
    while (!started[0]!.trainer.exited) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    await closing;
    expect(started.map(({ trainer }) => trainer.killed)).toEqual([false, true, true]);
    const again = await fixture.open();
    const states = started.map(({ run }) => again.runs.get(run.id).state);
    expect(states).toEqual(['stopped', 'interrupted', 'interrupted']);
  });

  it('kills a trainer that does not answer, and marks the run as interrupted', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.obedient = false;
    trainer.ready();
    trainer.metrics(1, 5);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const closing = workbench.close();
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    await closing;
    expect(trainer.killed).toBe(true);
    const again = await fixture.open();
    expect(again.runs.get(run.id)).toMatchObject({
      state: 'interrupted',
      step: 5,
      problem: { code: 'run.unresponsive' },
    });
  });

  it('can be called twice', async () => {
    const workbench = await fixture.open();
    await Promise.all([workbench.close(), workbench.close()]);
  });
});

describe('reading beside the workbench', () => {
  it('shows the data, and refuses to change it', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 3);
    const reader = await fixture.openReadOnly();
    expect(reader.runs.list()).toEqual([expect.objectContaining({ id: run.id, state: 'running', step: 3 })]);
    expect(reader.datasets.get('synthetic-digits').state).toBe('ready');
    for (const work of [
      () => reader.runs.create(NEW_RUN),
      () => reader.runs.stop(run.id),
      () => reader.runs.remove(run.id),
      () => reader.datasets.remove('synthetic-digits'),
      () => reader.files.receiveUpload('x', (async function* () {})()),
    ]) {
      expect((await problemWith(work)).code).toBe('workbench.read-only');
    }
  });

  it('finds nothing in an empty folder, and creates nothing', async () => {
    fixture.dataDir = join(fixture.dataDir, 'not-there');
    const reader = await fixture.openReadOnly();
    expect(reader.runs.list()).toEqual([]);
    expect((await reader.system.info()).databaseBytes).toBe(0);
    expect(() => execFileSync('ls', [fixture.dataDir], { stdio: 'ignore' })).toThrow();
  });
});

describe('housekeeping at start', () => {
  it('permanently deletes runs that were removed a month ago, and deletes uploads', async () => {
    const first = await fixture.open();
    const [old, recent] = [first.runs.create(NEW_RUN), first.runs.create(NEW_RUN)];
    await first.runs.stop(recent.id);
    await first.runs.stop(old.id);
    first.runs.remove(old.id);
    first.runs.remove(recent.id);
    await first.close();
    const store = openStore(fixture.dataDir);
    store.runs.setDeleted(old.id, Date.now() - 31 * 24 * 3600 * 1000);
    store.close();
    mkdirSync(join(fixture.dataDir, 'uploads'), { recursive: true });
    writeFileSync(join(fixture.dataDir, 'uploads', 'left-over'), 'x');

    const workbench = await fixture.open();
    expect(() => workbench.runs.restore(old.id)).toThrow('There is no run');
    expect(workbench.runs.restore(recent.id).id).toBe(recent.id);
    expect(() => execFileSync('ls', [join(fixture.dataDir, 'uploads')], { stdio: 'ignore' })).toThrow();
  });
});

describe('the facts about the machine', () => {
  it('are requested from a trainer once', async () => {
    const workbench = await fixture.open();
    const [info] = await Promise.all([workbench.system.info(), workbench.system.info()]);
    expect(info).toMatchObject({
      version: '1.2.3',
      dataDir: fixture.dataDir,
      engine: { ok: true, backend: 'tensorflow', tensorflow: '2.21.0', why: 'cpu-requested' },
      electron: { ok: false, version: null },
      sqlite: { ok: true },
    });
    expect(info.sqlite.version).toMatch(/^3\./);
    expect(info.databaseBytes).toBeGreaterThan(0);
    expect(fixture.fake.trainers).toHaveLength(1);
  });

  it('say so if the trainer does not start, and are requested again next time', async () => {
    const workbench = await fixture.open();
    fixture.fake.settings.probes = false;
    const asked = workbench.system.info();
    await vi.waitFor(() => {
      expect(fixture.fake.trainers).toHaveLength(1);
    });
    fixture.fake.trainers[0]?.exit();
    expect((await asked).engine).toMatchObject({ ok: false, backend: null });
    fixture.fake.settings.probes = true;
    expect((await workbench.system.info()).engine.ok).toBe(true);
  });
});
