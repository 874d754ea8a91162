import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { workbenchFixture } from '../../testing/workbench-fixture';
import { startClient } from '../../testing/client';
import { seedRuns } from '../../testing/long-run';
import type { Workbench } from '../../core/workbench';
import { rpcSockets } from './rpc-socket';
import { serveLoopback, type LoopbackServer } from '../node/server';

const fixture = workbenchFixture();
/** Long enough for a busy machine. */
const PATIENT = { timeout: 20_000 };
let workbench: Workbench;
let server: LoopbackServer;
let headers: { cookie: string; origin: string };
let logged: string[];

beforeEach(async () => {
  workbench = await fixture.open();
  server = await serveLoopback({
    port: 0,
    rendererDirectory: fixture.dataDir,
    files: workbench.files,
    onSocket: rpcSockets({ current: () => workbench }),
  });
  const { headers: given } = await fetch(server.newAddress(), { redirect: 'manual' });
  const cookie = (given.get('set-cookie') ?? '').split(';')[0] ?? '';
  headers = { cookie, origin: `http://127.0.0.1:${String(server.port)}` };
  logged = [];
  const record = (text: unknown) => {
    logged.push(String(text));
    return true;
  };
  vi.spyOn(process.stderr, 'write').mockImplementation(record);
  vi.spyOn(console, 'error').mockImplementation(record);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

async function opened(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}/rpc`, { headers });
  await new Promise((resolve) => socket.on('open', resolve));
  return socket;
}

/** The answer to one request, sent as the page sends it. */
function ask(socket: WebSocket, path: string, input: unknown): Promise<{ s?: number; b: unknown }> {
  const id = randomBytes(4).toString('hex');
  return new Promise((resolve) => {
    socket.on('message', (data: Buffer) => {
      const { i, p } = JSON.parse(data.toString()) as { i: string; p: { s?: number; b: unknown } };
      if (i === id) resolve(p);
    });
    socket.send(JSON.stringify({ i: id, p: { u: path, b: { json: input } } }));
  });
}

describe('a connection', () => {
  it('answers calls, and reports problems with their message', async () => {
    const socket = await opened();
    expect(await ask(socket, '/runs/list', {})).toMatchObject({ b: { json: [] } });
    const refused = await ask(socket, '/runs/get', { id: 7 });
    expect(refused).toMatchObject({ s: 422, b: { json: { data: { message: 'There is no run 7.' } } } });
    socket.close();
  });

  it('ends the process that drew for it when it closes', async () => {
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.checkpoint(1);
    const socket = await opened();
    const drawing = ask(socket, '/runs/draw', { id: run.id, label: null, count: 1, seed: 1 });
    const session = await vi.waitFor(() => {
      const found = fixture.fake.trainers.find(({ posted }) => posted.some(({ type }) => type === 'draw'));
      if (found === undefined) throw new Error('Nobody was asked to draw.');
      return found;
    }, PATIENT);
    session.send({ type: 'drawn', step: 1, sheet: null, bytes: new Uint8Array(0) });
    expect(await drawing).toMatchObject({ b: { json: { step: 1 } } });
    expect(session.killed).toBe(false);
    socket.close();
    await vi.waitFor(() => {
      expect(session.killed).toBe(true);
    }, PATIENT);
  });

  it('sends a stream no faster than its client reads', async () => {
    await workbench.close();
    const [id = 0] = seedRuns(fixture.dataDir, [300_000]);
    workbench = await fixture.open();
    const { runs } = workbench;
    const watch = runs.watch.bind(runs);
    let batches = 0;
    vi.spyOn(runs, 'watch').mockImplementation(async function* (...given) {
      for await (const batch of watch(...given)) {
        batches++;
        yield batch;
      }
    });
    const slow = await serveLoopback({
      port: 0,
      rendererDirectory: fixture.dataDir,
      files: workbench.files,
      onSocket: rpcSockets({ current: () => workbench }),
    });
    const client = startClient(slow.newAddress());
    try {
      // 300 batches of 200 KB in all; the system's buffers between the two hold only a few of them.
      await client.stall(id);
      for (let before = -1; before < batches || batches < 2;) {
        before = batches;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      expect(batches).toBeLessThan(100);
    } finally {
      await client.close();
      await slow.close();
    }
  });

  it('survives unreadable messages, and logs a line for each, without its content', async () => {
    const socket = await opened();
    const frames: (string | Buffer)[] = [
      randomBytes(200),
      'secret\nline two',
      '{}',
      'null',
      '{"i":1}',
      '['.repeat(100_000),
      JSON.stringify({ i: '1', p: null }),
      JSON.stringify({ i: '2', p: { u: 'http://%zz' } }),
    ];
    for (const frame of frames) socket.send(frame);
    expect(await ask(socket, '/runs/list', {})).toMatchObject({ b: { json: [] } });
    expect(logged).toHaveLength(frames.length);
    for (const line of logged) expect(line).toMatch(/^A message that cannot be read: \d+ bytes\n$/);
    socket.close();
  });

  it('ends its streams when the client disconnects', async () => {
    const socket = await opened();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    const watching = vi.spyOn(workbench.runs, 'watch');
    await ask(socket, '/runs/watch', { id: run.id });
    const signal = watching.mock.calls[0]?.[2];
    expect(signal?.aborted).toBe(false);
    socket.close();
    await vi.waitFor(() => {
      expect(signal?.aborted).toBe(true);
    });
    expect(logged).toEqual([]);
  });
});

describe('an aborted upload', () => {
  it('is logged as one line, and leaves no file', async () => {
    const { cookie, origin } = headers;
    for (let i = 0; i < 3; i++) {
      await new Promise<void>((resolve) => {
        const client = connect(server.port, '127.0.0.1', () => {
          const host = `127.0.0.1:${String(server.port)}`;
          client.write(
            `POST /files/uploads?name=a HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n` +
              'Content-Length: 1000\r\n\r\nabc',
          );
          setTimeout(() => client.destroy(), 20);
        });
        client.on('close', () => {
          resolve();
        });
      });
    }
    await vi.waitFor(() => {
      expect(logged).toHaveLength(3);
    });
    for (const line of logged) expect(line).toMatch(/^An upload was broken off: \w+\n$/);
    await vi.waitFor(() => {
      expect(readdirSync(join(fixture.dataDir, 'uploads'))).toEqual([]);
    });
  });
});
