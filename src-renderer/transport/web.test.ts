import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { ConnectionState } from './transport';
import { connectBrowser } from './web';

/** A minimal core: one call, and a stream that sends one event and then waits for its end. */
const router = {
  models: { list: os.handler(() => []) },
  system: {
    events: os.handler(async function* ({ signal }) {
      yield { type: 'run-removed', runId: 1 };
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    }),
  },
};

let server: Server;
let sockets: WebSocketServer;
let port = 0;

async function start(): Promise<void> {
  server = createServer();
  sockets = new WebSocketServer({ server, path: '/rpc' });
  const handler = new RPCHandler(router);
  sockets.on('connection', (socket) => void handler.upgrade(socket, { context: {} }));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
}

async function stop(): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
}

beforeEach(async () => {
  port = 0;
  await start();
  vi.stubGlobal('location', { origin: `http://127.0.0.1:${String(port)}` });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await stop();
});

describe('a browser tab', () => {
  it('can call immediately, while its connection is still being opened', async () => {
    const { api, kind } = connectBrowser();
    expect(kind).toBe('browser');
    expect(await api.models.list()).toEqual([]);
  });

  it('reports a broken connection, ends its streams, and reconnects', async () => {
    const transport = connectBrowser();
    const { api } = transport;
    const states: ConnectionState[] = [];
    const leave = transport.onConnection((state) => states.push(state));
    const events = await api.system.events();
    expect((await events.next()).value).toEqual({ type: 'run-removed', runId: 1 });
    const ended = events.next();

    await stop();
    await expect(ended).rejects.toThrow();
    await expect(api.models.list()).rejects.toThrow();
    await vi.waitFor(() => {
      expect(states).toEqual(['connected', 'reconnecting']);
    });

    await start();
    await vi.waitFor(
      () => {
        expect(states).toEqual(['connected', 'reconnecting', 'connected']);
      },
      { timeout: 5000 },
    );
    expect(await api.models.list()).toEqual([]);
    leave();
  });
});
