import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startFileServer, type FileServer, type Handler } from '../testing/file-server';
import { READY_FOLDER } from '../datasets/published';
import { downloadDataset, type DownloadRequest, type DownloadWatched } from './download';

const FILE = randomBytes(300_000);
const NAME = 'images.gz';
/** A long timeout for tests that are not about timeouts, so that slow machines do not exceed it. */
const PATIENT = { idleMs: 20_000, retryMs: 1 };
const IMPATIENT = { idleMs: 1000, retryMs: 1 };

let directory: string;
let server: FileServer;
const servers: FileServer[] = [];

beforeEach(async () => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'])
    vi.stubEnv(name, undefined);
  directory = mkdtempSync(join(tmpdir(), 'download-'));
  server = await started([NAME, FILE]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const each of servers.splice(0)) await each.close();
  rmSync(directory, { recursive: true, force: true });
});

async function started(...files: (readonly [string, Uint8Array])[]): Promise<FileServer> {
  const each = await startFileServer(files);
  servers.push(each);
  return each;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const wanted = (bytes: Uint8Array) => ({ bytes: bytes.length, sha256: sha256(bytes) });
const request = (mirrors = [server.url]): DownloadRequest => ({
  name: 'Set',
  homepage: 'https://example.org/set',
  mirrors,
  files: [{ name: NAME, importedAs: `set-${NAME}`, ...wanted(FILE) }],
  directory,
});
const download = (mirrors?: string[], limits = PATIENT, watched?: DownloadWatched) =>
  downloadDataset(request(mirrors), watched, limits);
const arrived = () => readFileSync(join(directory, READY_FOLDER, `set-${NAME}`));
const part = () => join(directory, READY_FOLDER, `set-${NAME}.part`);
const problem = (code: string, message: RegExp) => ({
  problem: expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as object,
});
const ranges = (of = server) => of.asked.map(({ range }) => range);

async function buffersOf(stream: AsyncIterable<unknown>): Promise<Buffer[]> {
  const buffers: Buffer[] = [];
  for await (const buffer of stream) buffers.push(buffer as Buffer);
  return buffers;
}

/** Breaks the connection once `byte` bytes have arrived. */
function brokenAt(byte: number, then: () => void = () => undefined): (received: number) => void {
  server.stallAt(NAME, byte);
  let isBroken = false;
  return (received) => {
    if (isBroken || received < byte) return;
    isBroken = true;
    then();
    server.drop();
  };
}

/** Stops the download once `byte` bytes have arrived. @returns whether it was complete */
async function stoppedAt(byte: number): Promise<boolean> {
  const stop = new AbortController();
  const onProgress = (received: number) => {
    if (received >= byte) stop.abort();
  };
  server.stallAt(NAME, byte);
  return download(undefined, PATIENT, { signal: stop.signal, onProgress });
}

it('downloads a file, reports progress, and leaves no other files', async () => {
  const seen: number[] = [];
  const onProgress = (received: number, host: string) => {
    expect(`http://${host}/`).toBe(server.url);
    seen.push(received);
  };
  expect(await download(undefined, PATIENT, { onProgress })).toBe(true);
  expect(arrived().equals(FILE)).toBe(true);
  expect(seen[0]).toBe(0);
  expect(seen.at(-1)).toBe(FILE.length);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(readdirSync(join(directory, READY_FOLDER))).toEqual([`set-${NAME}`]);
});

it('does not request a complete file again', async () => {
  await download();
  await download();
  expect(server.asked).toHaveLength(1);
});

it('continues after a broken connection, with If-Range', async () => {
  await download(undefined, PATIENT, { onProgress: brokenAt(100_000) });
  expect(server.asked).toHaveLength(2);
  expect(server.asked[1]).toMatchObject({ range: 'bytes=100000-', ifRange: '"1"' });
  expect(arrived().equals(FILE)).toBe(true);
});

it('leaves a partial file when stopped, and continues it later', async () => {
  expect(await stoppedAt(120_000)).toBe(false);
  expect(readFileSync(part()).equals(FILE.subarray(0, 120_000))).toBe(true);
  const seen: number[] = [];
  await download(undefined, PATIENT, { onProgress: (received) => seen.push(received) });
  expect(ranges()).toEqual([undefined, 'bytes=120000-']);
  expect(seen[0]).toBe(120_000);
  expect(arrived().equals(FILE)).toBe(true);
});

it('restarts if the server does not support ranges', async () => {
  await stoppedAt(120_000);
  server.ranges = false;
  await download();
  expect(arrived().equals(FILE)).toBe(true);
});

it('restarts if the file has changed', async () => {
  server.files.set(NAME, randomBytes(FILE.length));
  await stoppedAt(120_000);
  server.files.set(NAME, FILE);
  server.etag = '"2"';
  await download();
  expect(server.asked).toHaveLength(2);
  expect(arrived().equals(FILE)).toBe(true);
});

it('restarts if the file has changed on a server without tags', async () => {
  server.etag = null;
  server.files.set(NAME, randomBytes(FILE.length));
  await stoppedAt(120_000);
  server.files.set(NAME, FILE);
  await download();
  expect(ranges()).toEqual([undefined, 'bytes=120000-', undefined]);
  expect(arrived().equals(FILE)).toBe(true);
});

it('continues at another mirror with the part from the first', async () => {
  const other = await started([NAME, FILE]);
  const gone: Handler = (_, response) => void response.writeHead(404).end();
  const onProgress = brokenAt(100_000, () => {
    server.once(NAME, gone);
  });
  await download([server.url, other.url], PATIENT, { onProgress });
  expect(other.asked).toMatchObject([{ range: 'bytes=100000-', ifRange: undefined }]);
  expect(arrived().equals(FILE)).toBe(true);
});

it.each<[string, Handler]>([
  ['does not have it', (_, response) => void response.writeHead(404).end('<h1>not found</h1>')],
  ['gives a page in its place', (_, response) => void response.end('<h1>We have moved</h1>')],
  ['redirects to a page', (_, response) => void response.writeHead(302, { location: '/moved.html' }).end()],
  ['redirects without end', (_, response) => void response.writeHead(302, { location: `/${NAME}` }).end()],
  [
    'redirects to another machine without TLS',
    (_, response) => void response.writeHead(302, { location: 'http://192.0.2.1/' }).end(),
  ],
])('uses the second mirror if the first %s', async (_, handler) => {
  const other = await started([NAME, FILE]);
  const always: Handler = (asked, response) => {
    server.once(NAME, always);
    handler(asked, response);
  };
  server.once(NAME, always);
  await download([server.url, other.url]);
  expect(arrived().equals(FILE)).toBe(true);
  expect(other.asked).toHaveLength(1);
});

it('follows a redirect', async () => {
  server.files.set('elsewhere', FILE);
  server.once(NAME, (_, response) => void response.writeHead(301, { location: '/elsewhere' }).end());
  await download();
  expect(arrived().equals(FILE)).toBe(true);
});

it('rejects a file with a different hash, and deletes it', async () => {
  server.files.set(NAME, randomBytes(FILE.length));
  await expect(download()).rejects.toMatchObject(
    problem(
      'download.failed',
      /^Set cannot be fetched from 127\.0\.0\.1:\d+ \(its file is not the one that was published\)\.$/,
    ),
  );
  expect(readdirSync(join(directory, READY_FOLDER))).toEqual([]);
});

it('accepts no more bytes than the file has, whatever the server declares or sends', async () => {
  server.files.set(NAME, Buffer.concat([FILE, FILE]));
  await expect(download()).rejects.toMatchObject(
    problem('download.failed', /not the one that was published/),
  );
  expect(existsSync(part())).toBe(false);
  server.once(NAME, (_, response) => {
    response.writeHead(200, { 'transfer-encoding': 'chunked' });
    response.write(FILE);
    response.end(FILE);
  });
  await expect(download()).rejects.toMatchObject(
    problem('download.failed', /not the one that was published/),
  );
  expect(readFileSync(part()).length).toBeLessThanOrEqual(FILE.length);
});

it('gives up on a server that repeatedly closes the connection without a byte', async () => {
  const always: Handler = (_, response) => {
    server.once(NAME, always);
    response.destroy();
  };
  server.once(NAME, always);
  await expect(download()).rejects.toMatchObject(problem('download.offline', /the connection broke off/));
  expect(server.asked).toHaveLength(3);
});

it('continues a file that was cut short without a declared length', async () => {
  server.once(NAME, (_, response) => {
    response.writeHead(200, { 'transfer-encoding': 'chunked', etag: '"1"' });
    response.end(FILE.subarray(0, 50_000));
  });
  await download();
  expect(ranges()).toEqual([undefined, 'bytes=50000-']);
  expect(arrived().equals(FILE)).toBe(true);
});

it('continues after a timeout, and gives up after three', async () => {
  server.stallAt(NAME, 50_000);
  await download(undefined, IMPATIENT);
  expect(arrived().equals(FILE)).toBe(true);
  rmSync(directory, { recursive: true });
  const always: Handler = () => {
    server.once(NAME, always);
  };
  server.once(NAME, always);
  await expect(download(undefined, IMPATIENT)).rejects.toMatchObject(
    problem('download.offline', /does not answer in time/),
  );
});

it.each(['no HTTP\r\n\r\n', 'HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n'])(
  'reports a response that is not HTTP: %j',
  async (answer) => {
    const always: Handler = ({ socket }) => {
      server.once(NAME, always);
      socket.end(answer);
    };
    server.once(NAME, always);
    await expect(download()).rejects.toMatchObject(
      problem('download.offline', /does not answer as a web server does/),
    );
  },
);

it('reports a server that does not speak HTTPS', async () => {
  await expect(download([server.url.replace('http:', 'https:')])).rejects.toMatchObject(
    problem('download.offline', /does not speak HTTPS/),
  );
});

it('names each mirror with its reason, and the manual alternative, if there is no connection', async () => {
  await server.close();
  servers.length = 0;
  const error: unknown = await download([server.url, 'https://mirror.invalid/set/']).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject(
    problem(
      'download.offline',
      /^Set cannot be fetched from 127\.0\.0\.1:\d+ \(it refuses the connection\), nor from mirror\.invalid \(.+\)\.$/,
    ),
  );
  expect(error).toMatchObject({
    problem: { advice: expect.stringMatching(/example\.org\/set.*with Import/) as string },
  });
});

it('reports a runtime that cannot download', async () => {
  const { versions } = process;
  vi.spyOn(process, 'versions', 'get').mockReturnValue({ ...versions, node: '16.17.1' });
  await expect(download()).rejects.toMatchObject(problem('download.unsupported', /too old/));
  expect(server.asked).toHaveLength(0);
  vi.restoreAllMocks();
});

it('uses the proxy of the environment, unless NO_PROXY names the host', async () => {
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', ({ url }, socket, head: Buffer) => {
    tunnels.push(url ?? '');
    const [host, port] = (url ?? '').split(':');
    const to = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      to.write(head);
      to.pipe(socket).pipe(to);
    });
    for (const end of [to, socket]) end.on('error', () => undefined);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${String(port)}`);
  try {
    await download();
    expect(tunnels).toEqual([new URL(server.url).host]);
    rmSync(directory, { recursive: true });
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    await download();
    expect(tunnels).toHaveLength(1);
    expect(arrived().equals(FILE)).toBe(true);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

it('reports a proxy that refuses, or is not a valid address', async () => {
  const proxy = createServer().on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`);
  await expect(download(['https://mirror.invalid/'])).rejects.toMatchObject(
    problem('download.offline', /proxy does not let it through/),
  );
  proxy.closeAllConnections();
  proxy.close();
  vi.stubEnv('HTTPS_PROXY', 'proxy of the house');
  await expect(download(['https://mirror.invalid/'])).rejects.toMatchObject(
    problem('download.offline', /HTTPS_PROXY/),
  );
});

it.each([
  ['zip', () => Promise.resolve(Buffer.from(zipSync({ 'in/a.bin': FILE, 'in/b.bin': new Uint8Array(9) })))],
  [
    'tar.gz',
    async () => {
      const tar = pack();
      tar.entry({ name: 'in/b.bin' }, Buffer.alloc(9));
      tar.entry({ name: 'in/a.bin' }, FILE);
      tar.finalize();
      return gzipSync(Buffer.concat(await buffersOf(tar)));
    },
  ],
] as const)('unpacks the requested members of a %s', async (ending, archive) => {
  const bytes = await archive();
  const name = `set.${ending}`;
  server.files.set(name, bytes);
  const of = (members: string[]) =>
    downloadDataset({ ...request(), files: [{ name, members, ...wanted(bytes) }] }, {}, PATIENT);
  expect(await of(['in/a.bin'])).toBe(true);
  expect(readdirSync(join(directory, READY_FOLDER))).toEqual(['a.bin']);
  expect(readFileSync(join(directory, READY_FOLDER, 'a.bin')).equals(FILE)).toBe(true);
  await expect(of(['in/c.bin'])).rejects.toMatchObject(
    problem('download.incomplete', /does not hold in\/c\.bin/),
  );
});
