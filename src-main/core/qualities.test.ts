import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { filePaths } from '../contract/files';
import type { WorkbenchEvent } from '../contract/events';
import type { MeasuredQuality } from '../jobs/protocol';
import type { FakeTrainer } from '../testing/fake-job-host';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
const REQUEST = { samples: 100, seed: 7 };
const MEASURED: MeasuredQuality = {
  step: 40,
  samples: 100,
  seed: 7,
  effort: 'full',
  encoder: { kind: 'classifier', hash: '0123456789ab', dimensions: 128, score: 0.98, scoredOn: 1000 },
  metrics: {
    clipped_coverage: {
      value: 0.5,
      interval: { low: 0.4, high: 0.6 },
      floor: { mean: 0.97, standardDeviation: 0.01 },
    },
  },
  histogram: [1, 2, 3],
};

async function trained(...steps: number[]) {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  for (const step of steps) trainer.checkpoint(step);
  const events: WorkbenchEvent[] = [];
  workbench.events.subscribe((event) => events.push(event));
  return { workbench, run, trainer, events };
}

const evaluators = () => fixture.fake.trainers.filter(({ kind }) => kind === 'evaluate');
const evaluator = (index = 0) =>
  vi.waitFor((): FakeTrainer => {
    const found = evaluators()[index];
    if (found === undefined) throw new Error('Nobody was asked to evaluate.');
    return found;
  });

it('measures with the newest checkpoint, reports its progress, and records the result', async () => {
  const { workbench, run, events } = await trained(30, 40);
  const evaluation = workbench.qualities.evaluate(run.id, REQUEST);
  const job = await evaluator();
  expect(job.posted[0]).toMatchObject({
    type: 'evaluate',
    task: { ...REQUEST, checkpoint: Buffer.of(40, 1), config: { model: run.config.model, device: 'auto' } },
  });
  const { fingerprint } = workbench.datasets.get(run.config.dataset);
  const [first] = job.posted;
  expect(first?.type === 'evaluate' && first.task.encoderFile).toBe(
    join(fixture.dataDir, 'encoders', `${String(fingerprint)}-1.safetensors`),
  );
  job.send({ type: 'progress', done: 0.25, total: 1 });
  job.send({ type: 'measured', quality: MEASURED });
  job.exit();
  const quality = await evaluation;
  expect(quality).toMatchObject({ ...MEASURED, runId: run.id });
  expect(workbench.qualities.list(run.id)).toEqual([quality]);
  expect(events).toContainEqual({ type: 'quality-progress', runId: run.id, fraction: 0.25 });
  expect(events).toContainEqual({ type: 'quality', quality });
  const { clipped_coverage } = MEASURED.metrics;
  const summary = { step: 40, samples: 100, encoder: '0123456789ab', metrics: { clipped_coverage } };
  const announced = events.flatMap((event) => (event.type === 'run' ? [event.run] : []));
  expect(announced.at(-1)?.quality).toEqual(summary);
  expect(workbench.runs.list()[0]?.quality).toEqual(summary);
  // The run is still training.
  expect(workbench.runs.get(run.id).state).toBe('running');
});

it('measures the checkpoint of a given step', async () => {
  const { workbench, run } = await trained(30, 40);
  await expect(workbench.qualities.evaluate(run.id, { ...REQUEST, step: 31 })).rejects.toThrow(
    /no checkpoint of step 31/,
  );
  const evaluation = workbench.qualities.evaluate(run.id, { ...REQUEST, step: 30 });
  const job = await evaluator();
  expect(job.posted[0]).toMatchObject({ task: { checkpoint: Buffer.of(30, 1) } });
  job.send({ type: 'measured', quality: { ...MEASURED, step: 30 } });
  expect((await evaluation).step).toBe(30);
});

describe('an evaluation that fails', () => {
  it('says why, and records nothing', async () => {
    const { workbench, run } = await trained();
    await expect(workbench.qualities.evaluate(run.id, REQUEST)).rejects.toThrow(/no checkpoint yet/);
    fixture.fake.training().checkpoint(1);
    const problem = { code: 'run.no-samples', message: 'It generates nothing.', advice: 'Choose another.' };
    const refused = workbench.qualities.evaluate(run.id, REQUEST);
    (await evaluator()).send({ type: 'failed', problem });
    await expect(refused).rejects.toMatchObject({ problem });
    const lost = workbench.qualities.evaluate(run.id, REQUEST);
    (await evaluator(1)).exit({ signal: 'SIGKILL' });
    await expect(lost).rejects.toMatchObject({
      problem: { code: 'run.evaluation-interrupted', message: /ran out of memory/ },
    });
    expect(workbench.qualities.list(run.id)).toEqual([]);
  });

  it('ends its process if its caller disconnects, and lets the next one start', async () => {
    const { workbench, run } = await trained(1);
    const abort = new AbortController();
    const first = workbench.qualities.evaluate(run.id, REQUEST, abort.signal);
    const second = workbench.qualities.evaluate(run.id, REQUEST);
    const job = await evaluator();
    abort.abort();
    await expect(first).rejects.toMatchObject({ problem: { code: 'run.evaluation-cancelled' } });
    await vi.waitFor(() => {
      expect(job.killed).toBe(true);
    });
    (await evaluator(1)).send({ type: 'measured', quality: MEASURED });
    expect((await second).step).toBe(40);
  });

  it('ends when the workbench is closed', async () => {
    const { workbench, run } = await trained(1);
    const results = [1, 2].map(() => workbench.qualities.evaluate(run.id, REQUEST).catch((e: unknown) => e));
    await evaluator();
    await workbench.close();
    expect(await Promise.all(results)).toMatchObject([
      { problem: { code: 'run.evaluation-interrupted' } },
      { problem: { code: 'run.evaluation-cancelled' } },
    ]);
  });
});

it('is removed if the run continues from an earlier step in place', async () => {
  const { workbench, run, trainer } = await trained(30, 40);
  for (const [index, step] of [30, 40].entries()) {
    const evaluation = workbench.qualities.evaluate(run.id, { ...REQUEST, step });
    (await evaluator(index)).send({ type: 'measured', quality: { ...MEASURED, step } });
    await evaluation;
  }
  trainer.exit();
  await workbench.runs.resume(run.id, 30);
  await vi.waitFor(() => {
    expect(workbench.qualities.list(run.id).map(({ step }) => step)).toEqual([30]);
  });
  expect(workbench.runs.get(run.id).quality?.step).toBe(30);
});

it('stores the image of the closest pairs with the evaluation, and serves it', async () => {
  const { workbench, run } = await trained(40);
  const closest = {
    sheet: { columns: 1, rows: 2, tileWidth: 4, tileHeight: 4 },
    distances: [{ distance: 2, ratio: 0.5 }],
    floorDistance: 3,
  };
  const evaluation = workbench.qualities.evaluate(run.id, REQUEST);
  const closestPng = Uint8Array.of(1, 2, 3);
  (await evaluator()).send({ type: 'measured', quality: { ...MEASURED, closest }, closestPng });
  const { id } = await evaluation;
  expect(workbench.qualities.list(run.id)[0]?.closest).toEqual(closest);
  const answer = await workbench.files.get(filePaths.closestPairs(id));
  expect(answer).toMatchObject({ mediaType: 'image/png', bytes: Buffer.from(closestPng) });
  expect(await workbench.files.get(filePaths.closestPairs(id + 1))).toBeNull();
});
