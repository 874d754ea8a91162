import { BrowserWindow } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { ipcMain, windows } from '../../testing/fake-electron';
import { APP_URL } from './app-page';
import { openPageChannel } from './page-channel';

vi.mock('electron', () => import('../../testing/fake-electron'));
beforeEach(() => {
  ipcMain.removeAllListeners();
});

function opened() {
  const themes: string[] = [];
  const channel = openPageChannel(new BrowserWindow().webContents, {
    onTheme: (theme) => themes.push(theme),
    openDataFolder: () => themes.push('folder'),
  });
  const contents = windows.at(-1)!.webContents;
  const says = (message: string, payload?: unknown, senderFrame: object = { url: APP_URL, parent: null }) =>
    ipcMain.emit(message, { sender: contents, senderFrame }, payload);
  return { channel, contents, says, themes };
}

it('holds commands back until the page takes them, again after a reload', () => {
  const { channel, contents, says } = opened();
  channel.send('import');
  channel.send({ name: 'open-run', id: 3 });
  expect(contents.calls).toEqual([]);
  says('workbench:ready', undefined, { url: 'https://evil.example/', parent: null });
  says('workbench:ready', undefined, { url: APP_URL, parent: {} });
  expect(contents.calls).toEqual([]);
  says('workbench:ready');
  expect(contents.calls).toEqual([
    ['send', 'workbench:command', 'import'],
    ['send', 'workbench:command', { name: 'open-run', id: 3 }],
  ]);
  channel.send('compare');
  expect(contents.calls.at(-1)).toEqual(['send', 'workbench:command', 'compare']);
  contents.emit('did-start-navigation', {}, `${APP_URL}#/runs`, true);
  channel.send('keys');
  expect(contents.calls.at(-1)).toEqual(['send', 'workbench:command', 'keys']);
  contents.emit('did-start-navigation', {}, APP_URL, false);
  channel.send('export');
  expect(contents.calls.at(-1)).toEqual(['send', 'workbench:command', 'keys']);
  says('workbench:ready');
  expect(contents.calls.at(-1)).toEqual(['send', 'workbench:command', 'export']);
});

it('opens the data folder for the page only', () => {
  const { says, themes } = opened();
  says('workbench:open-folder', undefined, { url: 'https://evil.example/', parent: null });
  expect(themes).toEqual([]);
  says('workbench:open-folder');
  expect(themes).toEqual(['folder']);
});

it('takes the theme from the page only, and only a known one', () => {
  const { says, themes } = opened();
  says('workbench:theme', 'dark');
  says('workbench:theme', 'pink');
  says('workbench:theme', 'light', { url: 'https://evil.example/', parent: null });
  ipcMain.emit('workbench:theme', { sender: {}, senderFrame: { url: APP_URL, parent: null } }, 'light');
  expect(themes).toEqual(['dark']);
});
