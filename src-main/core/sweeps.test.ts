import { describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { NewSweepSchema, type NewSweep } from '../contract/sweep';
import { openStore } from '../store/open';
import { workbenchFixture } from '../testing/workbench-fixture';
import type { Workbench } from './workbench';

const fixture = workbenchFixture();
const METRIC = 'validation_loss';
const SWEEP: NewSweep = {
  name: 'Learning rates',
  run: {
    model: 'vae-mlp',
    dataset: 'synthetic-digits',
    seed: 5,
    budget: { unit: 'steps', count: 900 },
    hyperparameters: { latentSize: 3 },
  },
  axes: [{ field: 'learningRate', values: [0.001, 0.002] }],
  seeds: 2,
};

const runsOf = (workbench: Workbench, id: number) =>
  workbench.runs
    .list()
    .filter(({ group }) => group?.id === id)
    .reverse();

async function problemOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof WorkbenchError ? error.problem : null;
}

/** Returns the id of the run that trains. */
async function active(workbench: Workbench): Promise<number> {
  return vi.waitFor(() => {
    const [run] = workbench.activeRuns();
    if (run === undefined) throw new Error('No run trains.');
    expect(fixture.fake.training().exited).toBe(false);
    return run.id;
  });
}

/** Lets the training run reach the step at which it should stop, with the given value of the metric. */
async function reach(workbench: Workbench, value: number): Promise<number> {
  const id = await active(workbench);
  const trainer = fixture.fake.training();
  const { stopAt = 900 } = trainer.task;
  trainer.ready(workbench.runs.get(id).step, 900);
  trainer.send({
    type: 'metrics',
    step: stopAt,
    elapsedMs: stopAt,
    stepsPerSecond: 1,
    rows: [{ name: METRIC, steps: [stopAt], values: [value] }],
    evaluations: [],
  });
  trainer.checkpoint(stopAt);
  trainer.send({
    type: 'finished',
    outcome: stopAt < 900 ? 'stopped' : 'completed',
    step: stopAt,
    problem: null,
  });
  trainer.exit();
  return id;
}

describe('a sweep', () => {
  it('launches a run for every combination and seed, with fixed settings', async () => {
    const workbench = await fixture.open();
    const sweep = await workbench.sweeps.create(SWEEP);
    expect(sweep).toMatchObject({ name: 'Learning rates', plan: { seeds: 2, run: { seed: 5 } } });
    expect(workbench.sweeps.list()).toEqual([sweep]);
    const runs = runsOf(workbench, sweep.id);
    expect(runs.map(({ name }) => name)).toEqual([
      'lr=0.001 seed=5',
      'lr=0.001 seed=6',
      'lr=0.002 seed=5',
      'lr=0.002 seed=6',
    ]);
    expect(runs.map(({ config }) => config.hyperparameters['learningRate'])).toEqual([
      0.001, 0.001, 0.002, 0.002,
    ]);
    expect(runs.every(({ config }) => config.hyperparameters['latentSize'] === 3)).toBe(true);
    expect(new Set(runs.map(({ color }) => color)).size).toBe(4);
    expect(runs[0]?.group).toEqual({ id: sweep.id, name: 'Learning rates', sideBySide: false });
  });

  it('continues after a failed run', async () => {
    const workbench = await fixture.open();
    const { id } = await workbench.sweeps.create(SWEEP);
    const [first, second] = runsOf(workbench, id);
    expect(await active(workbench)).toBe(first?.id);
    fixture.fake.training().exit();
    await vi.waitFor(async () => {
      expect(await active(workbench)).toBe(second?.id);
    });
    expect(workbench.runs.get(first!.id).state).toBe('interrupted');
  });

  it('can be stopped: the training run ends, and no other starts', async () => {
    const workbench = await fixture.open();
    const { id } = await workbench.sweeps.create(SWEEP);
    await active(workbench);
    const after = workbench.runs.create(SWEEP.run).id;
    await workbench.sweeps.stop(id);
    expect(runsOf(workbench, id).map(({ state }) => state)).toEqual(Array(4).fill('stopped'));
    expect(await active(workbench)).toBe(after);
    expect(fixture.fake.trainers.filter(({ kind }) => kind === 'train')).toHaveLength(2);
  });

  it('is extended by seeds, and draws the same settings again with more of them', async () => {
    const workbench = await fixture.open();
    const { id } = await workbench.sweeps.create(SWEEP);
    await workbench.sweeps.extend(id, { seeds: 1 });
    const seeds = runsOf(workbench, id).map(({ config }) => config.seed);
    expect(seeds).toEqual([5, 6, 5, 6, 7, 7]);
    const axes = [{ field: 'learningRate', from: 0.0001, to: 0.01, scale: 'log' as const }];
    const random = await workbench.sweeps.create({ ...SWEEP, axes, draws: 2, seeds: 1 });
    const rates = () =>
      runsOf(workbench, random.id).map(({ config }) => config.hyperparameters['learningRate']);
    const before = rates();
    await workbench.sweeps.extend(random.id, { draws: 2 });
    expect(rates().slice(0, 2)).toEqual(before);
    expect(new Set(rates()).size).toBe(4);
    expect(workbench.sweeps.list().map(({ plan }) => plan.draws)).toEqual([4, undefined]);
  });

  it.each([
    ['one run', { axes: [], seeds: 1 }, 'sweep.too-few'],
    ['too many runs', { axes: [{ field: 'learningRate', values: many(30) }], seeds: 20 }, 'sweep.too-many'],
    ['an unknown hyperparameter', { axes: [{ field: 'rate', values: [1, 2] }] }, 'sweep.field-unknown'],
    [
      'a hyperparameter twice',
      { axes: [1, 2].map(() => ({ field: 'learningRate', values: [0.1, 0.2] })) },
      'sweep.field-twice',
    ],
    [
      'a range without draws',
      { axes: [{ field: 'learningRate', from: 0.1, to: 0.2, scale: 'log' as const }] },
      'sweep.range-without-draws',
    ],
    ['a value out of range', { axes: [{ field: 'learningRate', values: [0.1, -1] }] }, 'run.invalid'],
    ['a metric of one batch', { halving: { metric: 'loss', factor: 3, levels: 2 } }, 'sweep.metric-unknown'],
    ['a rule with an unknown metric', { stop: { metric: 'rate', bound: 1 } }, 'sweep.stop-metric-unknown'],
  ])('with %s is refused, and leaves no run', async (_, changes, code) => {
    const workbench = await fixture.open();
    expect((await problemOf(workbench.sweeps.create({ ...SWEEP, ...changes })))?.code).toBe(code);
    expect(workbench.runs.list()).toEqual([]);
    expect(workbench.sweeps.list()).toEqual([]);
  });

  it.each([
    ['neither a bound nor patience', { metric: 'loss' }],
    ['a bound that is not finite', { metric: 'loss', bound: Infinity }],
    ['a patience of no steps', { metric: 'loss', patience: 0 }],
    ['a first step that is not whole', { metric: 'loss', bound: 1, after: 1.5 }],
  ])('is refused if its rule to stop runs has %s', async (_, stop) => {
    const workbench = await fixture.open();
    await expect(workbench.sweeps.create({ ...SWEEP, stop })).rejects.toThrow();
    expect(NewSweepSchema.safeParse({ ...SWEEP, stop }).success).toBe(false);
    expect(workbench.runs.list()).toEqual([]);
  });

  it('is unknown if the id is not that of a sweep', async () => {
    const workbench = await fixture.open();
    const group = workbench.runs.createGroup({
      name: 'Pair',
      sideBySide: false,
      runs: [SWEEP.run, SWEEP.run],
    });
    expect((await problemOf(workbench.sweeps.stop(group[0]!.group!.id)))?.code).toBe('sweep.unknown');
    expect((await problemOf(workbench.sweeps.extend(99, { seeds: 1 })))?.code).toBe('sweep.unknown');
  });
});

describe('successive halving', () => {
  const halving = { metric: METRIC, factor: 2, levels: 2 };

  it('promotes the better half of the runs before runs that have not started', async () => {
    const workbench = await fixture.open();
    const sweep = await workbench.sweeps.create({ ...SWEEP, halving });
    const ids = runsOf(workbench, sweep.id).map(({ id }) => id);
    expect(workbench.runs.get(ids[0]!)).toMatchObject({ stopAt: 450 });
    expect(await reach(workbench, 10)).toBe(ids[0]);
    // The better of two runs is promoted.
    await vi.waitFor(async () => {
      expect(await active(workbench)).toBe(ids[1]);
    });
    await reach(workbench, 8);
    await vi.waitFor(() => {
      expect(workbench.runs.get(ids[1]!).state).not.toBe('stopped');
    });
    expect(workbench.runs.get(ids[1]!).stopAt).toBeUndefined();
    // The third run had a slot already, followed by the promoted run and the fourth.
    const order = [];
    for (let i = 0; i < 3; i++) {
      order.push(await reach(workbench, 20 - i));
    }
    expect(new Set(order)).toEqual(new Set([ids[1], ids[2], ids[3]]));
    expect(order.indexOf(ids[1]!)).toBeLessThan(2);
    // Two of four are promoted: the second, and the first, which is better than the third and the fourth.
    await vi.waitFor(async () => {
      expect(await active(workbench)).toBe(ids[0]);
    });
    await reach(workbench, 1);
    expect(ids.map((id) => workbench.runs.get(id).state)).toEqual([
      'completed',
      'completed',
      'stopped',
      'stopped',
    ]);
    expect(workbench.runs.logs(ids[1]!).map(({ text }) => text)).toContain(
      'Among the best of its sweep at step 450 (one in 2 trains on, by validation_loss): trains on to step 900.',
    );
  });

  it('promotes runs when the queue starts if an earlier session ended before it could', async () => {
    const workbench = await fixture.open();
    const sweep = await workbench.sweeps.create({ ...SWEEP, seeds: 1, halving });
    const [first, second] = runsOf(workbench, sweep.id).map(({ id }) => id);
    await reach(workbench, 10);
    await vi.waitFor(async () => {
      expect(await active(workbench)).toBe(second);
    });
    fixture.fake.training().ready(0, 900);
    await workbench.close();
    const store = openStore(fixture.dataDir);
    store.runs.finish(second!, 'stopped', 0, null);
    store.runs.progress(second!, { ...store.runs.get(second!)!, step: 450 });
    store.metrics.append(second!, [{ name: METRIC, steps: [450], values: [20] }]);
    store.close();

    const again = await fixture.open();
    expect(again.runs.get(first!)).toMatchObject({ state: 'stopped', stopAt: 450 });
    again.startQueue();
    await vi.waitFor(() => {
      expect(again.runs.get(first!).state).toBe('running');
    });
    expect(again.runs.get(first!).stopAt).toBeUndefined();
  });

  it('continues a run that a user resumes', async () => {
    const workbench = await fixture.open();
    const sweep = await workbench.sweeps.create({ ...SWEEP, halving });
    const first = await reach(workbench, 10);
    await vi.waitFor(() => {
      expect(workbench.runs.get(first).state).toBe('stopped');
    });
    await workbench.runs.resume(first);
    expect(workbench.runs.get(first).stopAt).toBeUndefined();
    expect(runsOf(workbench, sweep.id)[1]).toMatchObject({ stopAt: 450 });
  });
});

function many(count: number): number[] {
  return Array.from({ length: count }, (_, i) => (i + 1) / 1000);
}
