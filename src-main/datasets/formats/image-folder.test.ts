import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  chunk,
  deepRows,
  ENCODED,
  exif,
  png,
  SQUARES,
  tiff,
  withChunk,
  withExif,
  words,
} from '../../testing/image-files';
import { inspect, refused } from '../../testing/import-fixture';
import { imageFolderFixture } from '../../testing/image-folder-fixture';

const { at, imported, grey, rgb, zipped, folder, classes } = imageFolderFixture();

describe.each([
  ['a folder', folder],
  ['a ZIP', zipped],
])('images in %s', (_, make) => {
  it('have the class of their folder, and are held out by class', async () => {
    const { dataset, train, test } = await imported([make(classes(14, 'cat', '강아지'))]);
    expect(dataset).toMatchObject({
      kind: 'images',
      width: 8,
      height: 8,
      channels: 1,
      suggestedName: 'pets',
      ownSize: { width: 8, height: 8 },
      classNames: ['cat', '강아지'],
    });
    expect(dataset.files).toEqual([expect.objectContaining({ role: '28 images in 2 folders' })]);
    expect([train.count, test.count]).toEqual([24, 4]);
    const found = [train, test].flatMap(({ items, labels }) =>
      [...(labels ?? [])].map((label, i) => [label, items[i * 64] ?? 0] as const),
    );
    expect(
      found
        .filter(([label]) => label === 0)
        .map(([, value]) => value)
        .sort((a, b) => a - b),
    ).toEqual([...Array(14).keys()]);
    expect(
      found
        .filter(([label]) => label === 1)
        .map(([, value]) => value)
        .sort((a, b) => a - b),
    ).toEqual([...Array(14).keys()].map((i) => 100 + i));
    expect([...(test.labels ?? [])].sort()).toEqual([0, 0, 1, 1]);
  });

  it('may be in splits', async () => {
    const pictures = {
      'data/train/a/1.png': grey(1),
      'data/train/b/1.png': grey(2),
      'data/train/b/10.png': grey(4),
      'data/train/b/2.png': grey(3),
      'data/valid/a/1.png': grey(5),
      'data/test/b/1.png': grey(6),
    };
    const { dataset, train, test } = await imported([make(pictures)]);
    expect([dataset.classNames, train.count, test.count]).toEqual([['a', 'b'], 4, 1]);
    expect([...(test.labels ?? [])]).toEqual([1]);
    expect(dataset.labelSource).toBe('the folders below “train”');
    expect(dataset.leftOut).toEqual([
      { name: 'data/valid', why: 'holds 1 image for validation, and there is a test split, too' },
    ]);
    expect([...train.items].filter((_value, i) => i % 64 === 0)).toEqual([2, 1, 3, 4]);
  });

  it('may have no classes', async () => {
    const found = await inspect([
      make({ 'x/1.png': grey(1), 'x/2.png': grey(2), 'x/notes.txt': Buffer.of(1) }),
    ]);
    expect(found.classNames).toEqual([]);
    expect(found.leftOut).toEqual([
      { name: 'x/notes.txt', why: 'is no PNG, JPEG, WebP, GIF, BMP or TIFF picture' },
    ]);
  });

  it('are converted to one size and colour', async () => {
    const pictures = {
      'a/1.png': rgb(255, 0, 0, 40, 20),
      'a/2.jpg': ENCODED.greyJpeg,
      'b/1.PNG': grey(7, 100, 100),
    };
    const own = await inspect([make(pictures)]);
    expect(own).toMatchObject({ ownSize: null, width: 32, height: 32, channels: 3 });
    const { train } = await imported([make(pictures)], { side: 16, color: 'grey', fit: 'stretch' });
    expect(train).toMatchObject({ width: 16, height: 16, channels: 1, count: 2 });
    expect(Math.max(...train.items.subarray(0, 256))).toBeLessThan(110);
  });

  it('are grey if they look grey', async () => {
    const found = await inspect([make({ 'a/1.png': rgb(5, 5, 5), 'b/1.png': grey(3) })]);
    expect(found.channels).toBe(1);
    expect(found.notes).toContainEqual(expect.stringMatching(/stored in colour, but all look grey/));
  });

  it('are left out if they cannot be read, and listed', async () => {
    const pictures = {
      ...classes(15, 'a', 'b'),
      'a/empty.jpg': Buffer.alloc(0),
    };
    const { dataset, train, test } = await imported([make(pictures)]);
    expect([train.count + test.count, dataset.classNames]).toEqual([30, ['a', 'b']]);
    expect(dataset.leftOut).toEqual([{ name: 'a/empty.jpg', why: 'is empty' }]);
    expect(dataset.notes).toContainEqual('1 of 31 images cannot be read, and is left out.');
    expect([...train.items].filter((_value, i) => i % 64 === 0).slice(0, 4)).toEqual([0, 100, 1, 101]);
  });

  it('are left out if only their pixels are damaged', async () => {
    const flat = png({
      width: 8,
      height: 8,
      depth: 8,
      colorType: 0,
      rows: Array<number[]>(8).fill(Array<number>(8).fill(9)),
    });
    const damaged = Buffer.from(flat);
    const at = flat.indexOf('IDAT') + 8;
    damaged[at] = 255 - (damaged[at] ?? 0);
    const { dataset, train, test } = await imported([make({ ...classes(12, 'a', 'b'), 'b/x.png': damaged })]);
    expect(dataset.leftOut).toEqual([{ name: 'b/x.png', why: 'is damaged' }]);
    expect(train.count + test.count).toBe(24);
  });

  it('are refused if more than 5 % cannot be read, and all are listed', async () => {
    const few = {
      ...classes(20, 'a', 'b'),
      'a/x.png': Buffer.from('none'),
      'b/y.jpg': Buffer.of(0xff, 0xd8, 0xff),
    };
    expect((await inspect([make(few)])).leftOut).toHaveLength(2);
    // One image may always be left out.
    const one = { ...classes(7, 'a', 'b'), 'a/x.png': Buffer.alloc(0) };
    expect((await inspect([make(one)])).leftOut).toHaveLength(1);
    const many = { ...few, 'b/z.webp': ENCODED.webp.subarray(0, 40) };
    await expect(inspect([make(many)])).rejects.toMatchObject(
      refused(
        'pictures',
        /^3 of 43 images cannot be read: a\/x\.png is no PNG, .* picture; b\/y\.jpg is cut off; b\/z\.webp is cut off\.$/,
      ),
    );
    await expect(inspect([make({ 'a/x.png': Buffer.alloc(0) })])).rejects.toMatchObject(
      refused('pictures', /^1 of 1 images cannot be read: a\/x\.png is empty\.$/),
    );
  });

  it('are recognised by their contents, whatever their names', async () => {
    const pictures = {
      'a/1.jpg': ENCODED.webp,
      'a/2.JFIF': ENCODED.jpeg,
      'a/3': ENCODED.gif,
      'a/4.png': ENCODED.progressiveJpeg,
      'b/1.jpg_large': ENCODED.jpeg,
      'b/2.tif': tiff({ width: 16, height: 16, bits: 8, channels: 1 }, Buffer.alloc(256, 7)),
      'b/3.dat': ENCODED.losslessWebp,
      'b/BMI.csv': Buffer.from('BMI,weight,height\n20,60,170\n'),
    };
    const { dataset, train, test } = await imported([make(pictures)]);
    expect(dataset).toMatchObject({ width: 16, height: 16, channels: 3 });
    expect(train.count + test.count).toBe(7);
    expect(dataset.leftOut).toEqual([
      { name: 'b/BMI.csv', why: 'is no PNG, JPEG, WebP, GIF, BMP or TIFF picture' },
    ]);
    expect(
      [...train.items.subarray(0, 3)].map((value, i) => Math.abs(value - (SQUARES[0][i] ?? 0)) < 5),
    ).toEqual([true, true, true]);
  });

  it('may be of a single format, without an extension', async () => {
    const bare = { 'a/1': ENCODED.webp, 'a/2': ENCODED.webp, 'b/1': ENCODED.webp };
    expect((await imported([make(bare)])).train.count).toBe(2);
  });

  it('are rotated according to EXIF, and so is their size', async () => {
    const wide = png({
      width: 12,
      height: 8,
      depth: 8,
      colorType: 0,
      rows: Array<number[]>(8).fill(Array<number>(12).fill(1)),
    });
    const turned = withChunk(
      png({
        width: 8,
        height: 12,
        depth: 8,
        colorType: 0,
        rows: Array.from({ length: 12 }, (_, y) => Array<number>(8).fill(20 * y)),
      }),
      chunk('eXIf', exif(8)),
    );
    const { dataset, train, test } = await imported([
      make({ '1.png': turned, '2.png': wide, '3.png': wide }),
    ]);
    expect(dataset.ownSize).toEqual({ width: 12, height: 8 });
    expect([train.count, test.count]).toEqual([2, 1]);
    // The top has become the left side.
    expect([...train.items.subarray(0, 12)]).toEqual(Array.from({ length: 12 }, (_, x) => 20 * x));
    const photos = { '1.jpg': withExif(ENCODED.jpeg, exif(6)), '2.jpg': ENCODED.jpeg, '3.jpg': ENCODED.jpeg };
    const first = (await imported([make(photos)])).train.items.subarray(0, 3);
    expect([...first].every((value, i) => Math.abs(value - (SQUARES[2][i] ?? 0)) < 3)).toBe(true);
  });

  it('of 16 bits are all scaled by the bits that they use', async () => {
    const deep = (value: number) =>
      png({
        width: 8,
        height: 8,
        depth: 16,
        colorType: 0,
        rows: deepRows(Array<number[]>(8).fill(Array<number>(8).fill(value))),
      });
    const raw = tiff({ width: 8, height: 8, bits: 16, channels: 1 }, words(Array<number>(64).fill(1000)));
    const pictures = { '1.png': deep(2000), '2.png': deep(4000), '3.tif': raw, '4.png': grey(9) };
    const { dataset, train, test } = await imported([make(pictures)]);
    expect(dataset.notes).toContainEqual(
      'The images have 16 bits for each value, but all use only 12 of them: 4\u202f095 is taken for white.',
    );
    /** The first values of all images, sorted. */
    const values = (splits: readonly { items: ArrayLike<number> }[]) =>
      splits
        .flatMap(({ items }) => Array.from(items).filter((_value, i) => i % 64 === 0))
        .sort((x, y) => x - y);
    expect(values([train, test])).toEqual([9, 62, 125, 249]);
    const whole = await imported([make({ ...pictures, '5.png': deep(65_535) })]);
    expect(whole.dataset.notes.join(' ')).not.toMatch(/16 bits/);
    expect(values([whole.train, whole.test])).toEqual([4, 8, 9, 16, 255]);
    const split = { 'train/1.png': deep(2000), 'train/2.png': deep(4000), 'test/1.png': deep(1000) };
    const parts = await imported([make(split)]);
    expect([values([parts.train]), values([parts.test])]).toEqual([[125, 249], [62]]);
    // Ten bits are used, but all images declare twelve.
    const declared = [200, 900, 1000].map((value) => withChunk(deep(value), chunk('sBIT', Buffer.of(12))));
    const declaring = await imported([
      make(Object.fromEntries(declared.map((bytes, i) => [`${String(i)}.png`, bytes]))),
    ]);
    expect(values([declaring.train, declaring.test])).toEqual([12, 56, 62]);
    // A declaration is ignored if not all images have the same one, or if it is all 16 bits or fewer than are used.
    for (const bits of [
      [12, 12, 11],
      [16, 16, 16],
      [9, 9, 9],
    ]) {
      const mixed = [200, 900, 1000].map((value, i) =>
        withChunk(deep(value), chunk('sBIT', Buffer.of(bits[i] ?? 0))),
      );
      const taken = await imported([
        make(Object.fromEntries(mixed.map((bytes, i) => [`${String(i)}.png`, bytes]))),
      ]);
      expect(values([taken.train, taken.test])).toEqual([50, 224, 249]);
    }
  });

  it('are refused if too many are beside the class folders, or there are too many classes', async () => {
    const mixed = { 'a/1.png': grey(1), 'b/1.png': grey(2), '2.png': grey(3) };
    await expect(inspect([make(mixed)])).rejects.toMatchObject(
      refused('mixed-folders', /2 images lie in folders and 1 beside them, e\.g\. 2\.png/),
    );
    const many = Object.fromEntries(
      Array.from({ length: 257 }, (_value, i) => [`${String(i)}/1.png`, grey(1)]),
    );
    await expect(inspect([make(many)])).rejects.toMatchObject({
      problem: {
        code: 'dataset.too-many-classes',
        advice: expect.stringContaining('without labels') as string,
      },
    });
    const { classNames, labelSource, splits } = await inspect([make(many)], { classes: 'none' });
    expect([classNames, labelSource, splits.train.labels]).toEqual([[], null, null]);
    expect(splits.train.count + splits.test.count).toBe(257);
  });
});

it('follows links to pictures', async () => {
  const outside = at('outside.png');
  writeFileSync(outside, grey(200));
  const given = folder({ 'a/1.png': grey(1), 'b/1.png': grey(2) });
  symlinkSync(outside, join(given.path, 'a', '2.png'));
  symlinkSync(given.path, join(given.path, 'c'));
  const { splits, leftOut } = await inspect([given]);
  expect(splits.train.count + splits.test.count).toBe(3);
  expect(leftOut).toEqual([{ name: 'c', why: 'is a link back to a folder that contains it' }]);
});
