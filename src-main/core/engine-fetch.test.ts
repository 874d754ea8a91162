import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineFetch } from '../contract/engine-fetch';
import { refusal, type WorkbenchError } from '../contract/error';
import { downloadDataset } from '../downloads/download';
import { startFileServer, type FileServer } from '../testing/file-server';
import { workbenchFixture } from '../testing/workbench-fixture';
import type { EngineSource } from './engine-fetch';
import type { JobHost } from './job-host';
import { TENSORFLOW_WHEELS } from './tensorflow-wheel';
import { openWorkbench, type Workbench } from './workbench';

const NAMES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const CODE = randomBytes(400_000);
const WHEEL = Buffer.from(
  zipSync({
    'tensorflow/__init__.py': CODE.subarray(0, 9),
    ...Object.fromEntries(NAMES.map((name) => [`tensorflow/${name}`, CODE])),
  }),
);
const sha256 = createHash('sha256').update(WHEEL).digest('hex');

const fixture = workbenchFixture();
let server: FileServer;
let workbench: Workbench;
beforeEach(async () => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'])
    vi.stubEnv(name, undefined);
  server = await startFileServer([['tf.whl', WHEEL]]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await workbench.close();
  await server.close();
});

/** Downloads in this process, as the job does. */
const host: JobHost = {
  spawn() {
    const stop = new AbortController();
    let send: (message: never) => void = () => undefined;
    const post = (message: object) => {
      send(message as never);
    };
    return {
      post: (task) => {
        if (task.type === 'stop') stop.abort();
        if (task.type !== 'download') return;
        const onProgress = (bytes: number, from: string) => {
          post({ type: 'received', bytes, host: from });
        };
        downloadDataset(task.request, { signal: stop.signal, onProgress }, { idleMs: 2000, retryMs: 1 }).then(
          (isThere) => {
            post({ type: 'finished', outcome: isThere ? 'completed' : 'stopped', step: 0, problem: null });
          },
          (error: unknown) => {
            post({ type: 'failed', problem: (error as WorkbenchError).problem });
          },
        );
      },
      onMessage: (listener) => {
        send = listener;
      },
      onExit: () => undefined,
      kill: () => undefined,
    };
  },
};

const folder = () => join(fixture.dataDir, 'cache', 'libraries');
async function opened(
  changed: Partial<EngineSource['file']> = {},
  locate: EngineSource['locate'] = () => Promise.resolve(server.url),
) {
  const members = NAMES.map((name) => `tensorflow/${name}`);
  const file = { name: 'tf.whl', bytes: WHEEL.length, sha256, members, ...changed };
  workbench = await openWorkbench({
    ...fixture.options(),
    jobHost: host,
    engineSource: { file, folder: folder(), locate },
  });
  const seen: EngineFetch[] = [];
  workbench.events.subscribe((event) => {
    if (event.type === 'engine-fetch') seen.push(event.fetch);
  });
  return { seen, fetch: workbench.engineFetch };
}
const ended = (seen: EngineFetch[]) =>
  vi.waitFor(
    () => {
      const last = seen.at(-1);
      if (last === undefined || last.state === 'fetching' || last.state === 'unpacking')
        throw new Error('It goes on.');
      return last;
    },
    { timeout: 20_000 },
  );

it('is fetched, checked and unpacked, once, when asked', async () => {
  const { seen, fetch } = await opened();
  expect(fetch.status()).toEqual({
    state: 'absent',
    receivedBytes: 0,
    totalBytes: WHEEL.length,
    problem: null,
  });
  expect(server.asked).toEqual([]);
  expect(fetch.start().state).toBe('fetching');
  expect(fetch.start().state).toBe('fetching');
  expect((await ended(seen)).state).toBe('ready');
  expect(seen.map(({ state }) => state)).toContain('unpacking');
  for (const name of NAMES) expect(readFileSync(join(folder(), name)).equals(CODE)).toBe(true);
  expect(existsSync(`${folder()}.download`)).toBe(false);
  expect(server.asked).toHaveLength(1);
  expect(fetch.start().state).toBe('ready');
});

it('is cancelled, and goes on where it was', async () => {
  const { seen, fetch } = await opened();
  server.stallAt('tf.whl', 200_000);
  fetch.start();
  await vi.waitFor(() => {
    expect(fetch.status().receivedBytes).toBeGreaterThan(0);
  });
  const stopped = await fetch.stop();
  expect(stopped).toMatchObject({ state: 'absent', problem: null });
  expect(stopped.receivedBytes).toBeGreaterThan(0);
  expect(existsSync(folder())).toBe(false);
  server.asked.length = 0;
  expect(fetch.start().receivedBytes).toBe(stopped.receivedBytes);
  expect((await ended(seen)).state).toBe('ready');
  expect(server.asked[0]?.range).toBe(`bytes=${String(stopped.receivedBytes)}-`);
});

it.each([
  ['a wrong hash', { sha256: '0'.repeat(64) }, 'failed', /not the one that was published/],
  ['a file of another length', { bytes: WHEEL.length + 1 }, 'failed', /./],
  ['a missing file', { name: 'none.whl' }, 'failed', /./],
  ['no network', {}, 'offline', /Connect to the network/],
] as const)(
  'says what happened after %s, and leaves nothing that would be loaded',
  async (_what, changed, kind, text) => {
    const { seen, fetch } = await opened(
      changed,
      kind === 'offline' ? () => Promise.resolve('http://127.0.0.1:9/') : undefined,
    );
    fetch.start();
    const { state, problem } = await ended(seen);
    expect(state).toBe('absent');
    expect(problem?.code).toBe('engine.not-fetched');
    expect(problem?.params).toMatchObject({ kind });
    expect(`${problem!.message} ${problem!.advice}`).toMatch(text);
    expect(existsSync(folder())).toBe(false);
  },
);

it('says why it is not known where it lies, and asks again', async () => {
  let isKnown = false;
  const { seen, fetch } = await opened({}, () =>
    isKnown
      ? Promise.resolve(server.url)
      : Promise.reject(refusal('engine.not-fetched', { kind: 'no-pip', tried: [], why: 'no-pip' })),
  );
  fetch.start();
  const { state, problem } = await ended(seen);
  expect([state, problem?.code]).toEqual(['absent', 'engine.not-fetched']);
  expect(problem?.message).toContain('Python 3 with pip');
  isKnown = true;
  fetch.start();
  expect((await ended(seen)).state).toBe('ready');
});

it('goes on after a connection that breaks off', async () => {
  const { seen, fetch } = await opened();
  server.once('tf.whl', (_request, response) => {
    response.writeHead(200, { 'content-length': WHEEL.length });
    response.write(WHEEL.subarray(0, 100_000), () => response.destroy());
  });
  fetch.start();
  expect((await ended(seen)).state).toBe('ready');
  expect(server.asked.length).toBeGreaterThan(1);
});

it('is not offered where it lies already, or where this program cannot fetch it', async () => {
  mkdirSync(folder(), { recursive: true });
  const { fetch } = await opened();
  expect(fetch.start().state).toBe('none');
  await workbench.close();
  workbench = await fixture.open();
  expect(workbench.engineFetch.start().state).toBe('none');
});

it('knows the wheel that the set-up knows', () => {
  const requirements = readFileSync(
    join(import.meta.dirname, '../../scripts/setup/requirements-cpu.txt'),
    'utf8',
  );
  const { requirement, file } = TENSORFLOW_WHEELS['linux-x64']!;
  expect(requirements).toContain(`${requirement} `);
  expect(requirements).toContain(file.sha256);
  const [, version = ''] = /tensorflow-cpu==(\S+)/.exec(requirements) ?? [];
  expect(file.name).toContain(`-${version}-`);
});
