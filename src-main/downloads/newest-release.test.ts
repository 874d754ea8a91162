import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { version } from '../../package.json';
import { startFileServer, type FileServer } from '../testing/file-server';
import { newestRelease } from './newest-release';

const RELEASE = {
  program: 'latent-workbench',
  version: '0.2.0',
  date: '2026-12-01',
  page: 'https://example.org/0.2.0',
};
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const publicText = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64');

let server: FileServer;
let directory: string;
beforeEach(async () => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'])
    vi.stubEnv(name, undefined);
  server = await startFileServer();
  directory = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A statement as it lies on a server. */
function statement(release: object, { key = privateKey, signed = release } = {}): Buffer {
  const bytes = (about: object) => Buffer.from(JSON.stringify(about));
  const signature = sign(null, bytes(signed), key).toString('base64');
  return Buffer.from(JSON.stringify({ release: bytes(release).toString('base64'), signature }));
}

function asked(key = publicText(publicKey), url = `${server.url}release.json`) {
  const limits = { idleMs: 2000, retryMs: 1 };
  return newestRelease({ url, key }, new AbortController().signal, limits);
}

const refused = (code: string, why?: unknown) => ({
  problem: expect.objectContaining({
    code,
    ...(why !== undefined && { params: expect.objectContaining({ why }) as object }),
  }) as object,
});

it('is what the publisher signed', async () => {
  server.files.set('release.json', statement(RELEASE));
  expect(await asked()).toEqual(RELEASE);
});

it('is read from what npm run release writes', async () => {
  const [key, out] = [join(directory, 'key.pem'), join(directory, 'release.json')];
  const release = (...words: string[]) =>
    execFileSync(process.execPath, ['scripts/packaging/release.mjs', ...words], { encoding: 'utf8' });
  const printed = release('--new-key', key).trim();
  release('--key', key, '--page', RELEASE.page, '--date', RELEASE.date, '--out', out);
  server.files.set('release.json', readFileSync(out));
  expect(await asked(printed)).toEqual({ ...RELEASE, version });
});

it.each([
  ['signed by someone else', statement(RELEASE, { key: generateKeyPairSync('ed25519').privateKey })],
  ['with a signature of something else', statement(RELEASE, { signed: { ...RELEASE, version: '0.1.0' } })],
  ['of another program', statement({ ...RELEASE, program: 'other' })],
  ['with a version that is none', statement({ ...RELEASE, version: 'new' })],
  ['with a page that is not on the web', statement({ ...RELEASE, page: 'file:///etc/passwd' })],
  ['that is no JSON', Buffer.from('<html>')],
  ['that is cut off', statement(RELEASE).subarray(0, 100)],
  ['that is larger than any', Buffer.concat([statement(RELEASE), Buffer.alloc(40_000, ' ')])],
])('is not believed if it is a statement %s', async (_, bytes) => {
  server.files.set('release.json', bytes);
  await expect(asked()).rejects.toMatchObject(refused('release.not-signed'));
});

it('cannot be asked for where the server has no statement, is away, or redirects to somewhere unsafe', async () => {
  await expect(asked()).rejects.toMatchObject(refused('release.not-asked', 'gone'));
  server.once('release.json', (_, response) => {
    response.writeHead(302, { location: 'http://example.org/release.json' }).end();
  });
  const elsewhere = { code: 'redirects-unsafely', to: 'http://example.org' };
  await expect(asked()).rejects.toMatchObject(refused('release.not-asked', elsewhere));
  server.once('release.json', () => undefined);
  await expect(asked()).rejects.toMatchObject(refused('release.not-asked', 'timeout'));
  const { url } = server;
  await server.close();
  server = await startFileServer();
  await expect(asked(undefined, `${url}release.json`)).rejects.toMatchObject(
    refused('release.not-asked', 'refuses'),
  );
});
