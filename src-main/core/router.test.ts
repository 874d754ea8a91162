import { createRouterClient, ORPCError } from '@orpc/server';
import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '../contract/error';
import type { MetricBatch } from '../contract/events';
import { DEFECT } from './problem';
import { router } from './router';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

async function connect() {
  const workbench = await fixture.open();
  return { workbench, api: createRouterClient(router, { context: { workbench } }) };
}

const rowsOf = ({ value }: IteratorResult<unknown>) => (value as MetricBatch).rows;

async function errorOf(call: Promise<unknown>): Promise<ORPCError<string, unknown>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ORPCError) return error as ORPCError<string, unknown>;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('the router', () => {
  it('answers according to the contract', async () => {
    const { api } = await connect();
    expect((await api.models.list()).map(({ id }) => id)).toContain('gan-mlp');
    expect((await api.datasets.list()).map(({ id }) => id)).toContain('synthetic-digits');
    expect(await api.datasets.prepare({ id: 'synthetic-digits' })).toMatchObject({ state: 'ready' });
    expect((await api.system.info()).sqlite.ok).toBe(true);
    const run = await api.runs.create(NEW_RUN);
    expect(await api.runs.list({})).toEqual([expect.objectContaining({ id: run.id })]);
    expect((await api.runs.rename({ id: run.id, name: ' Mine ' })).name).toBe('Mine');
    await api.runs.stop({ id: run.id });
    await api.runs.remove({ id: run.id });
    expect(await api.runs.list({})).toEqual([]);
    expect((await api.runs.restore({ id: run.id })).name).toBe('Mine');
    expect(await api.runs.figures({ id: run.id })).toEqual([]);
    expect(await api.runs.logs({ id: run.id })).toEqual(expect.any(Array));
  });

  it('returns problems with the fields of a form', async () => {
    const { api } = await connect();
    const unknown = await errorOf(api.runs.get({ id: 7 }));
    expect(unknown).toMatchObject({
      code: 'PROBLEM',
      status: 422,
      defined: true,
      message: 'There is no run 7.',
    });
    const invalid = await errorOf(api.runs.create({ ...NEW_RUN, hyperparameters: { batchSize: -1 } }));
    expect((invalid.data as Problem).fields).toHaveProperty('batchSize');
    const malformed = await errorOf(api.runs.create({ ...NEW_RUN, seed: -5 }));
    expect(malformed).toMatchObject({ code: 'PROBLEM', defined: true });
    expect((malformed.data as Problem).fields).toHaveProperty('seed');
    const missing = await errorOf(api.runs.watch({ id: 7 }));
    expect(missing.code).toBe('PROBLEM');
  });

  it('hides the details of a defect from the client, and logs them', async () => {
    const { workbench, api } = await connect();
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    vi.spyOn(workbench.runs, 'list').mockImplementation(() => {
      throw new TypeError('secret detail');
    });
    const defect = await errorOf(api.runs.list({}));
    expect(String(stderr.mock.calls[0]?.[0])).toMatch(/runs\.list: TypeError: secret detail\n\s+at /);
    expect(defect.data).toEqual(DEFECT);
    expect(JSON.stringify([defect, defect.message])).not.toContain('secret');
  });

  it('stops waiting for a drawing when its caller stops waiting', async () => {
    const { workbench, api } = await connect();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.checkpoint(1);
    const abort = new AbortController();
    const drawing = errorOf(
      api.runs.draw({ id: run.id, label: null, count: 1, seed: 1 }, { signal: abort.signal }),
    );
    await vi.waitFor(() => {
      expect(fixture.fake.trainers.at(-1)?.posted.at(-1)?.type).toBe('draw');
    });
    abort.abort();
    expect((await drawing).data).toMatchObject({ code: 'run.draw-cancelled' });
  });

  it('lists, pins, unpins and removes checkpoints, and continues from one', async () => {
    const { workbench, api } = await connect();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    for (const step of [1, 2]) trainer.checkpoint(step);
    const { id } = run;
    await api.runs.pinCheckpoint({ id, step: 1 });
    expect(await api.runs.checkpoints({ id })).toMatchObject([
      { step: 1, kinds: ['milestone', 'pinned'] },
      { step: 2, kinds: ['newest', 'milestone'] },
    ]);
    await api.runs.unpinCheckpoint({ id, step: 1 });
    expect((await errorOf(api.runs.removeCheckpoint({ id, step: 2 }))).data).toMatchObject({
      code: 'checkpoint.needed',
    });
    const negative = await errorOf(api.runs.pinCheckpoint({ id, step: -1 }));
    expect(negative.data).toMatchObject({
      code: 'input.invalid',
      message: 'The step of a checkpoint is a whole number, 0 or more.',
      fields: { step: { code: 'whole-number-from', what: 'checkpoint-step', min: 0 } },
    });
    const fork = await api.runs.fork({ id, step: 1, name: 'Fork' });
    expect(fork).toMatchObject({ name: 'Fork', origin: { runId: id, step: 1 } });
    await workbench.runs.stop(id);
    await api.runs.removeCheckpoint({ id, step: 2 });
    expect(await api.runs.resume({ id, step: 1 })).toMatchObject({ checkpointStep: 1 });
  });

  it('streams events to a client that subscribes and then lists', async () => {
    const { workbench, api } = await connect();
    const abort = new AbortController();
    const events = await api.system.events(undefined, { signal: abort.signal });
    const run = workbench.runs.create(NEW_RUN);
    expect((await events.next()).value).toMatchObject({ type: 'run', run: { id: run.id, state: 'queued' } });
    const rest = (async () => {
      let count = 0;
      for await (const _ of events) count++;
      return count;
    })();
    abort.abort();
    await rest;
  });

  it('streams metrics, and continues after what a client has of each metric', async () => {
    const { workbench, api } = await connect();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 10);
    const first = await api.runs.watch({ id: run.id });
    expect(rowsOf(await first.next())[0]?.steps).toHaveLength(10);
    await first.return();
    trainer.metrics(11, 12);
    const abort = new AbortController();
    const again = await api.runs.watch(
      { id: run.id, after: { d_loss: 10, g_loss: 10, elapsed_ms: 10 } },
      { signal: abort.signal },
    );
    expect(rowsOf(await again.next())[0]?.steps).toEqual([11, 12]);
    abort.abort();
    const only = await api.runs.watch({ id: run.id, after: { g_loss: -1 }, others: false });
    expect(rowsOf(await only.next()).map(({ name, steps }) => [name, steps.length])).toEqual([
      ['g_loss', 12],
    ]);
    await only.return();
  });
});
