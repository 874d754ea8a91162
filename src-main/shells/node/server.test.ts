import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WorkbenchError } from '../../contract/error';
import { serveLoopback, type LoopbackServer } from './server';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const root = mkdtempSync(join(tmpdir(), 'loopback-'));
const rendererDirectory = join(root, 'renderer');
const uploads: { name: string; bytes: number }[] = [];
let server: LoopbackServer;
let cookie: string;
let origin: string;

/** Used in place of `fetch`, which would forbid the Host and Origin headers tested here, and normalise the paths. */
function send(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: server.port, path, method, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function signIn(): Promise<string> {
  const address = new URL(server.newAddress());
  const { headers } = await send(address.pathname + address.search);
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

/** The status of a refused upgrade, or 101. */
function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}${path}`, { headers });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(101);
      socket.close();
    });
    socket.on('error', reject);
  });
}

beforeAll(async () => {
  mkdirSync(join(rendererDirectory, 'assets'), { recursive: true });
  writeFileSync(join(rendererDirectory, 'index.html'), '<!doctype html><title>Workbench</title>');
  writeFileSync(join(rendererDirectory, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(root, 'secret.txt'), 'secret');
  symlinkSync(join(root, 'secret.txt'), join(rendererDirectory, 'link.txt'));
  server = await serveLoopback({
    rendererDirectory,
    port: 0,
    onSocket: (socket) => {
      socket.on('message', (data) => {
        socket.send(data);
      });
    },
    files: {
      get: (path) =>
        Promise.resolve(
          path === '/files/runs/1/metrics.csv?x=1'
            ? { bytes: Buffer.from('a,b'), mediaType: 'text/csv', fileName: 'Ünï "1".csv' }
            : null,
        ),
      latent: async (path, chunks) => {
        const parts: Uint8Array[] = [];
        for await (const chunk of chunks) parts.push(chunk);
        return path.startsWith('/files/runs/1/')
          ? { bytes: Buffer.concat(parts).reverse(), mediaType: 'application/octet-stream' }
          : null;
      },
      receiveUpload: async (name, chunks) => {
        if (name === 'bad') {
          throw new WorkbenchError({
            code: 'dataset.truncated',
            message: 'It ends too early.',
            advice: 'Copy it again.',
          });
        }
        if (name === 'defect') throw new TypeError('/home/somebody');
        let bytes = 0;
        for await (const chunk of chunks) bytes += chunk.byteLength;
        uploads.push({ name, bytes });
        return `u${String(uploads.length)}`;
      },
    },
  });
  origin = `http://127.0.0.1:${String(server.port)}`;
  cookie = await signIn();
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

describe('access', () => {
  it('exchanges the printed token once for a cookie that scripts and other sites cannot use', async () => {
    const address = new URL(server.newAddress());
    expect(address.origin).toBe(origin);
    const first = await send(address.pathname + address.search);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const second = await send(address.pathname + address.search);
    expect(second.status).toBe(401);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect((await send(address.pathname + address.search, { cookie })).status).toBe(303);
  });

  it('refuses requests with a wrong token or none, with a message', async () => {
    for (const path of [
      '/',
      '/?token=wrong',
      '/?token=',
      '/assets/app-1a2b.js',
      '/files/runs/1/metrics.csv?x=1',
    ]) {
      const { status, headers, text } = await send(path);
      expect(status, path).toBe(401);
      expect(headers['content-type']).toContain('text/plain');
      expect(text).toContain('address that was printed');
    }
    const [name, value = ''] = cookie.split('=');
    for (const near of [
      `${cookie}x`,
      `${String(name)}=`,
      `${String(name)}=${value.slice(0, 20)}`,
      `x${cookie}`,
      `${String(name)}0=${value}`,
      value,
    ])
      expect((await send('/', { cookie: near })).status, near).toBe(401);
  });

  it('is available on this machine only', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address);
    // On Linux all of 127/8 refers to this machine.
    const inside = process.platform === 'linux' ? ['127.0.0.2'] : [];
    for (const host of [...inside, ...outside]) {
      const refused = new Promise((resolve, reject) => {
        connect(server.port, host, () => {
          reject(new Error(`It listens on ${host}.`));
        }).on('error', resolve);
      });
      expect(await refused, host).toBeInstanceOf(Error);
    }
  });

  it('allows further tabs that have the cookie', async () => {
    const page = await send('/', { cookie: `other=1; ${cookie}` });
    expect(page.status).toBe(200);
    expect(page.text).toContain('<title>Workbench');
  });

  it('refuses any other Host, even with the cookie', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${String(server.port)}`,
      '127.0.0.1',
      `[::1]:${String(server.port)}`,
      `evil.localhost:${String(server.port)}`,
      `localhost.evil.example:${String(server.port)}`,
      `x127.0.0.1:${String(server.port)}`,
      `127.0.0.1:${String(server.port)}0`,
      `user@127.0.0.1:${String(server.port)}`,
    ]) {
      expect((await send('/', { cookie, host })).status, host).toBe(403);
    }
    expect((await send('/', { cookie, host: `localhost:${String(server.port)}` })).status).toBe(200);
  });
});

describe('pages', () => {
  it('are sent with a policy and a type', async () => {
    const { headers } = await send('/', { cookie });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain(`ws://127.0.0.1:${String(server.port)}`);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['content-type']).toContain('text/html');
    const script = await send('/assets/app-1a2b.js', { cookie });
    expect(script.headers['content-type']).toContain('text/javascript');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  it('never contain files outside the renderer', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/link.txt',
      '/%00',
      '/%',
      '//etc/passwd',
      '/assets',
    ];
    for (const path of paths) {
      const { status, text } = await send(path, { cookie });
      expect([400, 404], path).toContain(status);
      expect(text).not.toContain('secret\n');
    }
  });

  it('are read-only', async () => {
    const posted = await send('/', { cookie, origin }, 'POST');
    expect(posted.status).toBe(405);
    expect(posted.headers.allow).toBe('GET, HEAD');
    expect((await send('/', { cookie }, 'HEAD')).text).toBe('');
  });
});

describe('files', () => {
  it('are sent with their name and without an origin', async () => {
    const { status, headers, text } = await send('/files/runs/1/metrics.csv?x=1', { cookie });
    expect([status, text, headers['content-type']]).toEqual([200, 'a,b', 'text/csv']);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="_n_ _1_.csv"; filename*=UTF-8''%C3%9Cn%C3%AF%20%221%22.csv`,
    );
    expect(headers['content-security-policy']).toContain('sandbox');
    expect((await send('/files/none', { cookie })).status).toBe(404);
  });

  it('can be uploaded from the workbench’s own page only', async () => {
    const body = Buffer.alloc(300_000);
    const path = '/files/uploads?name=train%20images.gz';
    expect((await send(path, { cookie, origin: 'http://evil.example' }, 'POST', body)).status).toBe(403);
    expect((await send(path, { cookie, origin: 'null' }, 'POST', body)).status).toBe(403);
    expect((await send(path, { cookie, origin: `${origin}.evil.example` }, 'POST', body)).status).toBe(403);
    expect((await send(path, { cookie }, 'POST', body)).status).toBe(403);
    expect((await send(path, { origin }, 'POST', body)).status).toBe(401);
    expect(uploads).toEqual([]);
    const taken = await send(path, { cookie, origin }, 'POST', body);
    expect([taken.status, taken.text]).toEqual([200, '{"uploadId":"u1"}\n']);
    expect(uploads).toEqual([{ name: 'train images.gz', bytes: 300_000 }]);
    expect((await send('/files/uploads', { cookie, origin }, 'POST', body)).status).toBe(400);
    expect((await send(path, { cookie })).status).toBe(405);
  });

  it('include the values of a latent space, for the workbench’s own page only', async () => {
    const path = '/files/runs/1/latent/5/average?request=x';
    const body = Buffer.from('abc');
    expect((await send(path, { cookie }, 'POST', body)).status).toBe(403);
    const answered = await send(path, { cookie, origin }, 'POST', body);
    expect([answered.status, answered.text]).toEqual([200, 'cba']);
    expect(answered.headers['content-type']).toBe('application/octet-stream');
    const other = await send('/files/runs/2/latent/5/average', { cookie, origin }, 'POST', body);
    expect(other.status).toBe(404);
    expect((await send('/files/runs/1/metrics.csv?x=1', { cookie, origin }, 'POST', body)).status).toBe(405);
  });

  it('that are refused report why; defects hide their details', async () => {
    const bad = await send('/files/uploads?name=bad', { cookie, origin }, 'POST', Buffer.from('x'));
    expect([bad.status, JSON.parse(bad.text)]).toEqual([
      422,
      { code: 'dataset.truncated', message: 'It ends too early.', advice: 'Copy it again.' },
    ]);
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const defect = await send('/files/uploads?name=defect', { cookie, origin }, 'POST', Buffer.from('x'));
    expect(defect.status).toBe(500);
    expect(defect.text).not.toContain('somebody');
    expect(log.mock.calls.join()).toContain('somebody');
    log.mockRestore();
  });
});

describe('the socket', () => {
  it('opens only for the workbench’s own page with the cookie', async () => {
    expect(await upgrade('/rpc', { cookie, origin })).toBe(101);
    expect(await upgrade('/rpc', { origin })).toBe(401);
    expect(await upgrade('/rpc', { cookie })).toBe(403);
    expect(await upgrade('/rpc', { cookie, origin: 'null' })).toBe(403);
    expect(await upgrade('/rpc', { cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await upgrade('/rpc', { cookie, origin: `https://127.0.0.1:${String(server.port)}` })).toBe(403);
    expect(await upgrade('/rpc', { cookie, origin: 'http://evil.example', host: 'evil.example' })).toBe(403);
    expect(await upgrade('/other', { cookie, origin })).toBe(404);
  });

  it('survives a client that disconnects while it is refused', async () => {
    const request = 'GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    for (let i = 0; i < 20; i++)
      await new Promise<void>((resolve) => {
        const client = connect(server.port, '127.0.0.1', () => {
          client.write(request, () => client.resetAndDestroy());
        });
        client.on('error', () => undefined);
        client.on('close', () => {
          resolve();
        });
      });
    expect(await upgrade('/other', { cookie, origin })).toBe(404);
  });

  it('ends a connection that no longer answers, and no other', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const opened = async (autoPong: boolean) => {
      const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}/rpc`, {
        headers: { cookie, origin },
        autoPong,
      });
      let pings = 0;
      socket.on('ping', () => pings++);
      const closed = new Promise<number>((resolve) => socket.on('close', resolve));
      await new Promise((resolve) => socket.on('open', resolve));
      return { socket, closed, pings: (count: number) => vi.waitFor(() => expect(pings).toBe(count)) };
    };
    const [alive, dead] = [await opened(true), await opened(false)];
    const echo = () =>
      new Promise((resolve) => {
        alive.socket.once('message', resolve);
        alive.socket.send('x');
      });
    vi.advanceTimersByTime(30_000);
    await Promise.all([alive.pings(1), dead.pings(1)]);
    // Its answer to the ping has arrived once the answer to a later message has.
    await echo();
    vi.advanceTimersByTime(30_000);
    expect(await dead.closed).toBe(1006);
    await alive.pings(2);
    await echo();
    vi.advanceTimersByTime(30_000);
    await alive.pings(3);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
    alive.socket.close();
    await alive.closed;
    await vi.waitFor(() => {
      expect(vi.getTimerCount()).toBe(0);
    });
    vi.useRealTimers();
  });

  it('closes on a message beyond the limit', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}/rpc`, {
      headers: { cookie, origin },
    });
    const code = await new Promise<number>((resolve) => {
      socket.on('error', () => undefined);
      socket.on('open', () => {
        socket.send(Buffer.alloc(2_000_000));
      });
      socket.on('close', resolve);
    });
    expect(code).toBe(1009);
  });
});
