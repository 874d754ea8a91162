import { expect, it, vi } from 'vitest';
import { filePaths } from '../contract/files';
import type { LatentFacts, LatentQuestion } from '../contract/latent';
import type { FakeTrainer } from '../testing/fake-job-host';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
const facts: LatentFacts = {
  step: 7,
  weights: 'trained',
  hasAverage: false,
  latentSize: 2,
  prior: 'normal',
  classes: null,
  hasEncoder: false,
  item: { kind: 'images', width: 2, height: 2, channels: 1 },
  testCount: 4,
  kl: null,
};

/** Returns the newest process with a model after it has received this many requests. */
const asked = (times: number) =>
  vi.waitFor((): FakeTrainer => {
    const found = [...fixture.fake.trainers].reverse().find(({ kind }) => kind === 'load');
    if (found === undefined || found.posted.length <= times) throw new Error('Nobody was asked.');
    return found;
  });

async function trained() {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  trainer.checkpoint(7);
  const place = { id: run.id, step: 7, weights: 'trained' } as const;
  const send = (question: LatentQuestion, ...parts: Uint8Array[]) =>
    workbench.files.latent(filePaths.latent(place, question), streamOf(parts));
  return { workbench, run, trainer, place, send };
}

async function* streamOf(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
const bytesOf = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

it('requests facts and decoded outputs from the same process', async () => {
  const { workbench, place, send } = await trained();
  const known = workbench.latents.facts(place);
  const session = await asked(1);
  expect(session.environment).toMatchObject({ MALLOC_TRIM_THRESHOLD_: '131072' });
  session.send({ type: 'latent-facts', facts });
  expect(await known).toEqual(facts);
  const values = bytesOf(0.5, -1);
  const answered = send({ kind: 'decode' }, values.subarray(0, 3), values.subarray(3));
  await asked(2);
  session.send({ type: 'latent', bytes: Uint8Array.of(1, 2, 3, 4) });
  expect(await answered).toEqual({
    bytes: Uint8Array.of(1, 2, 3, 4),
    mediaType: 'application/octet-stream',
  });
  expect(session.posted).toMatchObject([
    { type: 'load', weights: 'trained', task: { checkpoint: Buffer.of(7, 1) } },
    { type: 'latent-facts' },
    {
      type: 'latent',
      request: { kind: 'decode', label: null, to: null },
      values: Float32Array.of(0.5, -1),
    },
  ]);
});

it('shares a session only between requests to the same step, also if the newest one changes meanwhile', async () => {
  const { workbench, place, trainer } = await trained();
  const { step: _step, ...newest } = place;
  const known = workbench.latents.facts(newest);
  trainer.checkpoint(8);
  const session = await asked(1);
  session.send({ type: 'latent-facts', facts });
  await known;
  expect(session.posted[0]).toMatchObject({ type: 'load', task: { checkpoint: Buffer.of(7, 1) } });
  const next = workbench.latents.facts(newest);
  await vi.waitFor(async () => expect((await asked(1)).posted[0]).not.toBe(session.posted[0]));
  const other = await asked(1);
  expect(other.posted[0]).toMatchObject({ type: 'load', task: { checkpoint: Buffer.of(8, 1) } });
  other.send({ type: 'latent-facts', facts: { ...facts, step: 8 } });
  expect((await next).step).toBe(8);
});

it('ends the session with the connection that opened it, although latents are sent without one', async () => {
  const { workbench, place, send } = await trained();
  const client = new AbortController();
  const known = workbench.latents.facts(place, undefined, client.signal);
  const session = await asked(1);
  session.send({ type: 'latent-facts', facts });
  await known;
  const answered = send({ kind: 'decode' }, bytesOf(0.5, -1));
  await asked(2);
  session.send({ type: 'latent', bytes: Uint8Array.of(1, 2, 3, 4) });
  await answered;
  expect(session.killed).toBe(false);
  client.abort();
  expect(session.killed).toBe(true);
  // Latents that are sent later are decoded by a session that stays between requests.
  for (const times of [1, 2]) {
    const later = send({ kind: 'decode' }, bytesOf(0.5, -1));
    const other = await vi.waitFor(async () => {
      const found = await asked(times);
      if (found === session) throw new Error('No other session was asked.');
      return found;
    });
    other.send({ type: 'latent', bytes: Uint8Array.of(1, 2, 3, 4) });
    await later;
    expect(other.killed).toBe(false);
  }
});

it('computes the layout of a checkpoint once', async () => {
  const { send } = await trained();
  const question = { kind: 'umap', count: 2, seed: 0 } as const;
  const part = send(question);
  const session = await asked(1);
  session.send({ type: 'latent', bytes: bytesOf(0.5) });
  expect((await part)?.bytes).toEqual(bytesOf(0.5));
  const whole = send(question);
  await asked(2);
  session.send({ type: 'latent', bytes: bytesOf(1, 3, 4, 5, 6) });
  expect((await whole)?.bytes).toEqual(bytesOf(1, 3, 4, 5, 6));
  expect((await send(question))?.bytes).toEqual(bytesOf(1, 3, 4, 5, 6));
  expect(session.posted).toHaveLength(3);
  // Another seed is another layout.
  const other = send({ ...question, seed: 1 });
  await asked(3);
  session.send({ type: 'latent', bytes: bytesOf(0.25) });
  expect((await other)?.bytes).toEqual(bytesOf(0.25));
});

it('uses the weights that a resumed run has written at the same step', async () => {
  const { workbench, run, trainer } = await trained();
  trainer.checkpoint(9);
  const question = { kind: 'umap', count: 2, seed: 0 } as const;
  const path = filePaths.latent({ id: run.id, step: 9, weights: 'trained' }, question);
  const layout = () => workbench.files.latent(path, streamOf([]));
  const [old, renewed] = [bytesOf(1, 3), bytesOf(1, 4)];
  const before = layout();
  const session = await asked(1);
  session.send({ type: 'latent', bytes: old });
  expect((await before)?.bytes).toEqual(old);
  trainer.finish('completed');
  await vi.waitFor(() => {
    expect(workbench.runs.get(run.id).state).toBe('completed');
  });
  await workbench.runs.resume(run.id, 7);
  // Until the step is there again, the old answer is the newest there is.
  expect((await layout())?.bytes).toEqual(old);
  await vi.waitFor(() => {
    expect(workbench.runs.get(run.id).state).toBe('running');
  });
  const again = fixture.fake.training();
  again.ready(7);
  again.checkpoint(9);
  await vi.waitFor(() => {
    expect(workbench.runs.get(run.id).checkpointStep).toBe(9);
  });
  const after = layout();
  const other = await vi.waitFor(async () => {
    const found = await asked(1);
    expect(found === session).toBe(false);
    return found;
  });
  other.send({ type: 'latent', bytes: renewed });
  expect((await after)?.bytes).toEqual(renewed);
});

it('refuses values that are truncated, not finite or too many, without starting a process', async () => {
  const { send } = await trained();
  const refused = { problem: { code: 'latent.values' } };
  await expect(send({ kind: 'decode' }, Uint8Array.of(1, 2, 3))).rejects.toMatchObject(refused);
  await expect(send({ kind: 'decode' }, bytesOf(NaN))).rejects.toMatchObject(refused);
  await expect(send({ kind: 'decode' }, bytesOf(Infinity))).rejects.toMatchObject(refused);
  const many = Array<Uint8Array>(5).fill(new Uint8Array(1_000_000));
  await expect(send({ kind: 'decode' }, ...many)).rejects.toMatchObject(refused);
  expect(fixture.fake.trainers.some(({ kind }) => kind === 'load')).toBe(false);
});

it('rejects other paths and requests', async () => {
  const { workbench, place, run } = await trained();
  const path = filePaths.latent(place, { kind: 'sheet' });
  for (const wrong of [
    path.replace('sheet', 'other'),
    path.replace('trained', 'best'),
    path.split('?')[0]!,
    filePaths.latent(place, { kind: 'draw', count: 0, seed: 1 }),
    filePaths.latent(place, { kind: 'draw', count: 1, seed: -1 }),
    filePaths.metric(run.id, 'd_loss'),
  ])
    expect(await workbench.files.latent(wrong, streamOf([]))).toBeNull();
  await expect(workbench.latents.facts({ ...place, step: 8 })).rejects.toMatchObject({
    problem: { code: 'checkpoint.unknown' },
  });
});

it('ends waiting requests when the workbench is closed', async () => {
  const { workbench, place } = await trained();
  const known = workbench.latents.facts(place);
  const refused = expect(known).rejects.toMatchObject({ problem: { code: 'run.draw-interrupted' } });
  await asked(1);
  await workbench.close();
  await refused;
});
