import { createRouterClient } from '@orpc/server';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../contract/api';
import type { Run } from '../../contract/run';
import { router } from '../../core/router';
import type { Workbench } from '../../core/workbench';
import type { FakeTrainer } from '../../testing/fake-job-host';
import { NEW_RUN, workbenchFixture } from '../../testing/workbench-fixture';
import type { CommandContext } from './context';
import { follow, followDatasets, followDownload, followQuality } from './follow';
import { createOutput } from './output';

const fixture = workbenchFixture();
let workbench: Workbench;
let api: ApiClient;
beforeEach(async () => {
  workbench = await fixture.open();
  api = createRouterClient(router, { context: { workbench } });
});

/** The output of a command, for a person or a program. */
function context(json: boolean) {
  const written: string[] = [];
  const streams = { stdout: { write: (text: string) => written.push(text) }, stderr: { write: () => true } };
  const controller = new AbortController();
  const output = createOutput(json, streams);
  return {
    controller,
    output,
    given: { output, interrupt: { signal: controller.signal, dispose: () => undefined } } as CommandContext,
    text: () => written.join(''),
    events: (name: string) =>
      written
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ event }) => event === name),
  };
}
type Context = ReturnType<typeof context>;

async function followed(json: boolean, play: (trainer: FakeTrainer, run: Run, it: Context) => unknown) {
  const { run, trainer } = await fixture.started(workbench);
  const shown = context(json);
  const ended = follow(api, run.id, shown.given).then(
    (last) => ({ last, problem: null }),
    (problem: unknown) => ({ last: null, problem }),
  );
  // This command must ignore another run.
  workbench.runs.create({ ...NEW_RUN, name: 'other' });
  await new Promise(setImmediate);
  await play(trainer, run, shown);
  return { ...(await ended), run, shown };
}

describe('following a run', () => {
  it('prints its dataset, its progress, and its result', async () => {
    const { last, shown, run } = await followed(false, async (trainer, _run, { text: shownText }) => {
      trainer.ready();
      trainer.metrics(1, 500, () => 0.25);
      await vi.waitFor(() => {
        expect(shownText()).toContain('50%');
      });
      trainer.send({ type: 'log', entry: { at: 1, level: 'info', text: 'A fact.' } });
      trainer.send({ type: 'log', entry: { at: 2, level: 'warning', text: 'Trains eagerly.' } });
      await new Promise(setImmediate);
      trainer.metrics(501, 1000, () => 0.5);
      trainer.finish();
    });
    expect(last?.state).toBe('completed');
    const text = shown.text();
    const name = `${run.name} (run ${String(run.id)})`;
    expect(text).toContain(`${name} trains on CPU (tensorflow, compiled).\n`);
    expect(text).toContain(
      `${run.name}: 50% (500 of 1\u202f000 steps), 1 s left, d_loss 0.2500  g_loss 0.2500\n`,
    );
    expect(text).toContain('\nTrains eagerly.\n');
    expect(text).not.toContain('A fact.');
    expect(text).not.toContain('other');
    expect(text.split('trains on')).toHaveLength(2);
    expect(text).toContain(`${name} is complete: 1\u202f000 steps in 2 s, 500 steps a second.\n`);
    // No metric was evaluated on whole splits.
    expect(text.trim().split('\n').at(-1)).toMatch(
      /^Generator loss 0\.5000 nats, discriminator loss 0\.5000 nats \(training, mean over steps 601–1\u202f000\)\.$/,
    );
  });

  it('reports each change once to a program', async () => {
    const { shown, run } = await followed(true, async (trainer, { id }, { events }) => {
      trainer.ready();
      trainer.metrics(1, 250);
      trainer.figure(250);
      trainer.checkpoint(250);
      trainer.send({ type: 'log', entry: { at: 1, level: 'info', text: 'A fact.' } });
      await vi.waitFor(() => {
        expect(events('progress').at(-1)).toMatchObject({ run: id, step: 250 });
        expect(events('checkpoint')).toHaveLength(1);
      });
      trainer.finish();
    });
    const { id, name } = run;
    expect(shown.events('state')).toEqual([
      { event: 'state', run: id, name, state: 'running', step: 0 },
      { event: 'state', run: id, name, state: 'completed', step: 250 },
    ]);
    expect(shown.events('engine')).toMatchObject([{ run: id, backend: 'tensorflow', device: 'CPU' }]);
    expect(shown.events('progress').at(-1)).toEqual({
      event: 'progress',
      run: id,
      step: 250,
      totalSteps: 1000,
      elapsedMs: 500,
      stepsPerSecond: 500,
      remainingMs: 1500,
    });
    expect(shown.events('metric').slice(-2)).toEqual([
      { event: 'metric', run: id, step: 250, name: 'd_loss', value: 250 },
      { event: 'metric', run: id, step: 250, name: 'g_loss', value: 250 },
    ]);
    expect(shown.events('checkpoint')).toEqual([{ event: 'checkpoint', run: id, step: 250 }]);
    expect(shown.events('figure')).toEqual([
      { event: 'figure', run: id, step: 250, kind: 'samples', figure: expect.any(Number) as unknown },
    ]);
    expect(shown.events('log')).toEqual([{ event: 'log', run: id, level: 'info', text: 'A fact.' }]);
    const [final] = shown.events('final');
    expect(final).toMatchObject({
      run: id,
      step: 250,
      metrics: { d_loss: 250, g_loss: 250 },
      evaluations: [],
    });
    expect(final?.['metrics']).not.toHaveProperty('elapsed_ms');
  });

  it('shows no speed and no metrics of a run that took no step', async () => {
    const { problem, shown } = await followed(false, async (_trainer, { id }) => workbench.runs.stop(id));
    expect(problem).toMatchObject({ problem: { code: 'run.stopped' } });
    expect(shown.text()).toBe('');
  });

  it('fails with the reason why a run failed', async () => {
    const { problem } = await followed(false, (trainer) => {
      trainer.ready();
      trainer.exit({ signal: 'SIGKILL' });
    });
    expect(problem).toMatchObject({ problem: { code: 'run.interrupted' } });
  });

  it('stops the run at Ctrl-C, also before the first output', async () => {
    const { problem, shown, run } = await followed(false, (trainer, _run, { controller }) => {
      trainer.ready();
      trainer.metrics(1, 100);
      controller.abort();
    });
    expect(problem).toMatchObject({
      problem: {
        code: 'run.stopped',
        params: { id: run.id, state: 'stopped', step: 100, checkpointStep: 100 },
      },
    });
    expect(shown.text()).toContain('Stopping, with a last checkpoint. Press Ctrl-C again to end at once.\n');

    const next = context(false);
    next.controller.abort();
    const other = workbench.runs.list().find(({ name }) => name === 'other')!;
    await expect(follow(api, other.id, next.given)).rejects.toMatchObject({
      problem: { code: 'run.stopped', params: { id: other.id } },
    });
  });
});

describe('following a dataset', () => {
  it('shows its progress, with the remaining time, until the work ends', async () => {
    fixture.fake.settings.generates = false;
    const shown = context(true);
    const startedAt = performance.now();
    const work = followDatasets(api, shown.output, () => api.datasets.prepare({ id: 'synthetic-digits' }));
    const trainer = await vi.waitFor(() => {
      const found = fixture.fake.trainers.at(-1);
      if (found?.kind !== 'generate') throw new Error('Nothing is generated.');
      return found;
    });
    trainer.send({ type: 'progress', done: 1, total: 4 });
    await vi.waitFor(() => {
      expect(shown.events('progress').at(-1)).toMatchObject({ dataset: 'synthetic-digits', fraction: 0.25 });
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    trainer.send({ type: 'progress', done: 4, total: 5 });
    await vi.waitFor(() => {
      expect(shown.events('progress').at(-1)?.['fraction']).toBe(0.8);
    });
    const remainingMs = shown.events('progress').at(-1)?.['remainingMs'];
    // A quarter of the time of the earlier ones.
    expect(remainingMs).toBeGreaterThan(70);
    expect(remainingMs).toBeLessThan((performance.now() - startedAt) / 4);
    trainer.exit();
    await expect(work).rejects.toMatchObject({ data: { code: 'dataset.interrupted' } });
  });

  it('shows an import for people', async () => {
    const shown = context(false);
    await followDatasets(api, shown.output, async () => {
      workbench.events.publish({ type: 'import-progress', inspectionId: 'i', fraction: 0.5 });
      await new Promise(setImmediate);
    });
    expect(shown.text()).toBe('Importing: 50%\n');
  });
});

it('shows the evaluation of one run, and ends with its work', async () => {
  const shown = context(true);
  const { run } = await fixture.started(workbench);
  await followQuality(api, shown.output, run, async () => {
    workbench.events.publish({ type: 'quality-progress', runId: run.id + 1, fraction: 0.1 });
    workbench.events.publish({ type: 'quality-progress', runId: run.id, fraction: 0.5 });
    await new Promise(setImmediate);
  });
  workbench.events.publish({ type: 'quality-progress', runId: run.id, fraction: 0.75 });
  await new Promise(setImmediate);
  expect(shown.events('progress')).toEqual([
    { event: 'progress', run: run.id, fraction: 0.5, remainingMs: null },
  ]);
});

it('shows the progress and source of a download, and then its import', async () => {
  const [download] = await api.downloads.list();
  const publish = (changes: Partial<NonNullable<typeof download>>) => {
    workbench.events.publish({ type: 'download', download: { ...download!, totalBytes: 4e6, ...changes } });
  };
  for (const json of [false, true]) {
    const shown = context(json);
    await followDownload(api, shown.output, download!, async () => {
      publish({ state: 'downloading', host: null, receivedBytes: 5 });
      publish({ state: 'downloading', host: 'example.org', receivedBytes: 1e6 });
      publish({ id: 'another', state: 'downloading', host: 'example.org', receivedBytes: 2e6 });
      publish({ state: 'importing', fraction: 0.5 });
      publish({ state: 'ready' });
      await new Promise(setImmediate);
    });
    if (json)
      expect(shown.events('progress')).toMatchObject([
        { dataset: download!.id, receivedBytes: 1e6, totalBytes: 4e6, host: 'example.org', fraction: 0.25 },
        { dataset: download!.id, fraction: 0.5 },
      ]);
    else
      expect(shown.text()).toBe(
        `Fetching ${download!.name}: 25%, 1.0 MB of 4.0 MB, from example.org\nImporting ${download!.name}: 50%\n`,
      );
  }
});
