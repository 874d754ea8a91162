import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { createRouterClient } from '@orpc/server';
import { expect, it, vi } from 'vitest';
import { router } from '../../../core/router';
import type { Workbench } from '../../../core/workbench';
import { NEW_RUN, workbenchFixture } from '../../../testing/workbench-fixture';
import { mcpServer } from './server';

const fixture = workbenchFixture();

/** A client of a server on a workbench, and a function that calls a tool. */
async function connected(workbench: Workbench, allowChanges: boolean) {
  const api = createRouterClient(router, { context: { workbench } });
  const session = { workbench, api, signal: new AbortController().signal };
  const { dataDir } = fixture;
  const server = mcpServer({ session, version: '1', dataDir, folder: dataDir, allowChanges });
  const [mine, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1' });
  await Promise.all([server.connect(theirs), client.connect(mine)]);
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: args });
    const [{ text }] = content as [{ text: string }];
    return isError === true ? text : (JSON.parse(text) as unknown);
  };
  return { client, call };
}

async function recorded(): Promise<Workbench> {
  const workbench = await fixture.open();
  const { trainer } = await fixture.started(workbench, { ...NEW_RUN, name: 'first' });
  trainer.ready();
  trainer.metrics(1, 20, (step) => 1 / step);
  trainer.checkpoint(20);
  trainer.finish('stopped');
  return workbench;
}

it('lists, shows, queries, compares and exports runs', async () => {
  const { call } = await connected(await recorded(), false);
  expect(await call('list_runs')).toMatchObject([{ id: 1, name: 'first', state: 'stopped', step: 20 }]);
  expect(await call('get_run', { run: 'first' })).toMatchObject({ lastMetrics: { d_loss: 1 / 20 } });
  const sql = "SELECT step, value FROM metrics WHERE name = 'g_loss' AND step < 3";
  expect(await call('query', { sql })).toEqual({
    rows: [
      { step: 1, value: 1 },
      { step: 2, value: 1 / 2 },
    ],
    leftOut: 0,
  });
  expect(await call('compare_runs', { runs: ['1', 'first'] })).toHaveLength(2);
  expect(await call('follow_run', { run: '1', until: 'd_loss<0.1' })).toMatchObject({ isMet: true });
  const written = (await call('export_runs', { runs: ['1'], format: 'metrics-csv' })) as { file: string };
  expect(readFileSync(written.file, 'utf8').split('\n')).toHaveLength(22);
});

it('reports problems with what to do', async () => {
  const { call } = await connected(await recorded(), false);
  expect(await call('get_run', { run: 'none' })).toMatch(/^There is no run none\. The command/);
  expect(await call('query', { sql: 'DELETE FROM main.runs' })).toMatch(
    /queries cannot change anything\. Write/,
  );
  expect(await call('follow_run', { run: '1', until: 'soon' })).toMatch(
    /is not a condition to wait for\. Write/,
  );
});

it('has tools that change something only if they are allowed', async () => {
  const workbench = await recorded();
  const namesOf = async (allowChanges: boolean) => {
    const { client } = await connected(workbench, allowChanges);
    return (await client.listTools()).tools.map(({ name }) => name);
  };
  expect(await namesOf(false)).not.toContain('launch_run');
  expect(await namesOf(true)).toEqual(expect.arrayContaining(['launch_run', 'stop_run', 'evaluate_run']));
  const { call } = await connected(workbench, true);
  const launched = { model: 'gan-mlp', dataset: 'synthetic-digits', steps: 50, name: 'second' };
  expect(await call('launch_run', launched)).toMatchObject({ id: 2, name: 'second', totalSteps: null });
  expect(workbench.runs.get(2).config.budget).toEqual({ unit: 'steps', count: 50 });
  expect(await call('launch_run', { ...launched, model: 'none' })).toMatch(/There is no model/);
});

it('lists what there is to launch, and the formats of exports', async () => {
  const workbench = await recorded();
  const { call } = await connected(workbench, false);
  const idsOf = async (name: string, args = {}) =>
    ((await call(name, args)) as { id: string }[]).map(({ id }) => id);
  expect(await idsOf('list_models')).toEqual(expect.arrayContaining(['gan-mlp', 'vae-mlp']));
  expect(await idsOf('list_datasets')).toContain('synthetic-digits');
  expect(await idsOf('list_formats', { runs: ['first'] })).toEqual(
    expect.arrayContaining(['report-html', 'chart-png', 'weights-safetensors']),
  );
  expect(await call('export_runs', { runs: ['first'], format: 'docx' })).toMatch(
    /^There is no export format docx/,
  );
  // Nothing leaves the machine unless a person has allowed changes.
  const upload = { runs: ['first'], format: 'mlflow', options: { server: 'http://127.0.0.1:1' } };
  expect(await call('export_runs', upload)).toMatch(
    /^MLflow \(upload\) sends runs to a server, which programs may not/,
  );
  const allowed = await connected(workbench, true);
  expect(await allowed.call('export_runs', upload)).toMatch(
    /^The MLflow server http:\/\/127\.0\.0\.1:1 cannot be reached/,
  );
});

it('launches a run, follows it to its end, resumes it and evaluates its samples', async () => {
  const workbench = await fixture.open();
  const { call } = await connected(workbench, true);
  await call('launch_run', { model: 'gan-mlp', dataset: 'synthetic-digits', steps: 50, name: 'mine' });
  await vi.waitFor(() => expect(workbench.runs.get(1).state).toBe('running'));
  const trainer = fixture.fake.training();
  trainer.ready();
  trainer.metrics(1, 20);
  const followed = call('follow_run', { run: 'mine', until: 'ended' });
  expect(await call('stop_run', { run: 'mine' })).toMatchObject({ state: 'stopped', step: 20 });
  expect(await followed).toMatchObject({ isMet: true });

  expect(await call('resume_run', { run: 'mine' })).toMatchObject({ id: 1, state: 'queued' });
  await vi.waitFor(() => expect(workbench.runs.get(1).state).toBe('running'));
  fixture.fake.training().checkpoint(50);
  fixture.fake.training().finish();
  const evaluated = call('evaluate_run', { run: 'mine', samples: 100 });
  const evaluator = await vi.waitFor(() => {
    const found = fixture.fake.trainers.find(({ kind }) => kind === 'evaluate');
    if (found === undefined) throw new Error('Nobody was asked to evaluate.');
    return found;
  });
  const metrics = { coverage: { value: 0.5, interval: null, floor: null } };
  evaluator.send({
    type: 'measured',
    quality: {
      ...{ step: 50, samples: 100, seed: 1, effort: 'full', encoder: null, histogram: null },
      metrics,
    },
  });
  expect(await evaluated).toMatchObject({ step: 50, metrics });
  expect(await call('get_run', { run: 'mine' })).toMatchObject({ state: 'completed' });
});
