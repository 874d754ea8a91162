import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasetFiles } from './files';
import { fingerprintDataset } from './fingerprint';
import { encodeIdxImages, encodeIdxLabels } from './idx';
import { writeImported } from './import';
import { inspectFiles, readInspectedTiles, type GivenFile } from './inspect';
import { loadSplit, readTiles } from './load';

let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'));
  target = join(folder, 'datasets', 'mine');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Files lie under names that say nothing, as uploads do. */
function given(name: string, bytes: Uint8Array): GivenFile {
  const path = join(folder, String(readdirSync(folder).length));
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
  return { name, path };
}
function images(name: string, count: number, height = 4, width = 3, start = 0): GivenFile {
  const data = Uint8Array.from({ length: count * height * width }, (_, i) => (start + i) % 256);
  return given(name, encodeIdxImages({ images: data, count, height, width }));
}
function labels(name: string, count: number, classes = 10): GivenFile {
  return given(name, encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % classes)));
}
const refused = (code: string, message: RegExp) => ({
  problem: expect.objectContaining({
    code: `dataset.${code}`,
    message: expect.stringMatching(message) as string,
  }) as object,
});

describe('inspectFiles', () => {
  it('knows four files of MNIST by name, in any order, plain or gzip', async () => {
    const found = await inspectFiles([
      labels('t10k-labels-idx1-ubyte.gz', 10),
      images('train-images.idx3-ubyte', 60),
      images('t10k-images-idx3-ubyte.gz', 10),
      labels('train-labels-idx1-ubyte', 60),
    ]);
    expect(found).toMatchObject({
      suggestedName: 'Imported images',
      width: 3,
      height: 4,
      trainCount: 60,
      testCount: 10,
      notes: [],
      transposed: false,
    });
    expect(found.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(found.files).toEqual([
      { name: 'train-images.idx3-ubyte', role: 'train images' },
      { name: 'train-labels-idx1-ubyte', role: 'train labels' },
      { name: 't10k-images-idx3-ubyte.gz', role: 'test images' },
      { name: 't10k-labels-idx1-ubyte.gz', role: 'test labels' },
    ]);
  });

  it('holds the last seventh of a single pair apart and says so', async () => {
    const found = await inspectFiles([images('a', 70), labels('b', 70, 5)]);
    expect(found).toMatchObject({ trainCount: 60, testCount: 10 });
    expect(found.classNames).toHaveLength(5);
    expect(found.notes).toEqual([
      'No test split was given: the last 10 of 70 images are held apart for testing.',
    ]);
  });

  it('says when a single pair is sorted by class', async () => {
    const values = Uint8Array.from({ length: 1400 }, (_, i) => Math.floor(i / 140));
    const found = await inspectFiles([images('a', 1400), given('b', encodeIdxLabels(values))]);
    expect(found.notes[1]).toMatch(/sorted by class/);
  });

  it('takes images without labels', async () => {
    const alone = await inspectFiles([images('faces.gz', 14)]);
    expect(alone).toMatchObject({ trainCount: 12, testCount: 2, classNames: [] });
    expect(alone.notes).toContain('There are no labels: images have no class.');
    const both = await inspectFiles([images('test', 14), images('train', 20)]);
    expect(both).toMatchObject({ trainCount: 20, testCount: 14, classNames: [] });
  });

  it('goes by size where names say nothing, and by count for labels', async () => {
    const found = await inspectFiles([
      images('x1', 10),
      images('x2', 60),
      labels('y1', 60),
      labels('y2', 10),
    ]);
    expect(found.files.map(({ name, role }) => `${name}: ${role}`)).toEqual([
      'x2: train images',
      'y1: train labels',
      'x1: test images',
      'y2: test labels',
    ]);
    expect(found.notes).toEqual([expect.stringMatching(/x2 is larger/)]);
  });

  it('knows MNIST and its relatives', async () => {
    const mnist = given('train-labels', encodeIdxLabels(Uint8Array.of(5, 0, 4, 1, 9, 2, 1, 3, 1, 4)));
    expect((await inspectFiles([images('train-images', 10), mnist])).suggestedName).toBe('MNIST');
    const fashion = images('fashion-train-images-idx3-ubyte', 10);
    expect((await inspectFiles([fashion])).suggestedName).toBe('Fashion-MNIST');
    const kmnist = images('kmnist-train-images', 10);
    expect((await inspectFiles([kmnist])).suggestedName).toBe('KMNIST');
  });

  it('turns EMNIST upright', async () => {
    const found = await inspectFiles([images('emnist-letters-train-images-idx3-ubyte.gz', 3, 3, 2)]);
    expect(found).toMatchObject({ suggestedName: 'EMNIST letters', width: 3, height: 2, transposed: true });
    const tiles = await readInspectedTiles(found, 'train', 0, 1);
    expect([...tiles.images]).toEqual([0, 2, 4, 1, 3, 5]);
    await writeImported(found, target);
    const { images: written, width, height } = loadSplit(datasetFiles(target).train);
    expect([width, height]).toEqual([3, 2]);
    expect([...written]).toEqual([0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11]);
  });

  it.each<[string, () => GivenFile[], string, RegExp]>([
    ['nothing', () => [], 'no-images', /no files/],
    ['labels alone', () => [labels('train-labels', 5)], 'no-images', /^train-labels holds labels/],
    [
      'two train files',
      () => [images('train-a', 5), images('train-b', 6)],
      'two-alike',
      /both look like train images/,
    ],
    [
      'two train label files',
      () => [images('train', 5), images('test', 6), labels('train-a', 5), labels('train-b', 6)],
      'two-alike',
      /both look like train labels/,
    ],
    ['two files no one can tell apart', () => [images('a', 5), images('b', 5)], 'ambiguous', /Neither/],
    [
      'three files of images',
      () => [images('a', 5), images('b', 6), images('c', 7)],
      'too-many',
      /3 files of images/,
    ],
    ['more labels than images', () => [images('a', 5), labels('b', 5), labels('c', 5)], 'too-many', /b, c/],
    [
      'counts that differ',
      () => [images('a', 5), labels('b', 6)],
      'mismatch',
      /a holds 5 images, but b 6 labels/,
    ],
    ['sizes that differ', () => [images('train', 5), images('test', 5, 5, 5)], 'mismatch', /3×4.*5×5/],
    [
      'labels for one split only',
      () => [images('train', 5), images('test', 6), labels('train-labels', 5)],
      'mismatch',
      /only one file of labels/,
    ],
    ['images too large', () => [images('a', 2, 65, 10)], 'too-large', /10×65.*at most 64/],
    ['a single image', () => [images('a', 1)], 'too-few', /single image/],
    ['colour images', () => [given('a', Uint8Array.of(0, 0, 8, 4))], 'rank', /four dimensions/],
    [
      'no IDX at all',
      () => [given('a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47))],
      'not-idx',
      /^a\.png is not/,
    ],
  ])('refuses %s', async (_, files, code, message) => {
    await expect(inspectFiles(files())).rejects.toMatchObject(refused(code, message));
  });
});

describe('writeImported', () => {
  const pair = () => [images('a.gz', 70), labels('b.gz', 70)];

  it('writes both splits under the standard names', async () => {
    await writeImported(await inspectFiles(pair()), target);
    const files = datasetFiles(target);
    const train = loadSplit(files.train);
    const test = loadSplit(files.test);
    expect([train.count, test.count, train.width, train.height]).toEqual([60, 10, 3, 4]);
    expect([...train.images.subarray(0, 3)]).toEqual([0, 1, 2]);
    expect([...test.images.subarray(0, 3)]).toEqual([720, 721, 722].map((value) => value % 256));
    expect([...(test.labels ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(readdirSync(target)).toHaveLength(4);
    expect(readdirSync(join(folder, 'datasets'))).toEqual(['mine']);
  });

  it('shows beforehand what will be there', async () => {
    const found = await inspectFiles(pair());
    const before = await readInspectedTiles(found, 'test', 8, 5);
    await writeImported(found, target);
    const { images: path, labels: labelsPath } = datasetFiles(target).test;
    const after = readTiles(path, labelsPath, 8, 5);
    expect(before).toEqual(after);
    expect(after.count).toBe(2);
    expect(readTiles(path, labelsPath, 50, 5)).toMatchObject({ count: 0 });
  });

  it('writes no labels where there are none', async () => {
    await writeImported(await inspectFiles([images('a', 14)]), target);
    expect(datasetFiles(target).train.labels).toBeNull();
    expect(loadSplit(datasetFiles(target).test)).toMatchObject({ count: 2, labels: null });
  });

  it('leaves no trace when stopped or when a file has gone', async () => {
    const found = await inspectFiles(pair());
    await writeImported(found, target, { signal: AbortSignal.abort() });
    rmSync(found.splits.train.images.path);
    await expect(writeImported(found, target)).rejects.toMatchObject(refused('unreadable', /a\.gz/));
    expect(readdirSync(join(folder, 'datasets'))).toEqual([]);
  });

  it('refuses a file that has changed since', async () => {
    const found = await inspectFiles(pair());
    writeFileSync(
      found.splits.train.images.path,
      encodeIdxImages({ images: new Uint8Array(12), count: 1, height: 4, width: 3 }),
    );
    await expect(writeImported(found, target)).rejects.toMatchObject(refused('changed', /has changed/));
  });
});

describe('fingerprintDataset', () => {
  it('depends on every byte and on nothing else', async () => {
    const print = async (files: GivenFile[], directory: string) => {
      await writeImported(await inspectFiles(files), directory);
      return fingerprintDataset(directory);
    };
    const one = await print([images('a', 14), labels('b', 14)], target);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(await print([images('c.gz', 14), labels('d.gz', 14)], `${target}-2`)).toBe(one);
    expect(await print([images('a', 14, 4, 3, 1), labels('b', 14)], `${target}-3`)).not.toBe(one);
    expect(await print([images('a', 14), labels('b', 14, 9)], `${target}-4`)).not.toBe(one);
    expect(await print([images('a', 14)], `${target}-5`)).not.toBe(one);
  });
});

describe('loadSplit', () => {
  it('says what is wrong with files that were changed behind its back', async () => {
    await writeImported(await inspectFiles([images('a', 14), labels('b', 14)]), target);
    const { train, test } = datasetFiles(target);
    const problemOf = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return error;
      }
      throw new Error('It should have been refused.');
    };
    const crossed = { images: train.images, labels: test.labels };
    expect(problemOf(() => loadSplit(crossed))).toMatchObject(
      refused('mismatch', /12 images, but .* 2 labels/),
    );
    const swapped = { images: train.labels ?? '', labels: null };
    expect(problemOf(() => loadSplit(swapped))).toMatchObject(refused('mismatch', /should hold images/));
    writeFileSync(train.images, Buffer.alloc(10));
    expect(problemOf(() => loadSplit(train))).toMatchObject(refused('not-idx', /0x00/));
    rmSync(train.images);
    expect(problemOf(() => loadSplit(train))).toMatchObject(refused('unreadable', /ENOENT/));
  });
});
