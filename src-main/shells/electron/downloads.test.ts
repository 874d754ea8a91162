import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BrowserWindow } from 'electron';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { app, dialog, session, windows } from '../../testing/fake-electron';
import { askWhereToSave } from './downloads';

vi.mock('electron', () => import('../../testing/fake-electron'));
const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-downloads-'));
app.setPath('downloads', folder);
let owner: BrowserWindow | undefined = new BrowserWindow();
askWhereToSave(() => owner);
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  dialog.calls.length = 0;
});

/** A download that Electron has started, by its file name. */
function begun(name: string) {
  const item = Object.assign(new EventEmitter(), {
    path: '',
    isCancelled: false,
    setSavePath: (path: string) => (item.path = path),
    getFilename: () => name,
    cancel: () => (item.isCancelled = true),
    /** Completes it, with its text in the file. */
    end(state: string, text = '') {
      writeFileSync(item.path, text);
      item.emit('done', {}, state);
    },
  });
  session.defaultSession.emit('will-download', {}, item);
  return item;
}

it('fetches a file while it asks, and moves it to the chosen place', async () => {
  const target = join(folder, 'mine.csv');
  writeFileSync(target, 'older');
  dialog.answers = [Promise.resolve({ canceled: false, filePath: target })];
  const item = begun('run-1-metrics.csv');
  expect(dialog.calls).toEqual([
    [
      'showSaveDialog',
      windows[0],
      {
        defaultPath: join(folder, 'run-1-metrics.csv'),
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      },
    ],
  ]);
  item.end('completed', 'a,b');
  await vi.waitFor(() => {
    expect(readFileSync(target, 'utf8')).toBe('a,b');
    expect(existsSync(dirname(item.path))).toBe(false);
  });
  expect(readdirSync(folder)).toEqual(['mine.csv']);
});

it('asks without a window, and without a filter for a name without an extension', () => {
  owner = undefined;
  dialog.answers = [Promise.resolve({ canceled: true })];
  begun('weights');
  expect(dialog.calls).toEqual([['showSaveDialog', { defaultPath: join(folder, 'weights') }]]);
});

it.each([{ canceled: true, filePath: '/x' }, { canceled: false }, { canceled: false, filePath: '' }])(
  'cancels the download if no place is chosen: %o',
  async (answer) => {
    dialog.answers = [Promise.resolve(answer)];
    const item = begun('a.csv');
    await vi.waitFor(() => {
      expect([item.isCancelled, existsSync(dirname(item.path))]).toEqual([true, false]);
    });
    expect(dialog.calls.some(([name]) => name === 'showErrorBox')).toBe(false);
  },
);

it('reports what was not saved, and why', async () => {
  dialog.answers = [Promise.resolve({ canceled: false, filePath: join(folder, 'b.csv') })];
  const item = begun('b.csv');
  item.end('interrupted');
  await vi.waitFor(() => {
    expect(dialog.calls.at(-1)).toEqual([
      'showErrorBox',
      'b.csv was not saved',
      'fetching it ended as interrupted\n\nChoose another folder and try again.',
    ]);
    expect(existsSync(dirname(item.path))).toBe(false);
  });
  expect(existsSync(join(folder, 'b.csv'))).toBe(false);
});
