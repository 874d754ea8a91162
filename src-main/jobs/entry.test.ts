import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ImportOptionsSchema } from '../contract/dataset';
import { datasetFiles } from '../datasets/files';
import { startFileServer } from '../testing/file-server';
import type { HostMessage, JobMessage } from './protocol';

/** The host's end of the channel, and what happens right after a folder was renamed. */
const host = vi.hoisted(() => ({
  send: (_message: HostMessage): void => undefined,
  onMessage: (_message: JobMessage): void => undefined,
  ended: (): void => undefined,
  renamed: (): void => undefined,
}));
vi.mock('./channel', () => ({
  connectToHost(receive: typeof host.send) {
    host.send = receive;
    return {
      post: (message: JobMessage) => {
        host.onMessage(message);
      },
      close: () => {
        host.ended();
      },
    };
  },
}));
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof FileSystem>();
  return {
    ...actual,
    async rename(from: string, to: string) {
      await actual.rename(from, to);
      host.renamed();
    },
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entry-'));
  vi.resetModules();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const stop = () => {
  host.send({ type: 'stop' });
};

it.each([
  ['completed', 'when the files are there already', { onProgress: () => undefined, renamed: stop }],
  ['stopped', 'midway', { onProgress: stop, renamed: () => undefined }],
])('reports the outcome %s of a dataset that is stopped %s', async (outcome, _, { onProgress, renamed }) => {
  const posted: JobMessage[] = [];
  host.renamed = renamed;
  host.onMessage = (message) => {
    posted.push(message);
    if (message.type === 'progress') onProgress();
  };
  const directory = join(folder, 'ring-8');
  await import('./entry');
  await new Promise<void>((resolve) => {
    host.ended = resolve;
    host.send({ type: 'generate', datasetId: 'ring-8', directory });
  });
  expect(posted.at(-1)).toMatchObject({ type: 'finished', outcome });
  expect(existsSync(datasetFiles(directory).test.items)).toBe(outcome === 'completed');
});

/** Sends `messages` one after another. @returns what the process posts until it closes its channel */
async function answersTo(...messages: readonly HostMessage[]): Promise<JobMessage[]> {
  const posted: JobMessage[] = [];
  host.renamed = () => undefined;
  host.onMessage = (message) => {
    posted.push(message);
  };
  await import('./entry');
  await new Promise<void>((resolve) => {
    host.ended = resolve;
    for (const message of messages) host.send(message);
  });
  return posted;
}

it('reports why a task failed, and prints nothing about a problem that a user can solve', async () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const directory = join(folder, 'none');
  const posted = await answersTo({ type: 'generate', datasetId: 'none', directory });
  expect(posted.at(-1)).toMatchObject({ type: 'failed', problem: { code: 'dataset.unknown.built-in' } });
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

it('prints the stack of a defect', async () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const posted = await answersTo({ type: 'train', task: {} as never });
  expect(posted.at(-1)).toMatchObject({ type: 'failed', problem: { code: 'internal' } });
  expect(printed.mock.calls.map(([text]) => text).join('')).toMatch(/^TypeError: .*\n +at /m);
  printed.mockRestore();
});

it('performs one task: a second one is not started', async () => {
  const posted = await answersTo(
    { type: 'generate', datasetId: 'ring-8', directory: join(folder, 'first') },
    { type: 'generate', datasetId: 'ring-8', directory: join(folder, 'second') },
  );
  expect(posted.filter(({ type }) => type === 'finished')).toHaveLength(1);
  expect(existsSync(join(folder, 'second'))).toBe(false);
});

it('downloads files, and reports how much has arrived and from which host', async () => {
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  const bytes = Buffer.alloc(1000, 'x');
  const server = await startFileServer([['points.csv', bytes]]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const posted = await answersTo({
    type: 'download',
    request: {
      name: 'Points',
      homepage: 'https://example.org/',
      mirrors: [server.url],
      files: [{ name: 'points.csv', importedAs: 'points.csv', bytes: 1000, sha256 }],
      directory: folder,
    },
  });
  await server.close();
  vi.unstubAllEnvs();
  expect(posted.at(-2)).toEqual({ type: 'received', bytes: 1000, host: new URL(server.url).host });
  expect(posted.at(-1)).toEqual({ type: 'finished', outcome: 'completed', step: 0, problem: null });
});

it('reports its engine', async () => {
  const posted = await answersTo({ type: 'probe' });
  expect(posted.at(-1)).toMatchObject({ type: 'probed', engine: { mode: 'compiled' } });
});

it('loads the engine ahead of its task, which says what is wrong with the device', async () => {
  const posted = await answersTo(
    { type: 'load-engine', device: 'gpu:7' },
    { type: 'train', task: { config: { device: 'gpu:7' } } as never },
  );
  expect(posted).toMatchObject([{ type: 'failed', problem: { code: 'engine.no-gpu' } }]);
});

it('answers one inspection of files after another', async () => {
  const posted: JobMessage[] = [];
  host.onMessage = (message) => {
    posted.push(message);
  };
  const path = join(folder, 'points.csv');
  writeFileSync(path, 'x,y\n' + '1,2\n3,4\n'.repeat(20));
  await import('./entry');
  const inspect = {
    type: 'inspect',
    files: [{ name: 'points.csv', path }],
    options: ImportOptionsSchema.parse({}),
  } as const;
  host.send(inspect);
  host.send(inspect);
  await vi.waitFor(() => expect(posted.filter(({ type }) => type === 'inspected')).toHaveLength(2));
});
