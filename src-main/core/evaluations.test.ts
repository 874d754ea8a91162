import { describe, expect, it, vi } from 'vitest';
import type { Evaluation } from '../contract/evaluation';
import { openReadOnlyStore } from '../store/open';
import type { FakeTrainer } from '../testing/fake-job-host';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

const SGAN = { ...NEW_RUN, model: 'sgan' };
const evaluated = (split: Evaluation['split'], step: number, mean: number, count = 5000): Evaluation => ({
  split,
  step,
  count,
  of: 6000,
  metrics: { [`${split}_accuracy`]: { mean, standardError: 0.01 } },
});

/** Sends metric rows and evaluations like a trainer does. */
function send(trainer: FakeTrainer, step: number, ...evaluations: Evaluation[]): void {
  const rows = evaluations.flatMap(({ metrics }) =>
    Object.entries(metrics).map(([name, { mean }]) => ({ name, steps: [step], values: [mean] })),
  );
  trainer.send({ type: 'metrics', step, elapsedMs: step, stepsPerSecond: 1, rows, evaluations });
}

const storedRun = (id: number) => {
  const store = openReadOnlyStore(fixture.dataDir);
  const run = store?.runs.get(id);
  store?.close();
  return run;
};

describe('evaluations of a run', () => {
  it('are the newest of each split, both in the row and in the run', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, SGAN);
    trainer.ready();
    expect(run.evaluations).toEqual([]);
    send(trainer, 100, evaluated('validation', 100, 0.7));
    send(trainer, 200, evaluated('validation', 200, 0.8));
    const last = [evaluated('validation', 250, 0.82, 6000), evaluated('test', 250, 0.81, 6000)];
    send(trainer, 250, ...last);
    trainer.finish();
    expect(workbench.runs.get(run.id)).toMatchObject({
      evaluations: last,
      latest: { validation_accuracy: 0.82, test_accuracy: 0.81 },
      // Only values of the headline metric.
      sparkline: [0.7, 0.8, 0.82],
    });
    expect(storedRun(run.id)?.evaluations).toEqual(last);
  });

  it('after the checkpoint are dropped when the run continues from it', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, SGAN);
    trainer.ready();
    const kept = evaluated('validation', 100, 0.7);
    send(trainer, 100, kept);
    trainer.checkpoint(100);
    send(trainer, 200, evaluated('test', 200, 0.9));
    trainer.exit();
    await workbench.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id).state).toBe('running');
    });
    expect(workbench.runs.get(run.id).evaluations).toEqual([kept]);
    expect(storedRun(run.id)?.evaluations).toEqual([kept]);
  });

  it('use the test split for the headline if nothing is held out', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, SGAN);
    trainer.ready();
    send(trainer, 100, evaluated('test', 100, 0.7));
    send(trainer, 200, evaluated('test', 200, 0.8));
    expect(workbench.runs.get(run.id).sparkline).toEqual([0.7, 0.8]);
    trainer.checkpoint(200);
    trainer.exit();
    await workbench.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id).state).toBe('running');
    });
    expect(workbench.runs.get(run.id).sparkline).toEqual([0.7, 0.8]);
  });

  it('of a repeated step replace those that clients have', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, SGAN);
    trainer.ready();
    const watching = workbench.runs.watch(run.id, {});
    send(trainer, 100, evaluated('validation', 100, 0.7));
    const first = await watching.next();
    expect(first.value).toMatchObject({ rows: [{ steps: [100], values: [0.7] }] });
    send(trainer, 100, evaluated('validation', 100, 0.75, 6000));
    const second = await watching.next();
    expect(second.value).toMatchObject({ rows: [{ steps: [100], values: [0.75] }] });
    await watching.return();
  });
});

describe('a stop', () => {
  it('waits for a trainer that reports the progress of its last evaluation, and for no other', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, SGAN);
    trainer.ready();
    trainer.obedient = false;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopping = workbench.runs.stop(run.id);
    for (let done = 1; done <= 5; done++) {
      await vi.advanceTimersByTimeAsync(15_000);
      trainer.send({ type: 'progress', done, total: 6 });
    }
    expect(trainer.killed).toBe(false);
    await vi.advanceTimersByTimeAsync(40_000);
    vi.useRealTimers();
    await stopping;
    expect(trainer.killed).toBe(true);
    expect(workbench.runs.get(run.id)).toMatchObject({
      state: 'interrupted',
      problem: { code: 'run.unresponsive' },
    });
  });
});
