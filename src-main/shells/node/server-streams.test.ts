import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../contract/error';
import { serveLoopback, type LoopbackServer } from './server';

const PART = 64 * 1024;

let server: LoopbackServer;
let cookie: string;
/** Behaviour and progress of the only stream among the files. */
let parts: () => AsyncGenerator<Uint8Array, void, void>;
let made = 0;
let ended = false;

async function* counted(): AsyncGenerator<Uint8Array, void, void> {
  try {
    for await (const part of parts()) {
      made++;
      yield part;
    }
  } finally {
    ended = true;
  }
}

function open(method = 'GET'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { cookie };
    httpRequest({ host: '127.0.0.1', port: server.port, path: '/files/x', method, headers }, resolve)
      .on('error', reject)
      .end();
  });
}

/** @returns null if the connection was aborted */
async function bodyOf(response: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

beforeAll(async () => {
  server = await serveLoopback({
    rendererDirectory: '/nowhere',
    port: 0,
    onSocket: () => undefined,
    files: {
      get: async () => ({ bytes: counted(), mediaType: 'text/csv', fileName: 'x.csv' }),
      latent: async () => null,
      receiveUpload: async () => '',
    },
  });
  const address = new URL(server.newAddress());
  const { headers } = await new Promise<IncomingMessage>((resolve) => {
    httpRequest(
      { host: '127.0.0.1', port: server.port, path: address.pathname + address.search },
      resolve,
    ).end();
  });
  cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});
afterEach(() => {
  made = 0;
  ended = false;
  vi.restoreAllMocks();
});
afterAll(() => server.close());

describe('a file in parts', () => {
  it('arrives whole and in order, without empty parts', async () => {
    parts = async function* () {
      for (let i = 0; i < 100; i++) {
        yield new Uint8Array(0);
        yield new Uint8Array(PART).fill(i);
      }
    };
    const response = await open();
    expect([response.statusCode, response.headers['content-length']]).toEqual([200, undefined]);
    const body = await bodyOf(response);
    expect(body?.length).toBe(100 * PART);
    expect(body?.every((byte, at) => byte === Math.floor(at / PART))).toBe(true);
    expect(ended).toBe(true);
  });

  it('may be empty', async () => {
    parts = async function* () {};
    expect(await bodyOf(await open())).toEqual(Buffer.alloc(0));
  });

  it('is created no faster than a slow client reads', async () => {
    parts = async function* () {
      for (let i = 0; i < 2000; i++) yield new Uint8Array(PART);
    };
    const response = await open();
    response.pause();
    await sleep(300);
    // The system's buffers between the two, and a few parts; not all of the 128 MB.
    expect(made * PART).toBeLessThan(16 * 1024 * 1024);
    response.destroy();
    await vi.waitFor(() => expect(ended).toBe(true));
    expect(made).toBeLessThan(2000);
  });

  it('is not started for a HEAD request', async () => {
    parts = async function* () {
      yield new Uint8Array(1);
    };
    const response = await open('HEAD');
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/csv']);
    expect(await bodyOf(response)).toEqual(Buffer.alloc(0));
    expect(made).toBe(0);
  });

  it('ends when its client disconnects, also before its first part', async () => {
    parts = async function* () {
      for (;;) {
        await sleep(1);
        yield new Uint8Array(0);
      }
    };
    const request = httpRequest({
      host: '127.0.0.1',
      port: server.port,
      path: '/files/x',
      headers: { cookie },
    });
    request.on('error', () => undefined);
    request.end();
    await vi.waitFor(() => expect(made).toBeGreaterThan(3));
    request.destroy();
    await vi.waitFor(() => expect(ended).toBe(true));
  });
});

describe('a file that fails', () => {
  const problem = { code: 'run.unknown', message: 'There is no run 7.', advice: 'List the runs.' };

  it('before its first part is answered with its problem', async () => {
    parts = async function* () {
      yield new Uint8Array(0);
      throw new WorkbenchError(problem);
    };
    const response = await open();
    expect(response.statusCode).toBe(404);
    expect(JSON.parse(String(await bodyOf(response)))).toEqual(problem);
    expect(ended).toBe(true);
  });

  it('later aborts the connection, so that a part is not mistaken for the whole', async () => {
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    parts = async function* () {
      yield new Uint8Array(PART);
      await sleep(20);
      throw new TypeError('something inside');
    };
    expect(await bodyOf(await open())).toBeNull();
    await vi.waitFor(() => expect(log.mock.calls.join()).toContain('something inside'));
  });
});
