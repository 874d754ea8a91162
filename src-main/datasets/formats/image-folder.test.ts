import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { encode as encodeJpeg } from 'jpeg-js';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFixture, inspect, refused } from '../fixtures';
import type { GivenFile } from './format';

const { at, given, imported } = importFixture();

function grey(value: number, width = 8, height = 8): Uint8Array {
  return encode({ width, height, channels: 1, depth: 8, data: new Uint8Array(width * height).fill(value) });
}
function rgb(red: number, green: number, blue: number, width = 8, height = 8): Uint8Array {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => [red, green, blue][i % 3] ?? 0);
  return encode({ width, height, channels: 3, depth: 8, data });
}
const jpeg = (value: number) =>
  new Uint8Array(encodeJpeg({ width: 16, height: 16, data: Buffer.alloc(1024, value) }, 90).data);

type Pictures = Record<string, Uint8Array>;
const zipped = (pictures: Pictures, name = 'pets.zip') => given(name, zipSync(pictures));
function folder(pictures: Pictures): GivenFile {
  const path = mkdtempSync(at('folder-'));
  for (const [name, bytes] of Object.entries(pictures)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), bytes);
  }
  return { name: 'pets', path };
}
/** `count` grey pictures of each class, each of a value of its own. */
function classes(count: number, ...names: string[]): Pictures {
  return Object.fromEntries(
    names.flatMap((name, label) =>
      Array.from(
        { length: count },
        (_, i) => [`${name}/${String(i + 1)}.png`, grey(100 * label + i)] as const,
      ),
    ),
  );
}

describe.each([
  ['a folder', folder],
  ['a ZIP', zipped],
])('images in %s', (_, make) => {
  it('have their class by the folder they are in, and are held apart by class', async () => {
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

  it('may come in splits', async () => {
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

  it('may have no class', async () => {
    const found = await inspect([
      make({ 'x/1.png': grey(1), 'x/2.png': grey(2), 'x/notes.txt': Buffer.of(1) }),
    ]);
    expect(found.classNames).toEqual([]);
    expect(found.notes).toContainEqual(
      expect.stringMatching(/^1 file is neither PNG nor JPEG, and left out: x\/notes.txt/),
    );
  });

  it('are brought to one size and colour', async () => {
    const pictures = { 'a/1.png': rgb(255, 0, 0, 40, 20), 'a/2.jpg': jpeg(80), 'b/1.PNG': grey(7, 100, 100) };
    const own = await inspect([make(pictures)]);
    expect(own).toMatchObject({ ownSize: null, width: 32, height: 32, channels: 3 });
    const { train } = await imported([make(pictures)], { side: 16, color: 'grey', fit: 'stretch' });
    expect(train).toMatchObject({ width: 16, height: 16, channels: 1, count: 2 });
    expect(Math.max(...train.items.subarray(0, 256))).toBeLessThan(90);
  });

  it('are grey where they look so', async () => {
    const found = await inspect([make({ 'a/1.png': rgb(5, 5, 5), 'b/1.png': grey(3) })]);
    expect(found.channels).toBe(1);
    expect(found.notes).toContainEqual(expect.stringMatching(/stored in colour, but all look grey/));
  });

  it('are named where they cannot be read, all that there are', async () => {
    const broken = {
      'a/1.png': grey(1),
      'a/2.png': Buffer.from('GIF89a'),
      'b/3.jpg': jpeg(1).subarray(0, 20),
      'b/4.png': grey(9),
    };
    await expect(inspect([make(broken)])).rejects.toMatchObject(
      refused('pictures', /^2 of 4 images cannot be read: .*a\/2\.png \(it is neither a PNG nor a JPEG\)/),
    );
    // A header alone does not tell.
    const cut = { 'a/1.png': grey(1), 'b/2.png': grey(2).subarray(0, -15), 'b/3.png': grey(4) };
    await expect(imported([make(cut)])).rejects.toMatchObject(
      refused('pictures', /^1 of 3 images .*b\/2\.png \(it is cut off\)/),
    );
  });

  it('are refused where some lie beside the folders of others, or there are none', async () => {
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
        advice: expect.stringContaining('--classes none') as string,
      },
    });
    const { classNames, labelSource, splits } = await inspect([make(many)], { classes: 'none' });
    expect([classNames, labelSource, splits.train.labels]).toEqual([[], null, null]);
    expect(splits.train.count + splits.test.count).toBe(257);
  });
});

describe('a ZIP', () => {
  it('is refused without images, and with paths that lead out', async () => {
    await expect(inspect([zipped({ 'data.csv': Buffer.from('1,2') })])).rejects.toMatchObject(
      refused('no-items', /^pets\.zip holds no PNG or JPEG images/),
    );
    for (const path of ['../1.png', '/etc/1.png', 'C:/1.png']) {
      await expect(inspect([zipped({ [path]: grey(1) })])).rejects.toMatchObject(
        refused('zip', /^pets\.zip is damaged/),
      );
    }
  });

  it('is refused where it declares more than can be read', async () => {
    const bytes = Buffer.from(zipSync({ 'a/1.png': grey(1), 'a/2.png': grey(2) }));
    const declared = Buffer.from(bytes);
    const last = declared.lastIndexOf(Buffer.from('PK\u0001\u0002'));
    declared.writeUInt32LE(0xf000_0000, last + 24);
    declared.writeUInt32LE(0xf000_0000, declared.indexOf(Buffer.from('PK\u0001\u0002')) + 24);
    await expect(inspect([given('big.zip', declared)])).rejects.toMatchObject(
      refused('too-large', /unpacks to/),
    );
    const encrypted = Buffer.from(bytes);
    encrypted.writeUInt16LE(1, last + 8);
    await expect(inspect([given('secret.zip', encrypted)])).rejects.toMatchObject(
      refused('zip', /encrypted/),
    );
  });
});

it('links to pictures are followed', async () => {
  const outside = at('outside.png');
  writeFileSync(outside, grey(200));
  const given = folder({ 'a/1.png': grey(1), 'b/1.png': grey(2) });
  symlinkSync(outside, join(given.path, 'a', '2.png'));
  symlinkSync(given.path, join(given.path, 'c'));
  const { splits, leftOut } = await inspect([given]);
  expect(splits.train.count + splits.test.count).toBe(3);
  expect(leftOut).toEqual([{ name: 'c', why: 'is a link back to a folder that it lies in' }]);
});
