import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, expect, it } from 'vitest';
import { openZip } from './zip';

const folder = mkdtempSync(join(tmpdir(), 'zip-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Varying bytes, longer than a block. */
const bytesFrom = (first: number, length: number) =>
  Uint8Array.from({ length }, (_, i) => (first + i * 7 + (i >> 8)) % 256);

async function contents(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

it('reads files of any size in any order and concurrently', async () => {
  const files = Object.fromEntries(
    [0, 1, 40, 131_072, 400_000, 3].map((length, i) => [`${String(i)}.bin`, bytesFrom(i, length)]),
  );
  const path = join(folder, 'files.zip');
  for (const level of [0, 6] as const) {
    writeFileSync(path, zipSync(files, { level }));
    const zip = await openZip(path, 'files.zip');
    const inTurn: Uint8Array[] = [];
    for (const { chunks } of [...zip.members].reverse()) inTurn.push(await contents(chunks()));
    const atOnce = await Promise.all(zip.members.map(({ chunks }) => contents(chunks())));
    zip.close();
    const expected = zip.members.map((member) => Buffer.from(files[member.path]!));
    expect(atOnce).toEqual(expected);
    expect(inTurn.reverse()).toEqual(expected);
  }
});

it('reports a damaged file if it becomes shorter while it is read', async () => {
  const path = join(folder, 'short.zip');
  writeFileSync(path, zipSync({ 'a.bin': bytesFrom(0, 600_000) }, { level: 0 }));
  const zip = await openZip(path, 'short.zip');
  writeFileSync(path, Buffer.alloc(300_000));
  await expect(contents(zip.members[0]!.chunks())).rejects.toMatchObject({
    problem: { code: 'dataset.zip.damaged' },
  });
  zip.close();
});
