import { afterEach, expect, it, vi } from 'vitest';
import type { ExportRequest } from '../../contract/export';
import { encodeSheet } from '../../images/sheet';
import { mlflowServer } from '../../testing/mlflow-server';
import { created, exported } from '../../testing/exported';
import { NEW_RUN, workbenchFixture } from '../../testing/workbench-fixture';
import type { Workbench } from '../../core/workbench';

const fixture = workbenchFixture();
const servers: Awaited<ReturnType<typeof mlflowServer>>[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) server.close();
});

async function serving(...given: Parameters<typeof mlflowServer>) {
  const server = await mlflowServer(...given);
  servers.push(server);
  return server;
}

const STEPS = 1200;
const LAYOUT = { columns: 1, rows: 1, tileWidth: 2, tileHeight: 2 };
const sheet = (level: number) =>
  encodeSheet({
    tiles: new Uint8Array(4).fill(level),
    count: 1,
    width: 2,
    height: 2,
    channels: 1,
    columns: 1,
  });

/** A workbench with a run that trains, and what posts for it. */
async function training() {
  const workbench = await fixture.open();
  const budget = { unit: 'steps', count: 2 * STEPS } as const;
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, budget, name: 'first', seed: 7 });
  trainer.ready(0, 2 * STEPS);
  trainer.metrics(1, STEPS, (step) => 1 / step);
  for (const [step, level] of [
    [600, 1],
    [STEPS, 200],
  ] as const) {
    const bytes = sheet(level);
    trainer.send({ type: 'figure', step, kind: 'samples', mediaType: 'image/png', sheet: LAYOUT, bytes });
  }
  await recorded(workbench, STEPS);
  return { workbench, run, trainer };
}

/** Waits until all steps are in the store. */
const recorded = (workbench: Workbench, steps: number) =>
  vi.waitFor(async () => {
    const csv = await exported(workbench, { format: 'metrics-csv', runs: [1] });
    expect(csv.toString().trimEnd().split('\n')).toHaveLength(steps + 1);
  });

async function ended() {
  const all = await training();
  all.trainer.checkpoint(STEPS);
  all.trainer.finish();
  await vi.waitFor(() => {
    expect(all.workbench.runs.get(1).state).toBe('completed');
  });
  return all;
}

const upload = (server: string, options = {}): ExportRequest => ({
  format: 'mlflow',
  runs: [1],
  options: { server, ...options },
});
const receipt = async (workbench: Workbench, request: ExportRequest) =>
  JSON.parse((await exported(workbench, request)).toString()) as {
    runs: { isContinued: boolean; values: number; files: number | null }[];
  };
const only = <T>(values: Iterable<T>): T => {
  const [one, ...others] = values;
  if (one === undefined || others.length > 0)
    throw new Error(`There are ${String(others.length + 1)}, not one.`);
  return one;
};
/** The values of a metric, by steps. */
const valuesOf = (metrics: Iterable<string>, name: string) =>
  new Map(
    [...metrics]
      .map((text) => JSON.parse(text) as { key: string; value: number; step: number })
      .filter(({ key }) => key === name)
      .map(({ step, value }) => [step, value]),
  );

it('sends parameters, all metrics, tags, files and the state of a run', async () => {
  const { workbench } = await ended();
  const server = await serving();
  const { runs } = await receipt(workbench, upload(`${server.address}/`, { experiment: 'digits' }));
  expect(runs).toMatchObject([{ run: 1, isContinued: false, values: 2 * STEPS, files: 4 }]);
  expect([...server.experiments]).toEqual([['digits', '1']]);
  const stored = only(server.runs.values());
  expect(stored).toMatchObject({ name: 'first', status: 'FINISHED' });
  expect(Object.fromEntries(stored.params)).toMatchObject({ model: 'gan-mlp', seed: '7', batchSize: '64' });
  expect(stored.tags.get('mlflow.source.name')).toBe('latent-workbench');
  const losses = valuesOf(stored.metrics, 'd_loss');
  expect(losses.size).toBe(STEPS);
  expect([losses.get(3), losses.get(STEPS)]).toEqual([1 / 3, 1 / STEPS]);
  expect([...server.files.keys()]).toEqual(
    ['configuration.json', 'model-card.md', 'samples/step-00000600.png', 'samples/step-00001200.png'].map(
      (path) => `1/run1/artifacts/${path}`,
    ),
  );
  expect(server.files.get('1/run1/artifacts/model-card.md')?.toString()).toContain('# first');
});

it.each(['cut-before', 'cut-after'] as const)(
  'goes on where the connection broke off, with nothing twice (%s)',
  async (kind) => {
    const { workbench } = await ended();
    // The second request with values, and the second picture.
    const isBroken = (path: string, nth: number) =>
      (path.endsWith('log-batch') && nth === 4) || (path.endsWith('00001200.png') && nth === 1);
    const server = await serving((path, nth) => (isBroken(path, nth) ? kind : null));
    const away = { problem: { code: 'export.mlflow-away', params: { why: 'broken-off' } } };
    await expect(created(workbench, upload(server.address))).rejects.toMatchObject(away);
    expect(server.files.size).toBe(0);
    const sent = only(server.runs.values()).metrics.size;
    expect(sent).toBeGreaterThan(900);
    expect(sent).toBeLessThan(2 * STEPS);
    await expect(created(workbench, upload(server.address))).rejects.toMatchObject(away);
    const { runs } = await receipt(workbench, upload(server.address));
    // The first two files change, and are sent again; of the pictures only the one that is missing.
    const isMissing = kind === 'cut-before';
    expect(runs).toMatchObject([{ isContinued: true, values: 0, files: isMissing ? 3 : 2 }]);
    const { metrics } = only(server.runs.values());
    expect(metrics.size).toBe(2 * STEPS);
    expect(valuesOf(metrics, 'g_loss').size).toBe(STEPS);
    expect(server.files.size).toBe(4);
  },
);

it('sends later steps of a run that trained on, and another run where it went on from an earlier step', async () => {
  const { workbench, run, trainer } = await training();
  const server = await serving();
  // The newest step may not be complete yet.
  expect(await receipt(workbench, upload(server.address))).toMatchObject({
    runs: [{ values: 2 * (STEPS - 1) }],
  });
  expect(only(server.runs.values()).status).toBe('RUNNING');
  trainer.metrics(STEPS + 1, STEPS + 100);
  trainer.checkpoint(STEPS);
  await workbench.runs.stop(run.id);
  const later = await receipt(workbench, upload(server.address));
  expect(later).toMatchObject({ runs: [{ isContinued: true, values: 2 * 101 }] });
  expect(only(server.runs.values()).status).toBe('KILLED');
  await workbench.runs.resume(run.id, STEPS);
  await vi.waitFor(() => {
    expect(workbench.runs.get(run.id).state).toBe('running');
  });
  const again = fixture.fake.training();
  again.ready(STEPS, 2 * STEPS);
  again.metrics(STEPS + 1, STEPS + 50, () => 9);
  again.finish();
  await recorded(workbench, STEPS + 50);
  expect(await receipt(workbench, upload(server.address))).toMatchObject({
    runs: [{ isContinued: false, values: 2 * (STEPS + 50) }],
  });
  expect(server.runs.size).toBe(2);
});

it('says why a server cannot be used', async () => {
  const { workbench } = await ended();
  const problemAt = async (server: string, options = {}) => {
    const done = created(workbench, upload(server, options));
    return done.then(
      () => null,
      ({ problem }: { problem: unknown }) => problem,
    );
  };
  const answering = async (status: number, body: string) =>
    problemAt((await serving(() => ({ status, body }))).address);
  expect(await problemAt('http://127.0.0.1:1')).toMatchObject({
    code: 'export.mlflow-away',
    params: { why: 'refuses' },
  });
  expect(await problemAt('ftp://here')).toMatchObject({ fields: { server: { code: 'server-address' } } });
  expect(await problemAt('http://me:secret@here')).toMatchObject({
    fields: { server: { code: 'server-address' } },
  });
  for (const [status, body] of [
    [200, '<html>Hello</html>'],
    [404, 'Not found'],
    [302, ''],
    [200, '{"hello":1}'],
  ] as const)
    expect(await answering(status, body)).toMatchObject({ code: 'export.mlflow-foreign' });
  const refused = { error_code: 'INVALID_PARAMETER_VALUE', message: 'Too long.' };
  expect(await answering(400, JSON.stringify(refused))).toMatchObject({
    code: 'export.mlflow-refused',
    params: { status: 400, why: 'Too long' },
  });
  expect(await answering(401, 'You are not authenticated.')).toMatchObject({
    code: 'export.mlflow-forbidden',
  });
  expect(await answering(503, 'busy')).toMatchObject({
    code: 'export.mlflow-failed',
    params: { why: 'busy' },
  });
  const server = await serving();
  server.experiments.set('deleted', '9');
  expect(await problemAt(server.address, { experiment: 'deleted' })).toMatchObject({
    code: 'export.mlflow-deleted',
  });
});

it('proves who asks by the variables of MLflow, to its server only', async () => {
  const { workbench } = await ended();
  const [server, other] = [await serving(), await serving()];
  vi.stubEnv('MLFLOW_TRACKING_URI', server.address);
  vi.stubEnv('MLFLOW_TRACKING_TOKEN', 'secret');
  const format = workbench.exports.formats([1]).find(({ id }) => id === 'mlflow');
  expect(format?.fields['server']?.default).toBe(server.address);
  await created(workbench, upload(server.address));
  expect(new Set(server.seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer secret']));
  await created(workbench, upload(other.address));
  expect(new Set(other.seen.map(({ authorization }) => authorization))).toEqual(new Set([undefined]));
  vi.stubEnv('MLFLOW_TRACKING_USERNAME', 'me');
  vi.stubEnv('MLFLOW_TRACKING_PASSWORD', 'word');
  await created(workbench, upload(server.address));
  expect(server.seen.at(-1)?.authorization).toBe(`Basic ${btoa('me:word')}`);
});
