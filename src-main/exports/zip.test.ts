import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openZip } from '../datasets/zip';
import { zipped, type ZipEntry } from './zip';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function* entries(count: number): Generator<ZipEntry, void, void> {
  for (let i = 0; i < count; i++)
    yield {
      name: `train/${String(i)}.txt`,
      isCompressible: false,
      parts: [Buffer.from(`content ${String(i)}`)],
    };
}

function written(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-zip-'));
  folders.push(folder);
  const file = join(folder, 'files.zip');
  writeFileSync(file, Buffer.concat([...zipped(entries(count))]));
  return file;
}

/** What Python's `zipfile` finds: the number of files, that of different ones, and the last file, whose checksum it compares. */
const CHECK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    names = archive.namelist()
    print(len(names), len(set(names)), archive.read(names[-1]).decode())
`;

it.each([3, 65_535, 70_001])('packs %d files for other programs', { timeout: 240_000 }, async (count) => {
  const file = written(count);
  const found = execFileSync('python3', ['-c', CHECK, file], { encoding: 'utf8' }).trim();
  expect(found).toBe(`${String(count)} ${String(count)} content ${String(count - 1)}`);
  const zip = await openZip(file, 'files.zip');
  expect(zip.members).toHaveLength(count);
  const last = zip.members.at(-1);
  const parts: Uint8Array[] = [];
  for await (const part of last?.chunks() ?? []) parts.push(part);
  expect(Buffer.concat(parts).toString()).toBe(`content ${String(count - 1)}`);
  zip.close();
});

it('refuses more than the places in it can name', () => {
  const pack = (limit: number) => Buffer.concat([...zipped(entries(3), limit)]).length;
  const bytes = pack(10_000);
  expect(pack(bytes)).toBe(bytes);
  expect(() => pack(bytes - 1)).toThrow(/^A ZIP of this kind has room for 4 GB/);
});
