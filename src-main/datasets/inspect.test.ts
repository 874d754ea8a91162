import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ImportOptionsSchema } from '../contract/dataset';
import { datasetFiles } from './files';
import { fingerprintDataset } from './fingerprint';
import { importFixture, inspect, refused, requestFor } from '../testing/import-fixture';
import type { GivenFile } from './formats/format';
import { encodeIdxImages, encodeIdxLabels } from './idx';
import { importDataset } from './import';
import { arrange, findDataset, firstItems } from './inspect';
import { loadSplit, readItems } from './load';

const { at, given, imported } = importFixture();

function images(name: string, count: number, height = 4, width = 3, start = 0): GivenFile {
  const data = Uint8Array.from({ length: count * height * width }, (_, i) => (start + i) % 256);
  return given(name, encodeIdxImages({ images: data, count, height, width }));
}
function labels(name: string, count: number, classes = 10): GivenFile {
  return given(name, encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % classes)));
}

describe('recognise', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), /^x is a single image/],
    ['a pickle', Uint8Array.of(0x80, 4, 0x95, 0), /^x is a Python pickle/],
    ['a tape archive', Buffer.concat([Buffer.alloc(257, 1), Buffer.from('ustar')]), /^x is a tape archive/],
    ['nothing', new Uint8Array(0), /^x is empty/],
    ['anything else', Uint8Array.of(1, 2, 3, 4, 0, 0), /^x is of no format that is read: .* 0x01020304/],
  ])('identifies %s', async (_, bytes, message) => {
    await expect(inspect([given('x', bytes)])).rejects.toMatchObject(refused('format', message));
  });

  it('requires files of one format, and not too many', async () => {
    const csv = given('b.csv', Buffer.from('1,2\n3,4\n'));
    await expect(inspect([images('a', 2), csv])).rejects.toMatchObject(
      refused('mixed', /^a is an IDX file, but b.csv is a CSV file/),
    );
    const many = Array.from({ length: 9 }, (_, i) => images(String(i), 2));
    await expect(inspect(many)).rejects.toMatchObject(refused('too-many-files', /9 files/));
  });

  it('leaves out documents, with the reason', async () => {
    const found = await inspect([images('a', 14), given('readme.html', Buffer.from('<html>'))]);
    expect(found.leftOut).toEqual([{ name: 'readme.html', why: 'is a document, not data' }]);
  });

  it('reads the files of a folder, and prefers uncompressed ones', async () => {
    const folder = at('mnist');
    mkdirSync(join(folder, 'raw'), { recursive: true });
    const bytes = encodeIdxImages({ images: new Uint8Array(14), count: 14, height: 1, width: 1 });
    writeFileSync(join(folder, 'raw', 'images-idx3-ubyte'), bytes);
    writeFileSync(join(folder, 'raw', 'images-idx3-ubyte.gz'), gzipSync(bytes));
    writeFileSync(join(folder, '.DS_Store'), 'x');
    const found = await inspect([{ name: 'mnist', path: folder }]);
    expect(found.files).toEqual([{ name: 'images-idx3-ubyte', role: 'images' }]);
  });
});

describe('importDataset', () => {
  const pair = () => [images('a.gz', 70), labels('b.gz', 70)];

  it('writes both splits under the standard names', async () => {
    const { train, test } = await imported(pair());
    expect([train.count, test.count, train.width, train.height]).toEqual([60, 10, 3, 4]);
    expect([...train.items.subarray(0, 3)]).toEqual([0, 1, 2]);
    // The label of an image is its index modulo ten, and its first pixel shows its index.
    const places = [...test.items].filter((_, i) => i % 12 === 0);
    expect([...(test.labels ?? [])]).toEqual(
      places
        .map((first) => [...Array(70).keys()].find((n) => (n * 12) % 256 === first))
        .map((n) => (n ?? -1) % 10),
    );
    expect([...(test.labels ?? [])].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(readdirSync(at('datasets', 'imported'))).toHaveLength(5);
    expect(readdirSync(at('datasets'))).toEqual(['imported']);
  });

  it('previews what will be imported', async () => {
    const { dataset } = await imported(pair());
    const { train } = datasetFiles(at('datasets', 'imported'));
    expect(await firstItems(dataset, 5)).toEqual(readItems(train, 0, 5));
    expect(await firstItems(dataset, 99)).toEqual(readItems(train, 0, 99));
    // A file of images is read in blocks: the first block is shown, however long it took.
    expect(await firstItems(dataset, 5, -1)).toEqual(readItems(train, 0, 5));
  });

  it('writes no labels for data without labels', async () => {
    const { test } = await imported([images('a', 14)]);
    expect(test).toMatchObject({ count: 2, labels: null });
    expect(readdirSync(at('datasets', 'imported'))).toHaveLength(3);
  });

  it('leaves no trace when stopped or when a file is missing', async () => {
    const files = pair();
    const found = await inspect(files);
    const target = at('datasets', 'mine');
    const request = requestFor(files, found);
    // If stopped during the inspection, it does not even create the parent folder.
    expect(await importDataset(request, target, { signal: AbortSignal.abort() })).toBe(false);
    expect(existsSync(at('datasets'))).toBe(false);

    const abort = new AbortController();
    const onProgress = () => {
      abort.abort();
    };
    expect(await importDataset(request, target, { signal: abort.signal, onProgress })).toBe(false);
    expect(readdirSync(at('datasets'))).toEqual([]);
    rmSync(files[0]!.path);
    await expect(importDataset(request, target)).rejects.toMatchObject(refused('unreadable', /a\.gz/));
    expect(readdirSync(at('datasets'))).toEqual([]);
  });

  it('refuses a file that has changed since the inspection', async () => {
    const files = pair();
    const found = await inspect(files);
    const other = encodeIdxImages({ images: new Uint8Array(420), count: 70, height: 3, width: 2 });
    writeFileSync(files[0]!.path, gzipSync(other));
    await expect(importDataset(requestFor(files, found), at('datasets', 'mine'))).rejects.toMatchObject(
      refused('changed', /have changed/),
    );
    expect(existsSync(at('datasets'))).toBe(false);
  });

  it('reports progress', async () => {
    const files = pair();
    const reported: [number, number][] = [];
    const isThere = await importDataset(requestFor(files, await inspect(files)), at('datasets', 'mine'), {
      onProgress: (done, total) => reported.push([done, total]),
    });
    expect(isThere).toBe(true);
    expect(reported.at(-1)).toEqual([70, 70]);
    expect(reported.map(([done]) => done)).toEqual([...reported.map(([done]) => done)].sort((a, b) => a - b));
  });
});

describe('arrange', () => {
  const square = () => [images('a', 14, 128, 128)];

  it('reduces images that are too large to train on', async () => {
    expect(await inspect(square())).toMatchObject({ ownSize: null, width: 32, height: 32, channels: 1 });
    const { train } = await imported(square(), { side: 64, color: 'rgb' });
    expect(train).toMatchObject({ count: 12, width: 64, height: 64, channels: 3 });
  });

  it('preserves the size if possible, and resizes on request', async () => {
    const found = await inspect([images('a', 14, 4, 12)], { side: 8, fit: 'stretch' });
    expect(found).toMatchObject({ ownSize: { width: 12, height: 4 }, width: 8, height: 8 });
  });

  it('refuses datasets that do not fit in memory', async () => {
    const part = { count: 1_000_000, labels: null, blocks: () => [] as never };
    const found = { ...(await findDataset(square(), ImportOptionsSchema.parse({}))), train: part };
    expect(() => arrange(found, ImportOptionsSchema.parse({ side: 64 }))).toThrow(/4.096.000.000 bytes/);
  });
});

describe('fingerprintDataset', () => {
  it('depends on every byte and on nothing else', async () => {
    const print = async (files: GivenFile[], directory: string) => {
      await importDataset(requestFor(files, await inspect(files)), directory);
      return fingerprintDataset(directory);
    };
    const target = at('datasets', 'mine');
    const one = await print([images('a', 14), labels('b', 14)], target);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(await print([images('c.gz', 14), labels('d.gz', 14)], `${target}-2`)).toBe(one);
    expect(await print([images('a', 14, 4, 3, 1), labels('b', 14)], `${target}-3`)).not.toBe(one);
    expect(await print([images('a', 14), labels('b', 14, 9)], `${target}-4`)).not.toBe(one);
    expect(await print([images('a', 14)], `${target}-5`)).not.toBe(one);
  });
});

describe('loadSplit', () => {
  it('reports errors in files that were changed externally', async () => {
    await imported([images('a', 14), labels('b', 14)]);
    const { train, test } = datasetFiles(at('datasets', 'imported'));
    const problemOf = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return error;
      }
      throw new Error('It should have been refused.');
    };
    const crossed = { items: train.items, labels: test.labels };
    expect(problemOf(() => loadSplit(crossed))).toMatchObject(
      refused('mismatch', /10 items, but .* 4 labels/),
    );
    const swapped = { items: train.labels ?? '', labels: null };
    expect(problemOf(() => loadSplit(swapped))).toMatchObject(refused('mismatch', /should hold images/));
    writeFileSync(train.items, Buffer.alloc(10));
    expect(problemOf(() => loadSplit(train))).toMatchObject(refused('not-idx', /0x00/));
    rmSync(train.items);
    expect(problemOf(() => loadSplit(train))).toMatchObject(
      refused('unreadable', /cannot be read: it is not there\.$/),
    );
  });
});
