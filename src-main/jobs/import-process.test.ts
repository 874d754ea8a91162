import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi, type MockInstance } from 'vitest';
import { ImportOptionsSchema } from '../contract/dataset';
import * as sessions from '../datasets/import-session';
import { serveImport } from './import-process';
import type { JobMessage } from './protocol';

const OPTIONS = ImportOptionsSchema.parse({});
let folder: string;
let posted: JobMessage[];
const close = vi.fn();
let printed: MockInstance<typeof process.stderr.write>;
const channel = {
  post: (message: JobMessage) => {
    posted.push(message);
  },
  close,
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-process-'));
  posted = [];
  close.mockClear();
  printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.useFakeTimers({ toFake: ['setInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const table = (name: string, rows: number) => {
  const path = join(folder, name);
  writeFileSync(
    path,
    'x,y\n' + Array.from({ length: rows }, (_, i) => `${String(i)},${String(2 * i)}\n`).join(''),
  );
  return { name, path };
};
const answers = () => posted.filter(({ type }) => type !== 'progress' && type !== 'alive');
const answered = (count: number) => vi.waitFor(() => expect(answers()).toHaveLength(count));

it('answers one task after another, in their order', async () => {
  const imports = serveImport(channel);
  imports.perform({ type: 'inspect', files: [table('first.csv', 40)], options: OPTIONS });
  imports.perform({
    type: 'inspect',
    files: [{ name: 'none.csv', path: join(folder, 'none.csv') }],
    options: OPTIONS,
  });
  imports.perform({ type: 'inspect', files: [table('second.csv', 60)], options: OPTIONS });
  await answered(3);
  const [first, missing, second] = answers();
  expect(first).toMatchObject({ type: 'inspected', result: { facts: { kind: 'points' } } });
  expect(missing).toMatchObject({ type: 'failed' });
  expect(second).toMatchObject({ type: 'inspected' });
});

it('prints the details of a defect, which its message does not contain, and continues', async () => {
  const inspect = vi.fn().mockRejectedValueOnce(new RangeError('index 7 is out of range'));
  inspect.mockResolvedValueOnce({});
  vi.spyOn(sessions, 'importSession').mockReturnValue({ inspect, write: vi.fn() });
  const imports = serveImport(channel);
  imports.perform({ type: 'inspect', files: [], options: OPTIONS });
  imports.perform({ type: 'inspect', files: [], options: OPTIONS });
  await answered(2);
  expect(answers()).toMatchObject([{ type: 'failed', problem: { code: 'internal' } }, { type: 'inspected' }]);
  expect(printed.mock.calls).toHaveLength(1);
  expect(printed.mock.calls[0]?.[0]).toMatch(/^RangeError: index 7 is out of range\n +at /);
});

it('prints the message of a defect that has no stack', async () => {
  const defect = new Error('no stack');
  delete defect.stack;
  vi.spyOn(sessions, 'importSession').mockReturnValue({
    inspect: () => Promise.reject(defect),
    write: vi.fn(),
  });
  serveImport(channel).perform({ type: 'inspect', files: [], options: OPTIONS });
  await answered(1);
  expect(printed.mock.calls).toEqual([['no stack\n']]);
});

it('reports twice a second that it is alive, until it uses too much memory', () => {
  const memory = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(1024 ** 3);
  serveImport(channel);
  vi.advanceTimersByTime(1000);
  expect(posted).toEqual([{ type: 'alive' }, { type: 'alive' }]);
  expect(close).not.toHaveBeenCalled();
  memory.mockReturnValue(1024 ** 3 + 1);
  vi.advanceTimersByTime(500);
  expect(posted.at(-1)).toMatchObject({
    type: 'failed',
    problem: { message: /more than 1024 MB of memory/ },
  });
  expect(close).toHaveBeenCalledOnce();
});

it('stops running and waiting imports', async () => {
  const signals: AbortSignal[] = [];
  const write = vi.fn((_request: unknown, _directory: string, { signal }: { signal?: AbortSignal }) => {
    if (signal !== undefined) signals.push(signal);
    return Promise.resolve(signal?.aborted !== true);
  });
  vi.spyOn(sessions, 'importSession').mockReturnValue({ inspect: vi.fn(), write });
  const imports = serveImport(channel);
  const request = {} as never;
  imports.perform({ type: 'import', request, directory: folder });
  await answered(1);
  expect(answers()).toMatchObject([{ type: 'finished', outcome: 'completed' }]);
  imports.perform({ type: 'import', request, directory: folder });
  imports.perform({ type: 'import', request, directory: folder });
  imports.stop();
  await answered(3);
  expect(answers().slice(1)).toMatchObject([{ outcome: 'stopped' }, { outcome: 'stopped' }]);
  expect(signals[0]?.aborted).toBe(false);
});
