import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ImportOptionsSchema } from '../contract/dataset';
import type { InspectionResult } from '../datasets/import-session';
import { fakeJobHost, type FakeTrainer } from '../testing/fake-job-host';
import { createImportJob, type ImportJob } from './import-job';

const OPTIONS = ImportOptionsSchema.parse({});
const RGB = ImportOptionsSchema.parse({ color: 'rgb' });
const RESULT = { facts: {} } as InspectionResult;
const FILES = [{ name: 'digits.csv', path: '/nowhere/digits.csv' }];

let fake: ReturnType<typeof fakeJobHost>;
let job: ImportJob;
beforeEach(() => {
  vi.useFakeTimers();
  fake = fakeJobHost();
  // The test answers.
  fake.settings.inspects = false;
  fake.settings.imports = false;
  fake.settings.obedient = false;
  job = createImportJob(fake.host, FILES);
});
afterEach(() => {
  job.end();
  vi.useRealTimers();
});

const worker = (nth = 0): FakeTrainer => fake.trainers[nth]!;
const asked = (nth = 0) => worker(nth).posted.map(({ type }) => type);
const answer = (nth = 0) => {
  worker(nth).send({ type: 'inspected', result: RESULT });
};
/** Lets promises and fake immediates run. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const code = (problem: string) => ({ problem: { code: problem } });

it('sends one process one request after another', async () => {
  const first = job.inspect(OPTIONS);
  const second = job.inspect(RGB);
  await settle();
  expect(asked()).toEqual(['inspect']);
  answer();
  expect(await first).toBe(RESULT);
  await settle();
  expect(worker().posted).toEqual([
    { type: 'inspect', files: FILES, options: OPTIONS },
    { type: 'inspect', files: FILES, options: RGB },
  ]);
  answer();
  expect(await second).toBe(RESULT);
  expect(fake.trainers).toHaveLength(1);
});

it('ends a process that is silent for half a minute, and starts another for the next request', async () => {
  const stuck = job.inspect(OPTIONS);
  const refused = expect(stuck).rejects.toMatchObject({
    problem: {
      code: 'dataset.stalled',
      message: 'Reading digits.csv got no further for 30 seconds, so it was ended.',
    },
  });
  await vi.advanceTimersByTimeAsync(29_900);
  worker().send({ type: 'alive' });
  await vi.advanceTimersByTimeAsync(29_900);
  expect(worker().killed).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  await refused;
  expect(worker().killed).toBe(true);
  const again = job.inspect(OPTIONS);
  await settle();
  answer(1);
  expect(await again).toBe(RESULT);
});

it('ends an inspection after ten minutes, even if the process responds', async () => {
  const slow = expect(job.inspect(OPTIONS)).rejects.toMatchObject(code('dataset.stalled'));
  await settle();
  for (let s = 0; s < 599; s++) {
    worker().send({ type: 'alive' });
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(worker().killed).toBe(false);
  worker().send({ type: 'alive' });
  await vi.advanceTimersByTimeAsync(1000);
  await slow;
  expect(worker().killed).toBe(true);
});

it('rejects a cancelled inspection at once, and ends its process soon after', async () => {
  const cancel = new AbortController();
  const given = expect(job.inspect(OPTIONS, cancel.signal)).rejects.toMatchObject(code('dataset.cancelled'));
  await settle();
  cancel.abort();
  await given;
  expect(worker().killed).toBe(false);
  await vi.advanceTimersByTimeAsync(600);
  expect(worker().killed).toBe(true);
  await expect(job.inspect(OPTIONS, AbortSignal.abort())).rejects.toMatchObject(code('dataset.cancelled'));
  expect(fake.trainers).toHaveLength(1);
});

it('continues to use the process if other options are requested right after a cancellation', async () => {
  const cancel = new AbortController();
  const given = job.inspect(OPTIONS, cancel.signal).catch(() => null);
  await settle();
  cancel.abort();
  const other = job.inspect(RGB);
  await vi.advanceTimersByTimeAsync(600);
  expect(worker().killed).toBe(false);
  answer();
  await given;
  await settle();
  answer();
  expect(await other).toBe(RESULT);
  expect(fake.trainers).toHaveLength(1);
});

it('reports a refusal of the process, and its death', async () => {
  const problem = { code: 'dataset.empty', message: 'It is empty.', advice: 'Give another.' };
  const refused = expect(job.inspect(OPTIONS)).rejects.toMatchObject({ problem });
  await settle();
  worker().send({ type: 'failed', problem });
  await refused;
  const lost = expect(job.inspect(OPTIONS)).rejects.toMatchObject(code('dataset.interrupted'));
  await settle();
  worker().exit();
  await lost;
});

it('ends the process after two idle minutes, or on `rest`', async () => {
  const first = job.inspect(OPTIONS);
  await settle();
  job.rest();
  expect(worker().killed).toBe(false);
  answer();
  await first;
  await vi.advanceTimersByTimeAsync(119_000);
  expect(worker().killed).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(worker().killed).toBe(true);
  const second = job.inspect(OPTIONS);
  await settle();
  answer(1);
  await second;
  await settle();
  job.rest();
  expect(worker(1).killed).toBe(true);
});

it('kills a process that does not stop writing when it is asked to', async () => {
  const cancel = new AbortController();
  const request = { options: OPTIONS, expected: RESULT.facts };
  const written = expect(
    job.write(request, '/nowhere/out', () => undefined, cancel.signal),
  ).rejects.toMatchObject(code('dataset.cancelled'));
  await settle();
  cancel.abort();
  await settle();
  expect(asked()).toEqual(['import', 'stop']);
  await vi.advanceTimersByTimeAsync(2900);
  expect(worker().killed).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  await written;
  expect(worker().killed).toBe(true);
});

it('leaves a process alone once it has written, even if the import is cancelled then', async () => {
  const cancel = new AbortController();
  const request = { options: OPTIONS, expected: RESULT.facts };
  const written = job.write(request, '/nowhere/out', () => undefined, cancel.signal);
  await settle();
  worker().send({ type: 'finished', outcome: 'completed', step: 0, problem: null });
  await written;
  cancel.abort();
  await vi.advanceTimersByTimeAsync(3100);
  expect(asked()).toEqual(['import']);
  expect(worker().killed).toBe(false);
});

it('reports a failed write only after its process has ended', async () => {
  const request = { options: OPTIONS, expected: RESULT.facts };
  const written = job.write(request, '/nowhere/out', () => undefined, new AbortController().signal);
  let exited: boolean | null = null;
  written.catch(() => (exited = worker().exited));
  await settle();
  worker().send({ type: 'failed', problem: { code: 'dataset.x', message: 'It is too large.', advice: '' } });
  await settle();
  await settle();
  await expect(written).rejects.toMatchObject(code('dataset.x'));
  expect(exited).toBe(true);
});
