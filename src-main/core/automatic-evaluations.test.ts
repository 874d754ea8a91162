import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { NewRun } from '../contract/run';
import type { MeasuredQuality } from '../jobs/protocol';
import type { FakeTrainer } from '../testing/fake-job-host';
import { encoderFileOf } from './measure-quality';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import type { Workbench } from './workbench';

const fixture = workbenchFixture({ evaluation: 'training' });

const measured = (step: number, changes: Partial<MeasuredQuality> = {}): MeasuredQuality => ({
  step,
  samples: 100,
  seed: 1,
  effort: 'full',
  encoder: null,
  metrics: {},
  histogram: null,
  ...changes,
});

const evaluators = () => fixture.fake.trainers.filter(({ kind }) => kind === 'evaluate');
const evaluator = (index = 0) =>
  vi.waitFor((): FakeTrainer => {
    const found = evaluators()[index];
    if (found === undefined) throw new Error('Nobody was asked to evaluate.');
    return found;
  });

async function trained(workbench: Workbench, given: NewRun = NEW_RUN) {
  const { run, trainer } = await fixture.started(workbench, given);
  trainer.ready();
  return { id: run.id, run, trainer };
}

/** Creates the encoder file that an earlier evaluation on the dataset would have left. */
function makeEncoder(workbench: Workbench): void {
  const file = encoderFileOf(fixture.dataDir, String(workbench.datasets.get(NEW_RUN.dataset).fingerprint));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
}

const announced = (id: number, step: number) =>
  vi.waitFor(() => {
    const last = fixture.events.flatMap((event) => (event.type === 'run' ? [event.run] : [])).at(-1);
    expect(last).toMatchObject({ id, checkpointStep: step });
  });
const logOf = (workbench: Workbench, id: number) => workbench.runs.logs(id).map(({ text }) => text);

it('evaluates a run fully at its end, and reports when that is done', async () => {
  const workbench = await fixture.open();
  const { id, trainer } = await trained(workbench, { ...NEW_RUN, evaluation: 'end' });
  trainer.checkpoint(40);
  trainer.finish();
  let isSettled = false;
  const settled = vi.waitFor(() => {
    expect(workbench.runs.get(id).state).toBe('completed');
  });
  await settled;
  const work = workbench.qualities.settled(id).then(() => (isSettled = true));
  const job = await evaluator();
  expect(job.posted[0]).toMatchObject({
    type: 'evaluate',
    task: { samples: 10_000, effort: 'full', isInBackground: false, checkpoint: Buffer.of(40, 1) },
  });
  expect(isSettled).toBe(false);
  job.send({ type: 'measured', quality: measured(40) });
  await work;
  expect(workbench.qualities.list(id)).toMatchObject([{ step: 40, effort: 'full' }]);
});

it('evaluates checkpoints quickly during training, except during and soon after another evaluation', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  onTestFinished(() => {
    clock.mockRestore();
  });
  const workbench = await fixture.open();
  const { id, trainer } = await trained(workbench);
  makeEncoder(workbench);
  trainer.checkpoint(10);
  const first = await evaluator();
  expect(first.posted[0]).toMatchObject({
    task: { samples: 2048, effort: 'quick', isInBackground: true, config: { device: 'cpu' } },
  });
  trainer.checkpoint(20);
  await announced(id, 20);
  clock.mockReturnValue(2000);
  first.send({ type: 'measured', quality: measured(10, { effort: 'quick' }) });
  await workbench.qualities.settled(id);
  clock.mockReturnValue(3999);
  trainer.checkpoint(30);
  await announced(id, 30);
  clock.mockReturnValue(4000);
  trainer.checkpoint(40);
  const second = await evaluator(1);
  second.send({ type: 'measured', quality: measured(40, { effort: 'quick' }) });
  await workbench.qualities.settled(id);
  expect(workbench.qualities.list(id).map(({ step }) => step)).toEqual([10, 40]);
  expect(evaluators()).toHaveLength(2);
});

it('ends a quick evaluation with its run, then evaluates the run fully while the next run trains', async () => {
  const workbench = await fixture.open();
  const { id, trainer } = await trained(workbench);
  makeEncoder(workbench);
  trainer.checkpoint(10);
  const quick = await evaluator();
  workbench.runs.create(NEW_RUN);
  trainer.checkpoint(20);
  trainer.finish();
  const last = await evaluator(1);
  expect(quick.killed).toBe(true);
  expect(last.posted[0]).toMatchObject({ task: { effort: 'quick', checkpoint: Buffer.of(20, 1) } });
  await vi.waitFor(() => {
    expect(workbench.runs.list().map(({ state }) => state)).toEqual(['running', 'completed']);
  });
  last.send({ type: 'measured', quality: measured(20, { effort: 'quick' }) });
  expect((await evaluator(2)).posted[0]).toMatchObject({ task: { effort: 'full', isInBackground: true } });
  expect(logOf(workbench, id).filter((text) => text.includes('failed'))).toEqual([]);
});

it('evaluates only at the end if the dataset has no encoder yet, and never if evaluations are off', async () => {
  const workbench = await fixture.open();
  const { id, trainer } = await trained(workbench);
  trainer.checkpoint(10);
  await announced(id, 10);
  await workbench.qualities.settled(id);
  workbench.settings.set({ evaluation: 'off' });
  trainer.finish();
  await vi.waitFor(() => {
    expect(workbench.runs.get(id).state).toBe('completed');
  });
  await workbench.qualities.settled(id);
  expect(evaluators()).toEqual([]);
});

it('does not evaluate a model that generates nothing, or a failed run', async () => {
  const workbench = await fixture.open();
  const classifier = await trained(workbench, { ...NEW_RUN, model: 'classifier-mlp' });
  classifier.trainer.checkpoint(10);
  classifier.trainer.finish();
  const failed = await trained(workbench);
  failed.trainer.checkpoint(10);
  failed.trainer.exit();
  for (const { id } of [classifier, failed]) await workbench.qualities.settled(id);
  expect(evaluators()).toEqual([]);
});

it('records a failure in the log, and does not change the run', async () => {
  const workbench = await fixture.open();
  const { id, trainer } = await trained(workbench, { ...NEW_RUN, evaluation: 'end' });
  trainer.checkpoint(10);
  trainer.finish('stopped');
  const problem = { code: 'evaluation.too-few', message: 'There are too few.', advice: 'Get more.' };
  (await evaluator()).send({ type: 'failed', problem });
  await vi.waitFor(() => {
    expect(logOf(workbench, id)).toContain('The evaluation of step 10 failed. There are too few. Get more.');
  });
  expect(workbench.runs.get(id)).toMatchObject({ state: 'stopped', problem: null });
});

it('ends with the workbench, and does not evaluate runs that closing stops', async () => {
  const workbench = await fixture.open();
  const { id, trainer } = await trained(workbench);
  makeEncoder(workbench);
  trainer.checkpoint(10);
  const job = await evaluator();
  await workbench.close();
  expect(job.killed).toBe(true);
  expect(evaluators()).toHaveLength(1);
  const again = await fixture.open();
  expect(again.runs.get(id).state).toBe('stopped');
  expect(logOf(again, id).filter((text) => text.includes('evaluation'))).toEqual([]);
  expect(existsSync(fixture.dataDir)).toBe(true);
});

it('resumes full evaluations that were interrupted by the end of the workbench, or were still waiting', async () => {
  const workbench = await fixture.open();
  const ids: number[] = [];
  for (const step of [40, 50]) {
    const { id, trainer } = await trained(workbench, { ...NEW_RUN, evaluation: 'end' });
    trainer.checkpoint(step);
    trainer.finish();
    trainer.exit();
    ids.push(id);
  }
  await evaluator();
  await vi.waitFor(() => {
    expect(ids.map((id) => workbench.runs.get(id).state)).toEqual(['completed', 'completed']);
  });
  await workbench.close();

  const again = await fixture.open();
  again.startQueue();
  for (const [i, step] of [40, 50].entries()) {
    const job = await evaluator(1 + i);
    expect(job.posted[0]).toMatchObject({ task: { effort: 'full', checkpoint: Buffer.of(step, 1) } });
    job.send({ type: 'measured', quality: measured(step) });
    await again.qualities.settled(ids[i]!);
    expect(again.qualities.list(ids[i]!)).toMatchObject([{ step, effort: 'full' }]);
  }
  expect(logOf(again, ids[0]!)).toContain(
    'The evaluation of step 40, which had been broken off, is done now.',
  );
  await again.close();

  // Finished evaluations are not repeated.
  const third = await fixture.open();
  third.startQueue();
  await third.qualities.settled(ids[0]!);
  expect(evaluators()).toHaveLength(3);
});

it('does not resume the evaluation of a run that has continued since, nor a failed evaluation', async () => {
  const workbench = await fixture.open();
  const { id, trainer } = await trained(workbench, { ...NEW_RUN, evaluation: 'end' });
  trainer.checkpoint(40);
  trainer.finish('stopped');
  trainer.exit();
  await evaluator();
  await workbench.close();

  const again = await fixture.open();
  await again.runs.resume(id);
  const training = () => fixture.fake.training();
  await vi.waitFor(() => {
    expect(again.runs.get(id).state).toBe('running');
  });
  training().ready();
  training().checkpoint(60);
  await announced(id, 60);
  again.startQueue();
  training().finish();
  const problem = { code: 'evaluation.too-few', message: 'There are too few.', advice: 'Get more.' };
  const job = await evaluator(1);
  expect(job.posted[0]).toMatchObject({ task: { checkpoint: Buffer.of(60, 1) } });
  job.send({ type: 'failed', problem });
  await again.qualities.settled(id);
  await again.close();

  const third = await fixture.open();
  third.startQueue();
  await third.qualities.settled(id);
  expect(evaluators()).toHaveLength(2);
});
