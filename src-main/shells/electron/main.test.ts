import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../contract/api';
import { openReadOnly } from '../../core/read-only-workbench';
import { writeTinyDataset } from '../../testing/fake-job-host';
import { NEW_RUN } from '../../testing/workbench-fixture';
import type * as Electron from '../../testing/fake-electron';

vi.setConfig({ testTimeout: 60_000 });
/** Long enough for a busy machine. */
const PATIENT = { timeout: 30_000 };

/** A new fake for each start of the app. */
let electron: typeof Electron;
let folder: string;
const { argv } = process;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'unhandledRejection'] as const;
const before = signals.map((signal) => [signal, process.listeners(signal as 'SIGINT')] as const);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latent-workbench-main-'));
  process.argv = ['electron', '.', '--data-dir', join(folder, 'data')];
  vi.resetModules();
  vi.doMock('electron', () => import('../../testing/fake-electron'));
  electron = await import('../../testing/fake-electron');
});
afterEach(() => {
  process.argv = argv;
  for (const [signal, own] of before)
    for (const listener of process.listeners(signal as 'SIGINT'))
      if (!own.includes(listener)) process.off(signal, listener);
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the app. @returns its window, with its page loaded */
async function started() {
  await import('./main');
  return vi.waitFor(() => {
    const window = electron.windows.at(-1);
    if (window?.webContents.url !== 'workbench://app/') throw new Error('There is no window.');
    return window;
  }, PATIENT);
}
const exits = () => electron.app.calls.filter(([name]) => name === 'exit');
const ended = (code: number) =>
  vi.waitFor(() => {
    expect(exits()).toEqual([['exit', code]]);
  }, PATIENT);
/** The page's API: the calls of the core. */
function clientOf({ webContents }: Awaited<ReturnType<typeof started>>): ApiClient {
  let port: MessagePort | undefined;
  const senderFrame = {
    url: webContents.url,
    parent: null,
    postMessage: (_channel: string, _message: unknown, ports: MessagePort[]) => ([port] = ports),
  };
  electron.ipcMain.emit('workbench:connect', { sender: webContents, senderFrame });
  port!.start();
  return createORPCClient(new RPCLink({ port: port! }));
}

/** The job process that received a message of a type, and that message. */
const asked = (type: string) =>
  vi.waitFor(() => {
    for (const job of electron.processes)
      for (const [, message] of job.calls as [string, Record<string, unknown>][])
        if (message['type'] === type) return { job, message };
    throw new Error(`No job was sent ${type}.`);
  }, PATIENT);

it('opens a locked-down window on the data folder, and closes the workbench with it', async () => {
  const window = await started();
  const { app, protocol, session, Menu } = electron;
  expect(app.getPath('userData')).toBe(join(folder, 'data', 'window'));
  expect(protocol.calls).toHaveLength(1);
  expect(protocol.handler).not.toBeNull();
  expect(session.defaultSession.check).not.toBeNull();
  expect(session.defaultSession.listenerCount('will-download')).toBe(1);
  expect(Menu.template.length).toBeGreaterThan(0);
  expect(app.listenerCount('child-process-gone')).toBe(1);
  expect(window.options['webPreferences']).toMatchObject({
    preload: join(import.meta.dirname, '../preload/index.js'),
  });
  await vi.waitFor(() => {
    expect(window.calls).toContainEqual(['setProgressBar', -1, { mode: 'normal' }]);
  });
  expect(await clientOf(window).runs.list({})).toEqual([]);
  const page = await protocol.handler!(new Request('workbench://app/files/none'));
  expect(page.status).toBe(404);

  app.emit('second-instance', {}, [], '/', {});
  expect(window.calls.slice(-2)).toEqual([['show'], ['focus']]);
  window.minimized = true;
  app.emit('second-instance', {}, [], '/', {});
  expect(window.calls.slice(-3)).toEqual([['restore'], ['show'], ['focus']]);

  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  window.close();
  // A second request while it closes has no effect.
  app.emit('will-quit', electron.fakeEvent());
  await ended(0);
  app.emit('second-instance', {}, [], '/', {});
  expect(window.calls.at(-1)).toEqual(['focus']);
  expect(log.mock.calls).toEqual([]);
  expect(readdirSync(join(folder, 'data'))).not.toContain('workbench.sqlite-wal');
});

it('opens what its start and later starts ask for, once the page is ready', async () => {
  process.argv.push('digits.zip', 'latent-workbench://run/7');
  const window = await started();
  const { webContents } = window;
  const { app, ipcMain } = electron;
  const senderFrame = { url: webContents.url, parent: null };
  const sent = () => webContents.calls.filter(([name]) => name === 'send').map(([, , command]) => command);
  expect(sent()).toEqual([]);
  ipcMain.emit('workbench:ready', { sender: webContents, senderFrame });
  const files = {
    name: 'import-files',
    title: 'digits.zip',
    uploadIds: [expect.any(String)],
    areArchives: false,
  };
  expect(sent()).toEqual([{ name: 'open-run', id: 7 }, files]);

  app.emit('second-instance', {}, [], '/', { requested: [{ type: 'run', id: 9 }] });
  app.emit('second-instance', {}, [], '/', { requested: [{ type: 'run', id: 'format' }] });
  const event = electron.fakeEvent();
  app.emit('open-url', event, 'latent-workbench://settings');
  app.emit('open-file', event, '/x/y.png');
  expect(event.isPrevented).toBe(true);
  expect(sent().slice(2)).toEqual([{ name: 'open-run', id: 9 }, 'refuse-link', { ...files, title: 'y.png' }]);
  ipcMain.emit('workbench:theme', { sender: webContents, senderFrame }, 'dark');
  expect(electron.nativeTheme.themeSource).toBe('dark');
  window.close();
  await ended(0);
});

it('passes what it is asked to open on to the window that has the data folder open', async () => {
  process.argv.push('/a/digits.zip');
  electron.app.isFirst = false;
  await import('./main');
  expect(electron.app.passedOn).toEqual({ requested: [{ type: 'files', paths: ['/a/digits.zip'] }] });
});

it('asks before it closes while a run trains, and ends with the session without asking', async () => {
  const window = await started();
  const api = clientOf(window);
  const { id, name } = await api.runs.create(NEW_RUN);
  const generating = await asked('generate');
  expect(generating.job.forked[0]).toBe(join(import.meta.dirname, 'job.js'));
  writeTinyDataset(String(generating.message['directory']));
  const finished = { type: 'finished', outcome: 'completed', step: 0, problem: null };
  generating.job.emit('message', finished);
  generating.job.emit('exit', 0);
  const training = await asked('train');
  electron.dialog.answers = [Promise.resolve({ response: 2 })];
  window.close();
  expect(electron.dialog.calls.at(-1)?.[2]).toMatchObject({ message: `${name} is still training.` });
  await new Promise(setImmediate);
  expect(window.isGone).toBe(false);

  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  process.emit('SIGTERM');
  expect(window.isGone).toBe(true);
  training.job.emit('exit', 0);
  await ended(0);
  const stored = await openReadOnly({
    dataDir: join(folder, 'data'),
    version: '1.2.3',
    electron: null,
    jobHost: { spawn: () => expect.fail() },
  });
  expect(stored.runs.get(id).state).not.toBe('running');
  await stored.close();
});

it('reports why it cannot open, on the terminal and in a window, and ends', async () => {
  writeFileSync(join(folder, 'data'), 'a file');
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await import('./main');
  await ended(1);
  expect(electron.windows).toEqual([]);
  const [[name, box]] = electron.dialog.calls as [[string, { message: string; detail: string }]];
  expect(name).toBe('showMessageBox');
  expect(box).toMatchObject({ type: 'error', title: 'Latent Workbench' });
  expect(box.message).toContain(join(folder, 'data'));
  expect(log.mock.calls.join('')).toContain(`${box.message}\n${box.detail}\n`);
});

it('does not open a data folder that another window has open', async () => {
  electron.app.isFirst = false;
  await import('./main');
  await new Promise(setImmediate);
  expect(electron.app.calls).toEqual([['quit']]);
  expect(electron.windows).toEqual([]);
});

it('continues after an unhandled rejection', async () => {
  const window = await started();
  const listener = process.listeners('unhandledRejection').at(-1)!;
  listener(new Error('stray'), Promise.resolve());
  expect(readFileSync(join(folder, 'data', 'workbench.log'), 'utf8')).toContain('stray');
  window.close();
  await ended(0);
});
