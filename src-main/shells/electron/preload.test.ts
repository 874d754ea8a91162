import { expect, it, vi } from 'vitest';
import { ipcRenderer } from '../../testing/fake-electron';

vi.mock('electron', () => import('../../testing/fake-electron'));

const CONNECT = 'workbench:connect';

it('passes on what the page may say, the port that answers its request, and commands', async () => {
  const posted: unknown[][] = [];
  const page = Object.assign(new EventTarget(), {
    location: { origin: 'workbench://app' },
    postMessage: (...given: unknown[]) => posted.push(given),
  });
  vi.stubGlobal('window', page);
  await import('./preload');
  const message = (data: unknown, source: unknown = page, ports: object[] = []) =>
    page.dispatchEvent(Object.assign(new Event('message'), { data, source, ports }));
  message(CONNECT);
  expect(ipcRenderer.calls).toEqual([['send', CONNECT]]);
  message('workbench:other');
  message(CONNECT, {});
  // The main process's answer, which the page receives.
  message(CONNECT, page, [{}]);
  expect(ipcRenderer.calls).toHaveLength(1);
  message('workbench:ready');
  message('workbench:open-folder');
  message({ type: 'workbench:theme', choice: 'dark' });
  message({ type: 'workbench:theme', choice: 'light' }, {});
  message({ type: 'workbench:other' });
  message(null);
  expect(ipcRenderer.calls.slice(1)).toEqual([
    ['send', 'workbench:ready'],
    ['send', 'workbench:open-folder'],
    ['send', 'workbench:theme', 'dark'],
  ]);

  const ports = [{}];
  ipcRenderer.emit(CONNECT, { ports });
  expect(posted).toEqual([[CONNECT, 'workbench://app', ports]]);

  ipcRenderer.emit('workbench:command', {}, 'new-run');
  expect(posted.at(-1)).toEqual([{ type: 'workbench:command', command: 'new-run' }, 'workbench://app']);
  vi.unstubAllGlobals();
});
