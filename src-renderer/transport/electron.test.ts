import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, expect, it, vi } from 'vitest';
import type { WindowCommand } from '../../src-main/contract/window-command';
import { connectWindow } from './electron';

const router = { models: { list: os.handler(() => []) } };

/** A page with a preload script that passes the port to it, and the other end of that port. */
function openPage(): EventTarget {
  const page = Object.assign(new EventTarget(), {
    location: { origin: 'workbench://app' },
    postMessage(message: unknown) {
      // The page itself also receives this message: without a port it is not an answer.
      post(message, []);
      const { port1, port2 } = new MessageChannel();
      new RPCHandler(router).upgrade(port1, { context: {} });
      port1.start();
      setTimeout(() => {
        post('something else', [new MessageChannel().port1]);
        post(message, [port2]);
      });
    },
  });
  const post = (data: unknown, ports: unknown[]) =>
    page.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: page }));
  vi.stubGlobal('window', page);
  return page;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('communicates over the given port, until the page is closed', async () => {
  const page = openPage();
  const transport = await connectWindow();
  const { api } = transport;
  expect(transport.kind).toBe('window');
  transport.onConnection((state) => {
    expect(state).toBe('connected');
  });
  expect(await api.models.list()).toEqual([]);

  const commands: WindowCommand[] = [];
  const leave = transport.onCommand((command) => commands.push(command));
  const send = (data: unknown, source: unknown = page) =>
    page.dispatchEvent(Object.assign(new Event('message'), { data, source }));
  send({ type: 'workbench:command', command: 'new-run' });
  send({ type: 'workbench:command', command: { name: 'open-run', id: 3 } });
  send({ type: 'workbench:command', command: { name: 'open-run', id: '../3' } });
  send({ type: 'workbench:command', command: 'format-disk' });
  send({ type: 'other', command: 'import' });
  send({ type: 'workbench:command', command: 'import' }, {});
  leave();
  send({ type: 'workbench:command', command: 'compare' });
  expect(commands).toEqual(['new-run', { name: 'open-run', id: 3 }]);

  page.dispatchEvent(new Event('pagehide'));
  await expect(api.models.list()).rejects.toThrow('closed');
});
