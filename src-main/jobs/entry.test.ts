import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ImportOptionsSchema } from '../contract/dataset';
import { datasetFiles } from '../datasets/files';
import type { HostMessage, JobMessage } from './protocol';

/** The host's end of the channel, and what happens right after a folder was put in its place. */
const host = vi.hoisted(() => ({
  tell: (_message: HostMessage): void => undefined,
  hear: (_message: JobMessage): void => undefined,
  ended: (): void => undefined,
  renamed: (): void => undefined,
}));
vi.mock('./channel', () => ({
  connectToHost(receive: typeof host.tell) {
    host.tell = receive;
    return {
      post: (message: JobMessage) => {
        host.hear(message);
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
  host.tell({ type: 'stop' });
};

it.each([
  ['completed', 'when the files are there already', { hear: () => undefined, renamed: stop }],
  ['stopped', 'midway', { hear: stop, renamed: () => undefined }],
])('reports a dataset as %s that is stopped %s', async (outcome, _, { hear, renamed }) => {
  const heard: JobMessage[] = [];
  host.renamed = renamed;
  host.hear = (message) => {
    heard.push(message);
    if (message.type === 'progress') hear();
  };
  const directory = join(folder, 'ring-8');
  await import('./entry');
  await new Promise<void>((resolve) => {
    host.ended = resolve;
    host.tell({ type: 'generate', datasetId: 'ring-8', directory });
  });
  expect(heard.at(-1)).toMatchObject({ type: 'finished', outcome });
  expect(existsSync(datasetFiles(directory).test.items)).toBe(outcome === 'completed');
});

/** What the process posts until it closes its channel, where `messages` are what the host says, one after another. */
async function answersTo(...messages: readonly HostMessage[]): Promise<JobMessage[]> {
  const heard: JobMessage[] = [];
  host.renamed = () => undefined;
  host.hear = (message) => {
    heard.push(message);
  };
  await import('./entry');
  await new Promise<void>((resolve) => {
    host.ended = resolve;
    for (const message of messages) host.tell(message);
  });
  return heard;
}

it('says why a task failed, and prints nothing of a problem that a person can solve', async () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const directory = join(folder, 'none');
  const heard = await answersTo({ type: 'generate', datasetId: 'none', directory });
  expect(heard.at(-1)).toMatchObject({ type: 'failed', problem: { code: 'dataset.unknown' } });
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

it('prints a defect with where it came from', async () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const heard = await answersTo({ type: 'train', task: {} as never });
  expect(heard.at(-1)).toMatchObject({ type: 'failed', problem: { code: 'internal' } });
  expect(printed.mock.calls.map(([text]) => text).join('')).toMatch(/^TypeError: .*\n +at /m);
  printed.mockRestore();
});

it('does one task: a second one is not begun', async () => {
  const heard = await answersTo(
    { type: 'generate', datasetId: 'ring-8', directory: join(folder, 'first') },
    { type: 'generate', datasetId: 'ring-8', directory: join(folder, 'second') },
  );
  expect(heard.filter(({ type }) => type === 'finished')).toHaveLength(1);
  expect(existsSync(join(folder, 'second'))).toBe(false);
});

it('says what it computes with', async () => {
  const heard = await answersTo({ type: 'probe' });
  expect(heard.at(-1)).toMatchObject({ type: 'probed', engine: { mode: 'compiled' } });
});

it('answers one look into files after another', async () => {
  const heard: JobMessage[] = [];
  host.hear = (message) => {
    heard.push(message);
  };
  const path = join(folder, 'points.csv');
  writeFileSync(path, 'x,y\n' + '1,2\n3,4\n'.repeat(20));
  await import('./entry');
  const inspect = {
    type: 'inspect',
    files: [{ name: 'points.csv', path }],
    options: ImportOptionsSchema.parse({}),
  } as const;
  host.tell(inspect);
  host.tell(inspect);
  await vi.waitFor(() => expect(heard.filter(({ type }) => type === 'inspected')).toHaveLength(2));
});
