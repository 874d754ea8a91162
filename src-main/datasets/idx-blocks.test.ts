import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeIdxHeader, encodeIdxImages, encodeIdxLabels } from './idx';
import type { IdxHeader } from './idx';
import { idxBlocks } from './idx-blocks';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-limited-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
function file(bytes: Uint8Array): string {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return path;
}

async function readAll(path: string, name: string): Promise<{ header: IdxHeader | null; data: Buffer }> {
  let header: IdxHeader | null = null;
  const parts: Uint8Array[] = [];
  for await (const block of idxBlocks(path, name)) {
    ({ header } = block);
    parts.push(block.data.slice());
  }
  return { header, data: Buffer.concat(parts) };
}

/** More than two blocks of 1 MiB, and not a multiple of one. */
const large = { count: 3001, height: 28, width: 28 };
const images = { ...large, images: Uint8Array.from({ length: 3001 * 784 }, (_, i) => (i * 31) % 251) };
const refused = (code: string, message: RegExp) => ({
  problem: expect.objectContaining({
    code: expect.stringMatching(new RegExp(`^dataset\\.${code}(\\.|$)`)) as string,
    message: expect.stringMatching(message) as string,
  }) as object,
});

describe.each([
  ['plain', (bytes: Uint8Array) => bytes],
  ['gzip', (bytes: Uint8Array) => gzipSync(bytes)],
])('reading %s files', (_, wrap) => {
  it('yields all items', async () => {
    const { header, data } = await readAll(file(wrap(encodeIdxImages(images))), 'digits');
    expect(header).toMatchObject({ kind: 'images', ...large });
    expect(Buffer.compare(data, images.images)).toBe(0);
  });

  it.each([1, 7, 8, 9, 200])('yields %i labels', async (count) => {
    const labels = Uint8Array.from({ length: count }, (_value, i) => i);
    const { header, data } = await readAll(file(wrap(encodeIdxLabels(labels))), 'labels');
    expect(header).toMatchObject({ kind: 'labels', count });
    expect(Uint8Array.from(data)).toEqual(labels);
  });

  it('refuses a file that is shorter or longer than declared', async () => {
    const bytes = encodeIdxImages(images);
    await expect(readAll(file(wrap(bytes.subarray(0, 999_999))), 'digits')).rejects.toMatchObject(
      refused('truncated', /^digits is cut off.*2.352.800 bytes.*ends after 999.999 bytes/),
    );
    await expect(
      readAll(file(wrap(Buffer.concat([bytes, Buffer.alloc(1)]))), 'digits'),
    ).rejects.toMatchObject(
      refused('trailing-bytes', /^digits goes on for some bytes after the 3.001 images of 28×28/),
    );
    await expect(readAll(file(wrap(bytes.subarray(0, 10))), 'digits')).rejects.toMatchObject(
      refused('truncated', /inside its header, after 10 bytes/),
    );
    await expect(readAll(file(wrap(new Uint8Array(0))), 'digits')).rejects.toMatchObject(
      refused('truncated', /only 0 bytes/),
    );
  });

  it('refuses a file that is not IDX', async () => {
    await expect(readAll(file(wrap(Buffer.from('Not found, sorry'))), 'digits')).rejects.toMatchObject(
      refused('not-idx', /begins with 0x4e6f7420/),
    );
  });
});

describe('reading gzip files', () => {
  it('refuses a file that inflates past what it declares, without inflating it', async () => {
    const member = gzipSync(Buffer.alloc(16 * 1024 * 1024), { level: 1 });
    const declared = gzipSync(
      encodeIdxImages({ images: new Uint8Array(784), count: 1, height: 28, width: 28 }),
    );
    const path = file(Buffer.concat([declared, ...Array.from({ length: 640 }, () => member)]));
    const before = process.memoryUsage().arrayBuffers;
    const started = performance.now();
    await expect(readAll(path, 'bomb')).rejects.toMatchObject(refused('trailing-bytes', /^bomb goes on/));
    // It would inflate to 10 GiB, which takes tens of seconds.
    expect(performance.now() - started).toBeLessThan(2000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('refuses a header that declares more than can be held, before reserving it', async () => {
    const path = file(gzipSync(encodeIdxHeader([2_000_000, 512, 512])));
    await expect(readAll(path, 'bomb')).rejects.toMatchObject(refused('too-large', /524.288.000.000 bytes/));
  });

  it('distinguishes a truncated gzip from a damaged one', async () => {
    const whole = gzipSync(encodeIdxImages(images));
    await expect(readAll(file(whole.subarray(0, 4000)), 'digits')).rejects.toMatchObject(
      refused('gzip', /its end is missing/),
    );
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 100, 200);
    await expect(readAll(file(damaged), 'digits')).rejects.toMatchObject(refused('gzip', /it is damaged/));
  });
});

it('reports a missing file', async () => {
  await expect(readAll(join(folder, 'gone'), 'digits')).rejects.toMatchObject(
    refused('unreadable', /cannot be read: it is not there\.$/),
  );
});
