import { describe, expect, it, vi } from 'vitest';
import type { DeviceChoice } from '../contract/run';
import type { Workbench } from './workbench';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

const preparing = (workbench: Workbench) =>
  vi.waitFor(() => {
    expect(workbench.datasets.get('synthetic-digits').state).toBe('preparing');
  });
const turn = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Active runs, sorted by id, since the order in which several start depends on their datasets. */
const idsOfActive = (workbench: Workbench): number[] =>
  workbench
    .activeRuns()
    .map(({ id }) => id)
    .sort((a, b) => a - b);

describe('the queue', () => {
  it('trains one run at a time, in the order of the queue', async () => {
    const workbench = await fixture.open();
    const ids = [NEW_RUN, NEW_RUN, NEW_RUN].map((given) => workbench.runs.create(given).id);
    const order: number[] = [];
    for (const _ of ids) {
      await vi.waitFor(() => {
        expect(workbench.activeRuns()).toHaveLength(1);
      });
      order.push(...workbench.activeRuns().map(({ id }) => id));
      fixture.fake.training().finish();
    }
    expect(order).toEqual(ids);
  });

  it('puts a resumed run behind those that already wait', async () => {
    const workbench = await fixture.open();
    const first = await fixture.started(workbench);
    const second = workbench.runs.create(NEW_RUN);
    await workbench.runs.stop(first.run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(second.id).state).toBe('running');
    });
    expect((await workbench.runs.resume(first.run.id)).state).toBe('queued');
    fixture.fake.training().finish();
    await vi.waitFor(() => {
      expect(workbench.runs.get(first.run.id).state).toBe('running');
    });
  });

  it('trains a run that was moved to the front first, and notifies every client of the new order', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    const [a, b, c] = [NEW_RUN, NEW_RUN, NEW_RUN].map((given) => workbench.runs.create(given).id);
    workbench.runs.moveInQueue(c!, 'front');
    fixture.events.length = 0;
    workbench.runs.moveInQueue(b!, 'up');
    const shown = fixture.events.flatMap((event) => (event.type === 'run' ? event.run : []));
    const queueOrder = (id: number) => shown.find((one) => one.id === id)!.queueOrder;
    expect(shown).toHaveLength(2);
    expect(queueOrder(b!)).toBeLessThan(queueOrder(a!));
    expect(() => workbench.runs.moveInQueue(run.id, 'front')).toThrow('it is running');
    trainer.finish();
    for (const id of [c, b, a]) {
      await vi.waitFor(() => {
        expect(workbench.activeRuns().map((active) => active.id)).toEqual([id]);
      });
      fixture.fake.training().finish();
    }
  });

  it('trains the runs of a group side by side, and makes others wait for all of them', async () => {
    const workbench = await fixture.open();
    const { trainer } = await fixture.started(workbench);
    const group = { name: 'A duel', sideBySide: true, runs: [NEW_RUN, NEW_RUN] };
    const duel = workbench.runs.createGroup(group);
    const ids = duel.map(({ id }) => id);
    expect(duel.map((run) => run.group?.name)).toEqual(['A duel', 'A duel']);
    expect(duel[0]?.group).toEqual(duel[1]?.group);
    expect(new Set(duel.map(({ color }) => color)).size).toBe(2);
    const after = workbench.runs.create(NEW_RUN);
    const active = () => idsOfActive(workbench);
    await turn();
    expect(active()).not.toContain(ids[0]);
    trainer.finish();
    await vi.waitFor(() => {
      expect(active()).toEqual(ids);
    });
    const trainers = fixture.fake.trainers.filter(({ kind }) => kind === 'train').slice(1);
    expect(trainers).toHaveLength(2);
    trainers[0]?.finish();
    await vi.waitFor(() => {
      expect(active()).toEqual(ids.slice(1));
    });
    expect(workbench.runs.get(after.id).state).toBe('queued');
    trainers[1]?.finish();
    await vi.waitFor(() => {
      expect(active()).toEqual([after.id]);
    });
  });

  it('trains a group that is not side by side one run after the other', async () => {
    const workbench = await fixture.open();
    const group = { name: 'Two seeds', sideBySide: false, runs: [NEW_RUN, NEW_RUN] };
    const [first] = workbench.runs.createGroup(group);
    await vi.waitFor(() => {
      expect(workbench.activeRuns().map(({ id }) => id)).toEqual([first?.id]);
    });
    await turn();
    expect(workbench.activeRuns()).toHaveLength(1);
  });

  it('launches all runs of a group or none', async () => {
    const workbench = await fixture.open();
    const bad = { ...NEW_RUN, hyperparameters: { batchSize: -1 } };
    const group = { name: 'Half', sideBySide: true, runs: [NEW_RUN, bad] };
    expect(() => workbench.runs.createGroup(group)).toThrow(/[Bb]atch/);
    expect(workbench.runs.list()).toEqual([]);
  });

  it('trains as many runs at once on a device as the settings say, each with its own events', async () => {
    const workbench = await fixture.open();
    const ids = [NEW_RUN, NEW_RUN, NEW_RUN, NEW_RUN].map((given) => workbench.runs.create(given).id);
    const active = () => idsOfActive(workbench);
    await vi.waitFor(() => {
      expect(active()).toEqual(ids.slice(0, 1));
    });
    workbench.settings.set({ runsPerDevice: 3 });
    await vi.waitFor(() => {
      expect(active()).toEqual(ids.slice(0, 3));
    });
    const trainers = fixture.fake.trainers.filter(({ kind }) => kind === 'train');
    trainers.forEach((trainer, at) => {
      trainer.ready();
      trainer.metrics(1, 10 + at);
    });
    expect(ids.map((id) => workbench.runs.get(id).step)).toEqual([10, 11, 12, 0]);
    // Running runs continue; the next one starts when fewer are running.
    workbench.settings.set({ runsPerDevice: 2 });
    trainers[1]!.finish();
    await turn();
    expect(active()).toEqual([ids[0], ids[2]]);
    trainers[0]!.finish();
    await vi.waitFor(() => {
      expect(active()).toEqual([ids[2], ids[3]]);
    });
  });

  it('has a process ready for the next run only while there is room for one', async () => {
    const workbench = await fixture.open();
    const tasks = () =>
      fixture.fake.trainers
        .map(({ posted }) => posted.map(({ type }) => type))
        .filter(([first]) => first !== 'generate');
    workbench.runs.prepare({ device: 'auto' });
    workbench.runs.create(NEW_RUN);
    await vi.waitFor(() => {
      expect(tasks()).toEqual([['load-engine', 'train']]);
    });
    workbench.runs.prepare({ device: 'auto' });
    expect(tasks()).toHaveLength(1);
    workbench.settings.set({ runsPerDevice: 2 });
    workbench.runs.prepare({ device: 'auto' });
    expect(tasks()).toEqual([['load-engine', 'train'], ['load-engine']]);
  });

  it('trains on other devices at the same time, but lets no run overtake an earlier one for the same device', async () => {
    const workbench = await fixture.open();
    const launched = (device: DeviceChoice) => workbench.runs.create({ ...NEW_RUN, device }).id;
    const active = () => idsOfActive(workbench);
    const first = launched('cpu');
    const [other, same, any, last] = [
      launched('gpu:1'),
      launched('cpu'),
      launched('auto'),
      launched('gpu:2'),
    ];
    await vi.waitFor(() => {
      expect(active()).toEqual([first, other]);
    });
    workbench.runs.moveInQueue(last, 'up');
    await vi.waitFor(() => {
      expect(active()).toEqual([first, other, last]);
    });
    for (const trainer of fixture.fake.trainers) if (trainer.kind === 'train') trainer.finish();
    await vi.waitFor(() => {
      expect(active()).toEqual([same]);
    });
    expect(workbench.runs.get(any).state).toBe('queued');
    await expect(workbench.runs.requeue(same)).resolves.toMatchObject({ state: 'queued' });
  });

  it('suspends a paused run, so that others train first, and continues it from its checkpoint after them', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 50);
    await workbench.runs.pause(run.id);
    const other = workbench.runs.create(NEW_RUN);
    expect(await workbench.runs.requeue(run.id)).toMatchObject({
      state: 'queued',
      step: 50,
      elapsedMs: 100,
      checkpointStep: 50,
      finishedAt: null,
      problem: null,
    });
    expect(await workbench.runs.requeue(run.id)).toMatchObject({ state: 'queued' });
    await vi.waitFor(() => {
      expect(workbench.runs.get(other.id).state).toBe('running');
    });
    expect(trainer.exited).toBe(true);
    fixture.fake.training().finish();
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id)).toMatchObject({
        state: 'running',
        step: 50,
        latest: { d_loss: 50 },
      });
    });
    expect([...(fixture.fake.training().task.checkpoint ?? [])]).toEqual([50, 1]);
  });

  it('suspends no run if only runs of other devices wait', async () => {
    const workbench = await fixture.open();
    const { run } = await fixture.started(workbench, { ...NEW_RUN, device: 'gpu:1' });
    await fixture.started(workbench, { ...NEW_RUN, device: 'cpu' });
    workbench.runs.create({ ...NEW_RUN, device: 'cpu' });
    await expect(workbench.runs.requeue(run.id)).rejects.toMatchObject({ problem: { code: 'queue.empty' } });
  });

  it('refuses to suspend a run if no other waits, or if it does not train', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    await expect(workbench.runs.requeue(run.id)).rejects.toMatchObject({ problem: { code: 'queue.empty' } });
    expect(workbench.runs.get(run.id).state).toBe('running');
    workbench.runs.create(NEW_RUN);
    trainer.finish();
    await expect(workbench.runs.requeue(run.id)).rejects.toMatchObject({
      problem: { code: 'run.not-training' },
    });
  });

  it('interrupts a run whose process dies while it is being suspended', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    const other = workbench.runs.create(NEW_RUN);
    trainer.obedient = false;
    const requeued = workbench.runs.requeue(run.id);
    trainer.exit({ signal: 'SIGKILL' });
    expect(await requeued).toMatchObject({ state: 'interrupted', problem: { code: 'run.interrupted' } });
    await vi.waitFor(() => {
      expect(workbench.runs.get(other.id).state).toBe('running');
    });
  });

  it('keeps a suspended run in the queue when the workbench is closed', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 50);
    workbench.runs.create(NEW_RUN);
    await workbench.runs.requeue(run.id);
    await workbench.close();
    const again = await fixture.open();
    expect(again.runs.get(run.id)).toMatchObject({ state: 'queued', step: 50, checkpointStep: 50 });
  });

  it('starts a run before one that only waits for its dataset', async () => {
    const workbench = await fixture.open();
    await fixture.started(workbench);
    fixture.fake.training().finish();
    await turn();
    fixture.fake.settings.generates = false;
    const waiting = workbench.runs.create({ ...NEW_RUN, model: 'gan-mlp-2d', dataset: 'ring-8' });
    await turn();
    const ready = workbench.runs.create(NEW_RUN);
    await turn();
    expect(workbench.activeRuns()).toEqual([]);
    workbench.runs.moveInQueue(ready.id, 'up');
    await vi.waitFor(() => {
      expect(workbench.runs.get(ready.id).state).toBe('running');
    });
    expect(workbench.runs.get(waiting.id)).toMatchObject({ state: 'queued', problem: null });
  });

  it('lets a queued run leave and return', async () => {
    const workbench = await fixture.open();
    const { trainer } = await fixture.started(workbench);
    const queued = workbench.runs.create(NEW_RUN);
    expect(await workbench.runs.stop(queued.id)).toMatchObject({ state: 'stopped', step: 0 });
    trainer.finish();
    await turn();
    expect(workbench.runs.get(queued.id).state).toBe('stopped');
    await workbench.runs.resume(queued.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(queued.id).state).toBe('running');
    });
  });

  it('generates an absent dataset first, and says so', async () => {
    const workbench = await fixture.open();
    fixture.fake.settings.generates = false;
    const run = workbench.runs.create(NEW_RUN);
    await preparing(workbench);
    expect(workbench.runs.get(run.id).state).toBe('queued');
    expect(workbench.runs.logs(run.id)[0]?.text).toContain('Synthetic digits');
    const generator = fixture.fake.trainers[0];
    generator?.send({ type: 'progress', done: 1, total: 4 });
    expect(workbench.datasets.get('synthetic-digits').progress).toBe(0.25);
    await workbench.close();
    const again = await fixture.open();
    expect(again.runs.get(run.id)).toMatchObject({ state: 'queued', problem: null });
    expect(again.datasets.get('synthetic-digits')).toMatchObject({ state: 'absent', problem: null });
  });

  it('does not wait for the dataset of a run that has left', async () => {
    const workbench = await fixture.open();
    fixture.fake.settings.generates = false;
    const run = workbench.runs.create(NEW_RUN);
    await turn();
    await workbench.runs.stop(run.id);
    expect(workbench.runs.get(run.id).state).toBe('stopped');
    await turn();
    expect(fixture.fake.trainers.filter(({ kind }) => kind === 'train')).toEqual([]);
  });

  it('continues when a run cannot be started', async () => {
    const workbench = await fixture.open();
    fixture.fake.settings.generates = false;
    const run = workbench.runs.create(NEW_RUN);
    await preparing(workbench);
    const problem = { code: 'dataset.unwritable', message: 'The disk is full.', advice: 'Make room.' };
    fixture.fake.trainers[0]?.send({ type: 'failed', problem });
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id)).toMatchObject({ state: 'failed', problem });
    });
    expect(workbench.datasets.get('synthetic-digits')).toMatchObject({ state: 'failed', problem });
    fixture.fake.settings.generates = true;
    await fixture.started(workbench);
    expect(workbench.datasets.get('synthetic-digits').state).toBe('ready');
  });

  it('continues when a trainer cannot be spawned', async () => {
    const workbench = await fixture.open();
    const { trainer } = await fixture.started(workbench);
    trainer.finish();
    await turn();
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const spawn = vi.spyOn(fixture.fake.host, 'spawn').mockImplementationOnce(() => {
      throw new Error('EAGAIN');
    });
    const run = workbench.runs.create(NEW_RUN);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id)).toMatchObject({
        state: 'failed',
        problem: { code: 'run.unstartable' },
      });
    });
    stderr.mockRestore();
    spawn.mockRestore();
    await fixture.started(workbench);
  });
});
