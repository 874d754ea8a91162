import { describe, expect, it } from 'vitest';
import { importFixture, inspect, refused } from '../../testing/import-fixture';
import { encodeFloats, encodeIdxHeader, encodeIdxImages, encodeIdxLabels } from '../idx';
import type { GivenFile } from './format';

const { given, imported } = importFixture();

function images(name: string, count: number, height = 4, width = 3, start = 0): GivenFile {
  const data = Uint8Array.from({ length: count * height * width }, (_, i) => (start + i) % 256);
  return given(name, encodeIdxImages({ images: data, count, height, width }));
}
function labels(name: string, count: number, classes = 10): GivenFile {
  return given(name, encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % classes)));
}

function points(name: string, ...values: number[]): GivenFile {
  const header = encodeIdxHeader([values.length / 2, 2]);
  return given(name, Buffer.concat([header, encodeFloats(Float32Array.from(values))]));
}

describe('IDX files', () => {
  it('recognises the four files of MNIST by name, in any order, plain or gzip', async () => {
    const found = await inspect([
      labels('t10k-labels-idx1-ubyte.gz', 10),
      images('train-images.idx3-ubyte', 60),
      images('t10k-images-idx3-ubyte.gz', 10),
      labels('train-labels-idx1-ubyte', 60),
    ]);
    expect(found).toMatchObject({
      suggestedName: 'Imported images',
      width: 3,
      height: 4,
      splits: { train: { count: 60 }, test: { count: 10 } },
      notes: [],
    });
    expect(found.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(found.files).toEqual([
      { name: 'train-images.idx3-ubyte', role: 'train images' },
      { name: 'train-labels-idx1-ubyte', role: 'train labels' },
      { name: 't10k-images-idx3-ubyte.gz', role: 'test images' },
      { name: 't10k-labels-idx1-ubyte.gz', role: 'test labels' },
    ]);
  });

  it('holds out a seventh of a single pair, with a note', async () => {
    const found = await inspect([images('a', 70), labels('b', 70, 5)]);
    expect(found.splits).toMatchObject({ train: { count: 60 }, test: { count: 10 } });
    expect(found.classNames).toHaveLength(5);
    expect(found.notes).toEqual([
      expect.stringMatching(/^No test split was given: a seventh of each class, .* \(10 of 70 images\)\.$/),
    ]);
  });

  it('holds out some of each class if they are sorted by class', async () => {
    const values = Uint8Array.from({ length: 140 }, (_, i) => Math.floor(i / 14));
    const { dataset, train, test } = await imported([images('a', 140), given('b', encodeIdxLabels(values))]);
    expect(dataset.notes).toEqual([
      expect.stringMatching(/a seventh of each class, .* \(20 of 140 images\)/),
    ]);
    expect([...(test.labels ?? [])]).toEqual([...Array(20).keys()].map((i) => i >> 1));
    expect([...(train.labels?.subarray(0, 13) ?? [])]).toEqual([...Array<number>(12).fill(0), 1]);
    // Check that each image, identified by its first pixel, has the class it has in the files.
    for (const { items, labels: own, count } of [train, test]) {
      for (let i = 0; i < count; i++) {
        const first = items[i * 12] ?? -1;
        const possible = [...values.keys()].filter((n) => (n * 12) % 256 === first).map((n) => values[n]);
        expect(possible).toContain(own?.[i]);
      }
    }
  });

  it('accepts images without labels', async () => {
    const alone = await inspect([images('faces.gz', 14)]);
    expect(alone).toMatchObject({ splits: { train: { count: 12 }, test: { count: 2 } }, classNames: [] });
    expect(alone.notes).toContain('There are no labels: images have no class.');
    const both = await inspect([images('test', 14), images('train', 20)]);
    expect(both).toMatchObject({ splits: { train: { count: 20 }, test: { count: 14 } }, classNames: [] });
  });

  it('uses the size if names show no split, and the count for labels', async () => {
    const found = await inspect([images('x1', 10), images('x2', 60), labels('y1', 60), labels('y2', 10)]);
    expect(found.files.map(({ name, role }) => `${name}: ${role}`)).toEqual([
      'x2: train images',
      'y1: train labels',
      'x1: test images',
      'y2: test labels',
    ]);
    expect(found.notes).toEqual([expect.stringMatching(/x2 is larger/)]);
  });

  it('recognises MNIST and its relatives, and names their classes', async () => {
    const known = async (name: string, ...values: number[]) => {
      const { suggestedName, classNames } = await inspect([
        images(`${name}train-images-idx3-ubyte`, values.length),
        given('train-labels-idx1-ubyte', encodeIdxLabels(Uint8Array.from(values))),
      ]);
      return [suggestedName, ...classNames].join(' ');
    };
    expect(await known('', 5, 0, 4, 1, 9, 2, 1, 3, 1, 4)).toBe('MNIST 0 1 2 3 4 5 9');
    expect(await known('fashion-', 0, 9)).toBe('Fashion-MNIST T-shirt Ankle boot');
    expect(await known('kmnist-', 2, 0)).toBe('KMNIST お す');
    expect(await known('k49-', 48, 1)).toBe('Kuzushiji-49 い ゝ');
    expect(await known('emnist-letters-', 26, 1)).toBe('EMNIST letters A Z');
    expect(await known('emnist-balanced-', 46, 10)).toBe('EMNIST balanced A t');
    expect(await known('emnist-byclass-', 61, 35)).toBe('EMNIST byclass Z z');
    expect(await known('', 9, 0, 0, 3, 0, 2, 7, 2, 5, 5)).toMatch(/^Fashion-MNIST T-shirt Pullover/);
  });

  it('renumbers labels that do not count from 0', async () => {
    const { dataset, train } = await imported([
      images('a', 7),
      given('b', encodeIdxLabels(Uint8Array.of(12, 3, 200, 3, 12, 3, 3))),
    ]);
    expect(dataset.classNames).toEqual(['3', '12', '200']);
    expect([...(train.labels ?? [])]).toEqual([1, 0, 2, 0, 0]);
  });

  it('turns EMNIST upright', async () => {
    const { dataset, train } = await imported([images('emnist-letters-train-images-idx3-ubyte.gz', 3, 3, 2)]);
    expect(dataset).toMatchObject({ suggestedName: 'EMNIST letters', width: 3, height: 2 });
    expect(dataset.notes[0]).toMatch(/turned upright/);
    expect([train.width, train.height]).toEqual([3, 2]);
    expect([...train.items]).toEqual([0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11]);
  });

  it('leaves out a validation split if there is a test split, and tests on it if not', async () => {
    const three = await inspect([images('train-x', 8), images('val-x', 4), images('test-x', 2)]);
    expect(three.splits).toMatchObject({ train: { count: 8 }, test: { count: 2 } });
    expect(three.leftOut).toEqual([
      { name: 'val-x', why: 'is for validation, and there is a test split, too' },
    ]);
    const two = await inspect([images('train-x', 8), images('val-x', 4)]);
    expect(two.splits.test.count).toBe(4);
  });

  it('leaves out a test split without labels, and includes it with classes: none', async () => {
    const files = [images('train', 14), images('test', 6), labels('train-labels', 14, 2)];
    const found = await inspect(files);
    expect(found.leftOut).toEqual([{ name: 'test', why: 'has no labels, while train has them' }]);
    expect(found).toMatchObject({
      classNames: ['0', '1'],
      splits: { train: { count: 12 }, test: { count: 2 } },
    });
    const without = await inspect(files, { classes: 'none' });
    expect(without).toMatchObject({
      classNames: [],
      labelSource: null,
      splits: { train: { count: 14 }, test: { count: 6 } },
    });
    expect(without.leftOut).toEqual([{ name: 'train-labels', why: 'holds labels, which are not wanted' }]);
  });

  it('accepts colour images', async () => {
    const bytes = Buffer.concat([encodeIdxHeader([2, 1, 2, 3]), Buffer.from('abcdefghijkl')]);
    const { dataset, train } = await imported([given('images', bytes)]);
    expect(dataset).toMatchObject({ width: 2, height: 1, channels: 3 });
    expect(Buffer.from(train.items).toString()).toBe('abcdef');
  });

  it('accepts points', async () => {
    const points = encodeFloats(Float32Array.from({ length: 28 }, (_, i) => i / 4 - 1));
    const { dataset, train } = await imported([
      given('points', Buffer.concat([encodeIdxHeader([14, 2]), points])),
      labels('labels', 14, 2),
    ]);
    expect(dataset).toMatchObject({ kind: 'points', width: 2, height: 1, suggestedName: 'Imported points' });
    expect(train.items.slice(0, 3)).toEqual(Float32Array.of(-1, -0.75, -0.5));
  });

  it.each<[string, () => GivenFile[], string, RegExp]>([
    ['nothing', () => [given('LICENSE', Buffer.of(1))], 'no-items', /no files with data in LICENSE/],
    ['labels alone', () => [labels('train-labels', 5)], 'no-items', /^train-labels holds labels/],
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
    [
      'two files that cannot be distinguished',
      () => [images('a', 5), images('b', 5)],
      'ambiguous',
      /Neither/,
    ],
    [
      'three files of images',
      () => [images('a', 5), images('b', 6), images('c', 7)],
      'too-many',
      /3 sets of images/,
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
      'labels for testing only',
      () => [images('train', 5), images('test', 6), labels('test-labels', 6)],
      'mismatch',
      /^test has labels, but train, which is for training, has none/,
    ],
    ['a single image', () => [images('a', 1)], 'too-few', /only 1 of the images/],
    [
      'images and points',
      () => [images('a', 4), points('b', 0, 1, 2, 3)],
      'mismatch',
      /a holds images of 3×4 pixels, and b points/,
    ],
    ['points that are nowhere', () => [points('a', 1, 2, Infinity, 4)], 'not-finite', /a holds points/],
  ])('refuses %s', async (_, files, code, message) => {
    await expect(inspect(files())).rejects.toMatchObject(refused(code, message));
  });
});
