import { describe, expect, it, vi } from 'vitest';
import type { StopRule } from '../contract/early-stop';
import type { NewSweep } from '../contract/sweep';
import { earlyStopText, runStateText } from '../presentation/run-state';
import { rankedRuns, stopMetrics } from '../presentation/sweeps';
import { workbenchFixture } from '../testing/workbench-fixture';
import { stopMetric } from './sweep-metric';
import type { Workbench } from './workbench';

const fixture = workbenchFixture();
const RULE: StopRule = { metric: 'validation_loss', bound: 200 };
const SWEEP: NewSweep = {
  name: 'Learning rates',
  run: {
    model: 'vae-mlp',
    dataset: 'synthetic-digits',
    seed: 5,
    budget: { unit: 'steps', count: 900 },
    hyperparameters: {},
  },
  axes: [{ field: 'learningRate', values: [0.001, 0.002] }],
  seeds: 1,
  stop: RULE,
};

const idsOf = (workbench: Workbench, sweep: number) =>
  workbench.runs
    .list()
    .filter(({ group }) => group?.id === sweep)
    .map(({ id }) => id)
    .reverse();

/** Waits until a run trains. */
async function trainerOf(workbench: Workbench, id: number) {
  await vi.waitFor(() => {
    expect(workbench.runs.get(id).state).toBe('running');
    expect(fixture.fake.training().exited).toBe(false);
  });
  const trainer = fixture.fake.training();
  trainer.ready(workbench.runs.get(id).step, 900);
  return trainer;
}

/** Sends an evaluation of the validation split. */
function evaluate(trainer: Awaited<ReturnType<typeof trainerOf>>, step: number, value: number): void {
  trainer.metrics(step, step);
  trainer.send({
    type: 'metrics',
    step,
    elapsedMs: step,
    stepsPerSecond: 1,
    rows: [{ name: 'validation_loss', steps: [step], values: [value] }],
    evaluations: [
      {
        split: 'validation',
        step,
        count: 100,
        of: 100,
        metrics: { validation_loss: { mean: value, standardError: 1 } },
      },
    ],
  });
}

async function stateOf(workbench: Workbench, id: number, state: string): Promise<void> {
  await vi.waitFor(() => {
    expect(workbench.runs.get(id).state).toBe(state);
  });
}

describe('a rule of a sweep', () => {
  it('ends a run with a checkpoint, records why, and lets the next run train', async () => {
    const workbench = await fixture.open();
    const sweep = await workbench.sweeps.create(SWEEP);
    const [first, second] = idsOf(workbench, sweep.id);
    evaluate(await trainerOf(workbench, first!), 120, 310);
    await stateOf(workbench, first!, 'stopped');
    const run = workbench.runs.get(first!);
    expect(run).toMatchObject({ step: 120, checkpointStep: 120, problem: null });
    expect(earlyStopText(run)).toMatch(/^At step 120, .* was 310: above the bound of 200\.$/);
    expect(runStateText(run)).toBe('ended early');
    const lines = workbench.runs.logs(first!).map(({ text }) => text);
    expect(lines.filter((text) => text.startsWith('Stopped early by its sweep. At step 120'))).toHaveLength(
      1,
    );

    evaluate(await trainerOf(workbench, second!), 120, 150);
    fixture.fake.training().finish();
    await stateOf(workbench, second!, 'completed');
    // A run that was stopped early takes part in the order of the sweep.
    const metric = stopMetrics(workbench.models.info('vae-mlp')).find(({ id }) => id === RULE.metric);
    const runs = [first!, second!].map((id) => workbench.runs.get(id));
    expect(rankedRuns(runs, metric).map(({ id }) => id)).toEqual([second, first]);
  });

  it('no longer applies to a run that a user resumes', async () => {
    const workbench = await fixture.open();
    const sweep = await workbench.sweeps.create(SWEEP);
    const [first, second] = idsOf(workbench, sweep.id);
    evaluate(await trainerOf(workbench, first!), 120, 310);
    await stateOf(workbench, first!, 'stopped');
    await trainerOf(workbench, second!);
    fixture.fake.training().finish();
    await workbench.runs.resume(first!);
    const trainer = await trainerOf(workbench, first!);
    evaluate(trainer, 200, 320);
    trainer.checkpoint(200);
    await vi.waitFor(() => {
      expect(workbench.runs.get(first!).step).toBe(200);
    });
    await workbench.runs.stop(first!);
    const run = workbench.runs.get(first!);
    expect([run.state, run.stopReason, earlyStopText(run)]).toEqual(['stopped', 'resumed', null]);
  });

  it('counts steps without improvement from before a resume, too', async () => {
    const workbench = await fixture.open();
    const stop = { metric: 'validation_loss', patience: 100, after: 0 };
    const sweep = await workbench.sweeps.create({ ...SWEEP, stop });
    const [first] = idsOf(workbench, sweep.id);
    const before = await trainerOf(workbench, first!);
    evaluate(before, 50, 200);
    evaluate(before, 120, 300);
    before.checkpoint(120);
    await vi.waitFor(() => {
      expect(workbench.runs.get(first!).checkpointStep).toBe(120);
    });
    await workbench.runs.stop(first!);
    expect(workbench.runs.get(first!).stopReason).toBeUndefined();
    for (const id of idsOf(workbench, sweep.id).slice(1)) await workbench.runs.stop(id);

    await workbench.runs.resume(first!);
    const after = await trainerOf(workbench, first!);
    evaluate(after, 160, 310);
    await stateOf(workbench, first!, 'stopped');
    expect(workbench.runs.get(first!).stopReason).toMatchObject({ step: 50, value: 200, steps: 110 });
  });

  it('ends a run whose training metric does not improve', async () => {
    const workbench = await fixture.open();
    const stop = { metric: 'loss', patience: 100, after: 0 };
    const sweep = await workbench.sweeps.create({ ...SWEEP, stop });
    const [first] = idsOf(workbench, sweep.id);
    const trainer = await trainerOf(workbench, first!);
    const send = (from: number, to: number) => {
      const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      trainer.metrics(from, to);
      trainer.send({
        type: 'metrics',
        step: to,
        elapsedMs: to,
        stepsPerSecond: 1,
        rows: [{ name: 'loss', steps, values: steps }],
        evaluations: [],
      });
    };
    send(1, 50);
    // The rule sees the state of a run a few times a second.
    const seen = new Promise<void>((resolve) => {
      const unsubscribe = workbench.events.subscribe((event) => {
        if (event.type !== 'run' || event.run.id !== first || event.run.step !== 50) return;
        unsubscribe();
        resolve();
      });
    });
    await seen;
    send(51, 400);
    await stateOf(workbench, first!, 'stopped');
    expect(workbench.runs.get(first!).stopReason).toMatchObject({ code: 'no-improvement' });
  });

  it('lets no run be promoted by successive halving that it has ended', async () => {
    const workbench = await fixture.open();
    const halving = { metric: 'validation_loss', factor: 2, levels: 2 };
    const sweep = await workbench.sweeps.create({ ...SWEEP, halving });
    const [first, second] = idsOf(workbench, sweep.id);
    evaluate(await trainerOf(workbench, first!), 450, 310);
    await stateOf(workbench, first!, 'stopped');
    const trainer = await trainerOf(workbench, second!);
    evaluate(trainer, 450, 190);
    trainer.checkpoint(450);
    trainer.finish('stopped');
    await stateOf(workbench, second!, 'running');
    expect(workbench.runs.get(second!).stopAt).toBeUndefined();
    expect(workbench.runs.get(first!).state).toBe('stopped');
  });
});

it('needs a metric for which some values are better', async () => {
  const workbench = await fixture.open();
  expect(() => stopMetric('d_loss', workbench.models.info('gan-mlp'))).toThrow(
    /cannot be stopped early by “d_loss”/,
  );
});
