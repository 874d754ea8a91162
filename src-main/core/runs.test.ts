import { describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { openReadOnlyStore, type ReadOnlyStore } from '../store/open';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import { wholeCheckpoint } from '../testing/whole-checkpoint';

const fixture = workbenchFixture();

function reader(): ReadOnlyStore {
  const store = openReadOnlyStore(fixture.dataDir);
  if (!store) throw new Error('There is no store.');
  return store;
}

const runEvents = (id: number) =>
  fixture.events.flatMap((event) => (event.type === 'run' && event.run.id === id ? [event.run] : []));

const turn = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('a run in training', () => {
  it('writes each row before its event is published', async () => {
    const workbench = await fixture.open();
    const other = reader();
    /** Each event, with its row as another connection sees it at that moment. */
    const pairs: [event: unknown, row: unknown][] = [];
    workbench.events.subscribe((event: WorkbenchEvent) => {
      if (event.type === 'run') {
        const { stepsPerSecond: _live, ...recorded } = event.run;
        pairs.push([recorded, other.runs.get(event.run.id)]);
      }
      if (event.type === 'figure') pairs.push([event.figure, other.figures.get(event.figure.id)]);
      if (event.type === 'log') pairs.push([event.entry, other.logs.list(event.runId).pop()]);
    });
    const { run, trainer } = await fixture.started(workbench);
    const watching = workbench.runs.watch(run.id, {});
    trainer.ready();
    trainer.send({ type: 'log', entry: { at: 1, level: 'info', text: 'Begins.' } });
    trainer.figure(0);
    trainer.metrics(1, 90);
    const { value } = await watching.next();
    expect(other.metrics.count(run.id, 'd_loss', 0, 1000)).toBe(90);
    expect(value).toMatchObject({ runId: run.id, rows: [{ name: 'd_loss' }, { name: 'g_loss' }] });
    trainer.checkpoint(90);
    trainer.finish();
    await turn();
    expect(pairs.length).toBeGreaterThan(6);
    for (const [event, row] of pairs) expect(row).toMatchObject(event as object);
    expect(workbench.runs.get(run.id)).toMatchObject({
      state: 'completed',
      step: 90,
      elapsedMs: 180,
      totalSteps: 1000,
      stepsPerEpoch: 100,
      stepsPerSecond: null,
      latest: { d_loss: 90, g_loss: 90 },
      checkpointStep: 90,
      engine: { device: 'CPU' },
    });
    await watching.return();
    other.close();
  });

  it('is announced at most four times a second, with the newest values last, but a new state at once', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    vi.useFakeTimers();
    trainer.ready();
    const before = runEvents(run.id).length;
    for (let step = 1; step <= 100; step++) {
      trainer.metrics(step, step);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(250);
    const shown = runEvents(run.id).slice(before);
    expect(shown.length).toBeGreaterThanOrEqual(4);
    expect(shown.length).toBeLessThanOrEqual(6);
    expect(shown[shown.length - 1]?.step).toBe(100);
    trainer.send({ type: 'paused' });
    expect(runEvents(run.id).pop()).toMatchObject({ state: 'paused', stepsPerSecond: null });
    trainer.send({ type: 'resumed' });
    expect(runEvents(run.id).pop()).toMatchObject({ state: 'running' });
    vi.useRealTimers();
  });

  it('keeps its last good checkpoint when it diverges, and cannot be resumed', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 20);
    trainer.checkpoint(20);
    trainer.metrics(21, 25);
    const problem = {
      code: 'run.diverged',
      message: 'd_loss became NaN.',
      advice: 'Try a lower learning rate.',
    };
    trainer.send({ type: 'finished', outcome: 'diverged', step: 26, problem });
    trainer.exit();
    expect(workbench.runs.get(run.id)).toMatchObject({
      state: 'diverged',
      step: 25,
      checkpointStep: 20,
      problem,
    });
    await expect(workbench.runs.resume(run.id)).rejects.toMatchObject({
      problem: { code: 'run.not-resumable' },
    });
  });

  it('is interrupted when its process dies, even in the middle of its figures', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 500);
    trainer.checkpoint(500);
    trainer.metrics(501, 600);
    trainer.figure(600);
    trainer.exit();
    const after = workbench.runs.get(run.id);
    expect(after).toMatchObject({ state: 'interrupted', step: 600, checkpointStep: 500 });
    expect(after.problem?.message).toContain('step 600');
    expect(after.problem?.advice).toContain('checkpoint of step 500');
    expect(runEvents(run.id).pop()?.state).toBe('interrupted');
  });

  it('fails with the problem of its trainer', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    const problem = {
      code: 'engine.out-of-memory',
      message: 'Out of memory.',
      advice: 'Lower the batch size.',
    };
    trainer.send({ type: 'failed', problem });
    trainer.exit();
    expect(workbench.runs.get(run.id)).toMatchObject({ state: 'failed', problem });
  });

  it('fails, and its process is ended, when its messages cannot be recorded', async () => {
    const workbench = await fixture.open();
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 2);
    trainer.metrics(3, 3, () => NaN);
    expect(workbench.runs.get(run.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'run.unrecordable' },
    });
    expect(trainer.killed).toBe(true);
    expect(String(stderr.mock.calls[0]?.[0])).toContain('d_loss at step 3');
    stderr.mockRestore();
    expect(workbench.runs.get(run.id).step).toBe(2);
  });

  it('is killed if its process does not exit after its last message', async () => {
    const workbench = await fixture.open();
    const { trainer } = await fixture.started(workbench);
    const next = workbench.runs.create(NEW_RUN);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    trainer.send({ type: 'finished', outcome: 'completed', step: 0, problem: null });
    expect(workbench.runs.get(next.id).state).toBe('queued');
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    expect(trainer.killed).toBe(true);
    await vi.waitFor(() => {
      expect(workbench.runs.get(next.id).state).toBe('running');
    });
  });

  it('can be renamed', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    workbench.runs.rename(run.id, 'Mine');
    trainer.ready();
    trainer.finish();
    expect(workbench.runs.get(run.id)).toMatchObject({ name: 'Mine', state: 'completed' });
  });
});

describe('pause, resume, stop', () => {
  it('pause and continue', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    expect((await workbench.runs.pause(run.id)).state).toBe('paused');
    expect((await workbench.runs.pause(run.id)).state).toBe('paused');
    expect(workbench.activeRuns()).toHaveLength(1);
    expect((await workbench.runs.resume(run.id)).state).toBe('running');
    expect(trainer.posted.map(({ type }) => type)).toEqual(['train', 'pause', 'resume']);
  });

  it('stop with a last checkpoint, also from a pause', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 30);
    await workbench.runs.pause(run.id);
    expect(await workbench.runs.stop(run.id)).toMatchObject({
      state: 'stopped',
      step: 30,
      checkpointStep: 30,
    });
    expect((await workbench.runs.stop(run.id)).state).toBe('stopped');
  });

  it('refuse to pause a run that does not train', async () => {
    const workbench = await fixture.open();
    await fixture.started(workbench);
    const queued = workbench.runs.create(NEW_RUN);
    await expect(workbench.runs.pause(queued.id)).rejects.toMatchObject({
      problem: { code: 'run.not-training', advice: 'Stop it to take it out of the queue.' },
    });
    await expect(workbench.runs.pause(999)).rejects.toMatchObject({ problem: { code: 'run.unknown' } });
  });

  it('a resumed run drops what came after its checkpoint, and records it again', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.figure(0);
    trainer.metrics(1, 200);
    trainer.checkpoint(200);
    trainer.figure(200);
    trainer.metrics(201, 260, () => -1);
    trainer.figure(250);
    trainer.exit();
    const startedAt = workbench.runs.get(run.id).startedAt;
    await workbench.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id).state).toBe('running');
    });
    const second = fixture.fake.training();
    expect(second).not.toBe(trainer);
    expect([...(second.task.checkpoint ?? [])]).toEqual([200, 1]);
    expect(workbench.runs.get(run.id)).toMatchObject({
      step: 200,
      elapsedMs: 400,
      latest: { d_loss: 200, g_loss: 200 },
      problem: null,
      finishedAt: null,
      startedAt,
    });
    expect(workbench.runs.figures(run.id).map(({ step }) => step)).toEqual([0, 200]);
    const store = reader();
    expect(store.metrics.last(run.id, 'd_loss')).toEqual({ step: 200, value: 200 });
    second.ready(200);
    second.metrics(201, 260);
    expect(store.metrics.last(run.id, 'd_loss')).toEqual({ step: 260, value: 260 });
    expect(store.metrics.count(run.id, 'g_loss', 0, 1000)).toBe(260);
    store.close();
  });

  it('a run whose process dies between two parts of a checkpoint continues from the one before', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 20);
    trainer.checkpoint(10);
    trainer.send({ type: 'checkpoint-part', bytes: Uint8Array.of(9) });
    trainer.exit();
    expect(workbench.runs.get(run.id).checkpointStep).toBe(10);
    await workbench.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id).state).toBe('running');
    });
    const again = fixture.fake.training();
    expect([...(again.task.checkpoint ?? [])]).toEqual([10, 1]);
    again.ready(10);
    again.metrics(11, 20);
    again.checkpoint(20);
    const store = reader();
    expect(wholeCheckpoint(store, run.id, 20)?.bytes).toEqual(Buffer.of(20, 1));
    store.close();
  });

  it('a run without a checkpoint is resumed from its beginning', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.figure(0);
    trainer.metrics(1, 10);
    trainer.exit();
    await workbench.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id).state).toBe('running');
    });
    expect(fixture.fake.training().task.checkpoint).toBeNull();
    expect(workbench.runs.get(run.id)).toMatchObject({
      step: 0,
      latest: {},
      sparkline: [],
      thumbnailId: null,
    });
    expect(workbench.runs.figures(run.id)).toEqual([]);
  });

  it('a completed run is not resumed', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.finish();
    await expect(workbench.runs.resume(run.id)).rejects.toMatchObject({
      problem: { code: 'run.not-resumable' },
    });
  });
});

describe('what a person lets a run record', () => {
  it('is recorded after the current step, and its checkpoint stays', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 30);
    expect(await workbench.runs.record(run.id, 'samples')).toBe(30);
    expect(workbench.runs.figures(run.id).map(({ step }) => step)).toEqual([30]);
    await workbench.runs.pause(run.id);
    expect(await workbench.runs.record(run.id, 'checkpoint')).toBe(30);
    expect(workbench.checkpoints.list(run.id)).toMatchObject([
      { step: 30, kinds: ['newest', 'milestone', 'pinned'] },
    ]);
  });

  it('is refused to a run that does not train, and empty for one that ends meanwhile', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.obedient = false;
    const recorded = workbench.runs.record(run.id, 'checkpoint');
    trainer.finish();
    expect(await recorded).toBeNull();
    await expect(workbench.runs.record(run.id, 'samples')).rejects.toMatchObject({
      problem: { code: 'run.cannot-record' },
    });
  });
});

describe('hyperparameters that change while a run trains', () => {
  it('are recorded in its configuration at their step, also from a pause', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 30);
    await workbench.runs.change(run.id, { learningRate: 0.002 });
    await workbench.runs.pause(run.id);
    const changed = await workbench.runs.change(run.id, { learningRate: 0.003 });
    expect(changed.config.changes).toEqual([{ step: 30, hyperparameters: { learningRate: 0.003 } }]);
    trainer.metrics(31, 50);
    await workbench.runs.change(run.id, { learningRate: 0.004 });
    const store = reader();
    expect(store.runs.get(run.id)?.config).toEqual(workbench.runs.get(run.id).config);
    expect(store.runs.get(run.id)?.config.changes?.map(({ step }) => step)).toEqual([30, 50]);
    expect(runEvents(run.id).pop()?.config.changes).toHaveLength(2);
    store.close();
  });

  it('are refused if they cannot change, are out of range, or are the same', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    const refused = async (values: Record<string, number>) => {
      await expect(workbench.runs.change(run.id, values)).rejects.toMatchObject({
        problem: { code: 'run.unchangeable', fields: { [Object.keys(values).join()]: { code: /./ } } },
      });
    };
    await refused({ batchSize: 32 });
    await refused({ learningRate: 12 });
    await refused({ learningRate: 0.001 });
    await refused({ moon: 1 });
    expect(workbench.runs.get(run.id).config.changes).toBeUndefined();
    trainer.finish();
    await expect(workbench.runs.change(run.id, { learningRate: 0.1 })).rejects.toMatchObject({
      problem: { code: 'run.cannot-change' },
    });
  });

  it('are refused if the run ends before it takes them', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.obedient = false;
    trainer.ready();
    const asked = workbench.runs.change(run.id, { learningRate: 0.1 });
    trainer.finish();
    await expect(asked).rejects.toMatchObject({ problem: { code: 'run.cannot-change' } });
  });

  it('are given to a resumed run, and left out by one that goes back to before them', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 100);
    trainer.checkpoint(100);
    trainer.metrics(101, 150);
    await workbench.runs.change(run.id, { learningRate: 0.002 });
    const changes = [{ step: 150, hyperparameters: { learningRate: 0.002 } }];
    trainer.exit();
    await workbench.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id).state).toBe('running');
    });
    const second = fixture.fake.training();
    expect(second.task.config.changes).toEqual(changes);
    second.ready(100);
    second.metrics(101, 200);
    await workbench.runs.stop(run.id);
    const copy = await workbench.runs.fork(run.id, 200);
    expect(copy.config.changes).toEqual(changes);
    await workbench.runs.stop(copy.id);
    expect((await workbench.runs.fork(run.id, 100)).config.changes).toBeUndefined();
    expect((await workbench.runs.resume(run.id, 100)).config.changes).toBeUndefined();
  });
});

describe('changes at later steps of a run that is resumed', () => {
  const at = (step: number, learningRate: number) => ({ step, hyperparameters: { learningRate } });

  it('are added to those of the run, which it repeats from its newest checkpoint', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 100);
    trainer.checkpoint(100);
    trainer.metrics(101, 150);
    await workbench.runs.change(run.id, { learningRate: 0.002 });
    trainer.exit();
    await workbench.runs.resume(run.id, undefined, [at(180, 0.004), at(170, 0.003)]);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id).state).toBe('running');
    });
    const changes = [at(150, 0.002), at(170, 0.003), at(180, 0.004)];
    const second = fixture.fake.training();
    expect(second.task.config.changes).toEqual(changes);
    await expect(workbench.runs.resume(run.id, undefined, [at(190, 0.1)])).rejects.toMatchObject({
      problem: { code: 'run.active' },
    });
    second.ready(100);
    second.metrics(101, 200);
    await workbench.runs.stop(run.id);
    const copy = await workbench.runs.fork(run.id, 100, { changes: [at(100, 0.005)] });
    expect(copy.config.changes).toEqual([at(100, 0.005)]);
    expect((await workbench.runs.resume(run.id, 100, [at(120, 0.006)])).config.changes).toEqual([
      at(120, 0.006),
    ]);
  });

  it('are refused before its checkpoint, or if they cannot be', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 100);
    trainer.checkpoint(100);
    await workbench.runs.stop(run.id);
    const before = workbench.runs.get(run.id);
    for (const change of [
      at(99, 0.1),
      at(120, 1000),
      { step: 120, hyperparameters: { batchSize: 3 } },
      { step: 120, hyperparameters: { nothing: 3 } },
    ]) {
      await expect(workbench.runs.resume(run.id, 100, [change])).rejects.toMatchObject({
        problem: { code: 'run.unchangeable', fields: { changes: {} } },
      });
      await expect(workbench.runs.fork(run.id, 100, { changes: [change] })).rejects.toBeDefined();
    }
    expect(workbench.runs.get(run.id)).toEqual(before);
  });
});

describe('steps of a paused run by hand', () => {
  it('are taken one at a time, and those of one network are recorded in its configuration', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 30);
    await expect(workbench.runs.step(run.id, null)).rejects.toMatchObject({
      problem: { code: 'run.not-paused' },
    });
    await workbench.runs.pause(run.id);
    expect((await workbench.runs.step(run.id, null)).step).toBe(31);
    const after = await workbench.runs.step(run.id, 'generator');
    expect(after).toMatchObject({ step: 32, state: 'paused' });
    expect(after.config.changes).toEqual([{ step: 31, hyperparameters: {}, only: 'generator' }]);
    await workbench.runs.slow(run.id, 2);
    expect(workbench.runs.get(run.id).slowedTo).toBe(2);
    await vi.waitFor(() => {
      expect(trainer.posted.at(-1)).toEqual({ type: 'slow', waitMs: 500 });
    });
  });

  it('of one network are refused for a model that has no two', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, model: 'vae-mlp' });
    trainer.ready();
    await workbench.runs.pause(run.id);
    await expect(workbench.runs.step(run.id, 'generator')).rejects.toMatchObject({
      problem: { code: 'run.one-network' },
    });
  });
});

describe('remove and restore', () => {
  it('hides a run and shows it again', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    const removeActive = () => {
      workbench.runs.remove(run.id);
    };
    expect(removeActive).toThrow(WorkbenchError);
    trainer.finish();
    workbench.runs.remove(run.id);
    expect(workbench.runs.list()).toEqual([]);
    expect(fixture.events.pop()).toEqual({ type: 'run-removed', runId: run.id });
    expect(() => workbench.runs.get(run.id)).toThrow('was removed');
    expect(workbench.runs.restore(run.id).state).toBe('completed');
    expect(workbench.runs.list()).toHaveLength(1);
  });

  it('takes a queued run out of the queue, and puts it back where it was', async () => {
    const workbench = await fixture.open();
    const { trainer } = await fixture.started(workbench);
    const [removed, waiting, next] = [NEW_RUN, NEW_RUN, NEW_RUN].map(
      (given) => workbench.runs.create(given).id,
    );
    workbench.runs.remove(removed!);
    workbench.runs.remove(next!);
    trainer.finish();
    await vi.waitFor(() => {
      expect(workbench.activeRuns()).toMatchObject([{ id: waiting }]);
    });
    expect(workbench.runs.restore(next!).state).toBe('queued');
    expect(workbench.runs.restore(removed!).state).toBe('queued');
    fixture.fake.training().finish();
    await vi.waitFor(() => {
      expect(workbench.activeRuns()).toMatchObject([{ id: removed }]);
    });
  });

  it('trains a queued run at once that is restored to an idle queue', async () => {
    const workbench = await fixture.open();
    const { trainer } = await fixture.started(workbench);
    const queued = workbench.runs.create(NEW_RUN);
    workbench.runs.remove(queued.id);
    trainer.finish();
    await turn();
    expect(workbench.activeRuns()).toEqual([]);
    workbench.runs.restore(queued.id);
    await vi.waitFor(() => {
      expect(workbench.activeRuns()).toMatchObject([{ id: queued.id }]);
    });
  });
});
