import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { protocol, session } from '../../testing/fake-electron';
import type { Bytes } from '../common/answer';
import { declareScheme, serveScheme } from './scheme';

vi.mock('electron', () => import('../../testing/fake-electron'));

const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-scheme-'));
writeFileSync(join(folder, 'index.html'), '<title>Workbench</title>');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let uploads: string[];
let made: string[];
beforeEach(() => {
  uploads = [];
  made = [];
});
/** A file in parts, which records the parts that are created and where the stream is cancelled. */
async function* parts(): AsyncGenerator<Uint8Array> {
  try {
    for (const part of ['a,', 'b\n', '1,2\n']) {
      made.push(part);
      yield new TextEncoder().encode(part);
    }
  } finally {
    made.push('end');
  }
}
const site = {
  rendererDirectory: folder,
  files: {
    get: async (path: string) =>
      path === '/files/a.csv' ? { bytes: parts() as Bytes, mediaType: 'text/csv' } : null,
    latent: async (path: string, chunks: AsyncIterable<Uint8Array>) =>
      path.startsWith('/files/runs/1/')
        ? { bytes: Buffer.from(`${await text(chunks)}!`), mediaType: 'application/octet-stream' }
        : null,
    receiveUpload: async (name: string, chunks: AsyncIterable<Uint8Array>) => {
      uploads.push(`${name}: ${await text(chunks)}`);
      return 'u1';
    },
  },
};

it('is declared as a standard scheme with its own origin, which allows fetch', () => {
  declareScheme();
  expect(protocol.calls).toEqual([
    [
      'registerSchemesAsPrivileged',
      [{ scheme: 'workbench', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ],
  ]);
});

describe('the scheme of the window', () => {
  const fetched = (url: string, options: RequestInit & { duplex?: 'half' } = {}) => {
    serveScheme(site);
    return protocol.handler!(new Request(url, options));
  };

  it('serves the page with its policy, and files in parts, as they are read', async () => {
    const page = await fetched('workbench://app/');
    expect([page.status, await page.text()]).toEqual([200, '<title>Workbench</title>']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const file = await fetched('workbench://app/files/a.csv');
    expect(file.headers.get('content-type')).toBe('text/csv');
    expect(made).not.toContain('1,2\n');
    expect(await file.text()).toBe('a,b\n1,2\n');
    expect(made.at(-1)).toBe('end');
  });

  it('stops creating a file when its reader cancels', async () => {
    const file = await fetched('workbench://app/files/a.csv');
    const reader = file.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(made).toContain('end');
    expect(made).not.toContain('1,2\n');
  });

  it('answers HEAD without creating a body, and refuses other hosts', async () => {
    const head = await fetched('workbench://app/files/a.csv', { method: 'HEAD' });
    expect([head.status, await head.text(), made]).toEqual([200, '', []]);
    expect((await fetched('workbench://app/', { method: 'HEAD' })).status).toBe(200);
    for (const url of ['workbench://other/', 'workbench://other/files/a.csv'])
      expect((await fetched(url)).status, url).toBe(404);
  });

  it('accepts an upload, with or without a body', async () => {
    const url = 'workbench://app/files/uploads?name=a.csv';
    const answer = await fetched(url, { method: 'POST', body: 'a,b' });
    expect([answer.status, await answer.text()]).toEqual([200, '{"uploadId":"u1"}\n']);
    await fetched(url, { method: 'POST' });
    expect(uploads).toEqual(['a.csv: a,b', 'a.csv: ']);
  });
});

it('answers the values of a latent space', async () => {
  serveScheme(site);
  const send = (url: string) => protocol.handler!(new Request(url, { method: 'POST', body: 'values' }));
  const answered = await send('workbench://app/files/runs/1/latent/5/average');
  expect([answered.status, await answered.text()]).toEqual([200, 'values!']);
  expect((await send('workbench://app/files/runs/2/latent/5/average')).status).toBe(404);
});

describe('the scheme in an Electron before 25', () => {
  interface Reply {
    statusCode: number;
    headers: Record<string, string>;
    mimeType: string;
    data: AsyncIterable<Uint8Array>;
  }
  async function asked(request: { method: string; url: string; uploadData?: object[] }) {
    const { handle } = protocol;
    protocol.handle = undefined;
    serveScheme(site);
    protocol.handle = handle;
    const reply = await new Promise<Reply>((resolve) => {
      protocol.streamHandler!(request, (given) => {
        resolve(given as Reply);
      });
    });
    return { ...reply, text: await text(reply.data) };
  }

  it('serves page and files', async () => {
    const page = await asked({ method: 'GET', url: 'workbench://app/' });
    expect(page).toMatchObject({ statusCode: 200, text: '<title>Workbench</title>' });
    expect(page.mimeType).toBe(page.headers['content-type']);
    const file = await asked({ method: 'GET', url: 'workbench://app/files/a.csv' });
    expect(file).toMatchObject({ statusCode: 200, mimeType: 'text/csv', text: 'a,b\n1,2\n' });
    expect((await asked({ method: 'GET', url: 'workbench://other/' })).statusCode).toBe(404);
  });

  it('accepts an upload from memory, from a file, and from parts of both', async () => {
    session.defaultSession.blobs.set('b1', Buffer.from('blob '));
    writeFileSync(join(folder, 'given.csv'), 'file ');
    const url = 'workbench://app/files/uploads?name=a';
    const uploadData = [
      { blobUUID: 'b1' },
      { file: join(folder, 'given.csv') },
      { bytes: Buffer.from('bytes') },
    ];
    expect((await asked({ method: 'POST', url, uploadData })).text).toBe('{"uploadId":"u1"}\n');
    await asked({ method: 'POST', url });
    expect(uploads).toEqual(['a: blob file bytes', 'a: ']);
  });
});
