import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, expect, it, vi } from 'vitest';
import { connectWindow } from './electron';

const router = { models: { list: os.handler(() => []) } };

/** A page with a preload script that hands it the port, and the other end of that port. */
function openPage(): EventTarget {
  const page = Object.assign(new EventTarget(), {
    location: { origin: 'workbench://app' },
    postMessage(message: unknown) {
      // Seen by the page itself, too: without a port it is no answer.
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

it('talks over the port it is given, until the page goes', async () => {
  const page = openPage();
  const transport = await connectWindow();
  const { api } = transport;
  expect(transport.kind).toBe('window');
  transport.onConnection((state) => {
    expect(state).toBe('connected');
  });
  expect(await api.models.list()).toEqual([]);

  const commands: string[] = [];
  const leave = transport.onCommand((command) => commands.push(command));
  const send = (data: unknown, source: unknown = page) =>
    page.dispatchEvent(Object.assign(new Event('message'), { data, source }));
  send({ type: 'workbench:command', command: 'new-run' });
  send({ type: 'workbench:command', command: 'format-disk' });
  send({ type: 'other', command: 'import' });
  send({ type: 'workbench:command', command: 'import' }, {});
  leave();
  send({ type: 'workbench:command', command: 'compare' });
  expect(commands).toEqual(['new-run']);

  page.dispatchEvent(new Event('pagehide'));
  await expect(api.models.list()).rejects.toThrow('closed');
});
