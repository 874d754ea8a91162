import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { openWorkbench, type Workbench } from '../core/workbench';
import { fakeJobHost } from '../testing/fake-job-host';
import { TEST_TIMING, testFleet, type TestFleet } from '../testing/fleet-fixture';
import { canMountDisks, smallDisk } from '../testing/small-disk';
import { NEW_RUN } from '../testing/workbench-fixture';
import { openConnection, type Connection } from './connection';
import { readCredentials, type Credentials } from './credentials';
import { EVENTS } from './names';
import { putObject, readObject } from './objects';
import { setUpFleet } from './setup';
import { ensureStreams, openBuckets } from './streams';
import { work } from './worker';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function aFleet(): Promise<TestFleet> {
  const fleet = await testFleet();
  cleanUps.push(() => fleet.close());
  return fleet;
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-faults-'));
  cleanUps.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

const alice = (fleet: TestFleet) => readCredentials(fleet.credentialsFile('alice'), 'person');

async function connected(credentials: Credentials): Promise<Connection> {
  const connection = await openConnection(credentials, credentials.keys[0]?.seed ?? '');
  cleanUps.push(() => connection.nats.close());
  return connection;
}

async function opened(fleet: TestFleet, dataDir: string): Promise<Workbench> {
  const jobHost = fakeJobHost().host;
  const options = { dataDir, jobHost, version: '1.2.3', electron: null, openFleet: fleet.open('alice') };
  const workbench = await openWorkbench(options);
  workbench.settings.set({ evaluation: 'off' });
  cleanUps.push(() => workbench.close());
  return workbench;
}

/** A worker in this process, whose trainers the test controls. */
function aWorker(fleet: TestFleet, directory: string) {
  const fake = fakeJobHost();
  const ending = new AbortController();
  const refused: string[] = [];
  const done = work({
    ...{ credentials: fleet.workerCredentials(), host: fake.host, directory, pool: 'gpus' },
    ...{ device: null, slots: 1, once: false, timing: TEST_TIMING, ending: ending.signal },
    onRefused: (person, { code }) => refused.push(`${person}: ${code}`),
    onJob: () => undefined,
  });
  done.catch(() => undefined);
  cleanUps.push(async () => {
    ending.abort();
    await done.catch(() => undefined);
  });
  return { fake, refused, done, trainer: () => vi.waitFor(() => fake.training()) };
}

const codeOf = (error: unknown): string =>
  error instanceof WorkbenchError ? error.problem.code : `no problem: ${String(error)}`;

async function until(workbench: Workbench, id: number, expected: object, timeout = 20_000): Promise<void> {
  await vi.waitFor(
    () => {
      expect(workbench.runs.get(id)).toMatchObject(expected);
    },
    { timeout },
  );
}

it('an object that is deleted while it is read ends the reading', async () => {
  const connection = await connected(alice(await aFleet()));
  await ensureStreams(connection);
  const { checkpoints } = await openBuckets(connection);
  const parts = Array.from({ length: 40 }, () => Buffer.alloc(2 ** 19, 7));
  await putObject(checkpoints, 'job/1/10', () => parts);
  let read = 0;
  const start = performance.now();
  const isWhole = await readObject(checkpoints, 'job/1/10', async ({ length }) => {
    if (read === 0) await checkpoints.delete('job/1/10');
    read += length;
  });
  expect(isWhole).toBe(false);
  expect(read).toBeLessThan(40 * 2 ** 19);
  expect(performance.now() - start).toBeLessThan(20_000);
}, 30_000);

describe.runIf(canMountDisks())('a workbench whose disk is full', () => {
  it('lets the run train on, and records what it missed when there is room', async () => {
    const fleet = await aFleet();
    const disk = smallDisk(8 * 2 ** 20);
    if (disk === null) throw new Error('There is no small disk.');
    cleanUps.push(disk.unmount);
    const workbench = await opened(fleet, join(disk.folder, 'data'));
    // Before the workbench is closed.
    cleanUps.push(disk.free);
    const trainer = await (async () => {
      const worker = aWorker(fleet, aFolder());
      workbench.runs.create({ ...NEW_RUN, pool: 'gpus' });
      return worker.trainer();
    })();
    const [{ id } = { id: 0 }] = workbench.runs.list();
    trainer.ready(0, 50_000);
    trainer.metrics(1, 10);
    await until(workbench, id, { step: 10 });
    disk.leave(0);
    trainer.metrics(11, 30_000);
    trainer.metrics(30_001, 50_000);
    trainer.checkpoint(50_000);
    trainer.finish();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(workbench.runs.get(id)).toMatchObject({ state: 'running', step: 10, problem: null });
    disk.free();
    await until(workbench, id, { state: 'completed', step: 50_000, checkpointStep: 50_000 });
  }, 60_000);
});

it('a server without room lets the trainer wait, is shown at its worker, and goes on when there is room', async () => {
  const fleet = await aFleet();
  const dataDir = aFolder();
  const first = await opened(fleet, dataDir);
  const connection = await connected(alice(fleet));
  await vi.waitFor(() => connection.manager.streams.info(EVENTS));
  await connection.manager.streams.update(EVENTS, { max_bytes: 64 * 2 ** 20 });
  const worker = aWorker(fleet, aFolder());
  const { id } = first.runs.create({ ...NEW_RUN, pool: 'gpus' });
  const trainer = await worker.trainer();
  await until(first, id, { state: 'running' });
  await first.close();
  trainer.ready();
  trainer.metrics(1, 10);
  const sheet = { columns: 1, rows: 1, tileWidth: 1, tileHeight: 1 };
  for (let figure = 0; figure < 50; figure++) {
    const bytes = new Uint8Array(4 * 2 ** 20);
    trainer.send({ type: 'figure', step: 10, kind: 'samples', mediaType: 'image/png', sheet, bytes });
  }
  await vi.waitFor(() => {
    expect(trainer.posted.at(-1)).toEqual({ type: 'pause' });
  });
  const workbench = await opened(fleet, dataDir);
  workbench.fleet.status();
  const seen: string[] = [];
  workbench.events.subscribe((event) => {
    if (event.type === 'fleet') seen.push(...event.fleet.workers.map(({ state }) => state));
  });
  await vi.waitFor(
    () => {
      expect(trainer.posted.at(-1)).toEqual({ type: 'resume' });
    },
    { timeout: 120_000 },
  );
  expect(seen).toContain('waiting-for-server');
  trainer.metrics(11, 20);
  trainer.finish();
  await until(workbench, id, { state: 'completed', step: 20 });
}, 200_000);

/** Every byte that a data folder holds, but for the file of the credentials themselves. */
function contentOf(folder: string): string {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile() && !path.endsWith('fleet.json'))
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}

describe('credentials', () => {
  it('that are revoked are named to the person and to the worker, and are written nowhere', async () => {
    const fleet = await aFleet();
    const dataDir = aFolder();
    const seed = alice(fleet).keys[0]?.seed ?? '';
    const workbench = await opened(fleet, dataDir);
    workbench.fleet.status();
    const worker = aWorker(fleet, aFolder());
    const { id } = workbench.runs.create({ ...NEW_RUN, pool: 'gpus' });
    await until(workbench, id, { state: 'running' });
    await setUpFleet({ ...fleet.options, people: [], workers: [], remove: ['alice'] });
    fleet.reloadServer();
    await vi.waitFor(
      () => {
        expect(workbench.fleet.status()?.problem).toMatchObject({ code: 'fleet.refused' });
        expect(worker.refused).toEqual(['alice: fleet.refused']);
      },
      { timeout: 20_000 },
    );
    await setUpFleet({ ...fleet.options, people: [], workers: [], remove: ['alice', 'box'] });
    fleet.reloadServer();
    expect(codeOf(await worker.done.catch((error: unknown) => error))).toBe('fleet.refused');
    expect(existsSync(join(dataDir, 'fleet.json'))).toBe(true);
    expect(seed).toMatch(/^SU/);
    expect(contentOf(dataDir)).not.toContain(seed);
  }, 60_000);

  it('lead to a sentence about a certificate that has expired', async () => {
    const fleet = await aFleet();
    const { private: key, cert: certificate } = await generate([{ name: 'commonName', value: 'localhost' }], {
      ...{ keyType: 'ec', algorithm: 'sha256' },
      notBeforeDate: new Date('2020-01-01'),
      notAfterDate: new Date('2021-01-01'),
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
      ],
    });
    await fleet.killServer();
    writeFileSync(join(fleet.folder, 'server.pem'), certificate);
    writeFileSync(join(fleet.folder, 'server.key'), key);
    await fleet.startServer();
    const error = await connected({ ...alice(fleet), certificate }).catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe('fleet.certificate');
    expect((error as WorkbenchError).problem.message).toMatch(
      /^The certificate of the server .* has expired\.$/,
    );
  }, 30_000);
});
