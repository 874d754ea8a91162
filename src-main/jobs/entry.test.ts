import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
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
