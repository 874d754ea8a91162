import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../contract/dataset';
import { importFixture, inspect, refused } from '../../testing/import-fixture';
import type { GivenFile } from './format';
import { npy } from '../../testing/npy';

const { given, imported } = importFixture();

type Arrays = Record<string, Uint8Array>;
const npz = (arrays: Arrays, name = 'd.npz') =>
  given(
    name,
    zipSync(Object.fromEntries(Object.entries(arrays).map(([key, bytes]) => [`${key}.npy`, bytes]))),
  );

const COUNT = 14;
const [HEIGHT, WIDTH] = [8, 8];
const value = (i: number, y: number, x: number, c = 0) => (i * 29 + y * 17 + x * 5 + c * 71) % 256;
const kind = (i: number) => i % 3;
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The values of an array whose dimensions are `sizes`, the last counting fastest, or the first. */
function laidOut(sizes: number[], of: (...at: number[]) => number, isFirstFastest = false): number[] {
  const order = isFirstFastest ? numbers(sizes.length) : numbers(sizes.length).reverse();
  return numbers(sizes.reduce((a, b) => a * b)).map((place) => {
    const at: number[] = [];
    let rest = place;
    for (const axis of order) {
      at[axis] = rest % (sizes[axis] ?? 1);
      rest = Math.floor(rest / (sizes[axis] ?? 1));
    }
    return of(...at);
  });
}
const bytes = (sizes: number[], of: (...at: number[]) => number) =>
  npy('|u1', sizes, Uint8Array.from(laidOut(sizes, of)));
const fortran = (sizes: number[], of: (...at: number[]) => number) =>
  npy('<f8', sizes, Float64Array.from(laidOut(sizes, of, true)), 'True');
const x = bytes([COUNT, HEIGHT, WIDTH], value);
const y = npy(
  '<i8',
  [COUNT],
  BigInt64Array.from(numbers(COUNT), (i) => BigInt(kind(i))),
);
const texts = (type: string, of: readonly string[]) => {
  const size = Number(type.slice(2));
  const encoded = of.map((text) => {
    const units =
      type[1] === 'U'
        ? Buffer.from(Uint32Array.from(text, (one) => one.codePointAt(0) ?? 0).buffer)
        : Buffer.from(text);
    const padded = Buffer.concat([units, Buffer.alloc(size * (type[1] === 'U' ? 4 : 1) - units.length)]);
    return type.startsWith('>') ? padded.swap32() : padded;
  });
  return npy(type, [of.length], Buffer.concat(encoded));
};

async function load(files: GivenFile | GivenFile[], options: Partial<ImportOptions> = {}) {
  const { dataset, train, test } = await imported([files].flat(), options);
  const size = dataset.width * dataset.height * dataset.channels;
  const all = [train, test].flatMap(({ items, labels, count }) =>
    numbers(count).map((i) =>
      [dataset.classNames[labels?.[i] ?? -1] ?? '', ...items.subarray(i * size, (i + 1) * size)].join(' '),
    ),
  );
  return { dataset, all: all.sort() };
}
const expected = (
  channels: 1 | 3 = 1,
  label: (i: number) => string | number = kind,
  of: (i: number, y: number, x: number, c: number) => number = value,
) =>
  numbers(COUNT)
    .map((i) =>
      [label(i), ...laidOut([HEIGHT, WIDTH, channels], (row, column, c) => of(i, row, column, c))].join(' '),
    )
    .sort();

describe('arrays of images', () => {
  const [n, h, w] = [COUNT, HEIGHT, WIDTH];
  it.each<[string, Uint8Array, 1 | 3]>([
    ['[n, h, w]', x, 1],
    ['[n, h, w, 1]', bytes([n, h, w, 1], value), 1],
    ['[n, 1, h, w]', bytes([n, 1, h, w], (i, c, row, column) => value(i, row, column, c)), 1],
    ['[n, h, w, 3]', bytes([n, h, w, 3], value), 3],
    ['[n, 3, h, w]', bytes([n, 3, h, w], (i, c, row, column) => value(i, row, column, c)), 3],
    ['[h, w, 3, n]', bytes([h, w, 3, n], (row, column, c, i) => value(i, row, column, c)), 3],
    ['[3, h, w, n]', bytes([3, h, w, n], (c, row, column, i) => value(i, row, column, c)), 3],
    ['[h, w, n]', bytes([h, w, n], (row, column, i) => value(i, row, column)), 1],
    ['[n, h·w]', bytes([n, h * w], (i, at) => value(i, Math.floor(at / w), at % w)), 1],
    ['[h·w, n]', bytes([h * w, n], (at, i) => value(i, Math.floor(at / w), at % w)), 1],
    ['[n, h, w] by columns', fortran([n, h, w], value), 1],
    ['[n, h, w, 3] by columns', fortran([n, h, w, 3], value), 3],
    ['[n, 3, h, w] by columns', fortran([n, 3, h, w], (i, c, row, column) => value(i, row, column, c)), 3],
    ['[h, w, 3, n] by columns', fortran([h, w, 3, n], (row, column, c, i) => value(i, row, column, c)), 3],
    ['[n, h·w] by columns', fortran([n, h * w], (i, at) => value(i, Math.floor(at / w), at % w)), 1],
    ['[h·w, n] by columns', fortran([h * w, n], (at, i) => value(i, Math.floor(at / w), at % w)), 1],
  ])('may be %s', async (shape, array, channels) => {
    const { dataset, all } = await load(npz({ data: array, labels: y }));
    expect(dataset).toMatchObject({ width: w, height: h, channels, labelSource: 'the array “labels”' });
    expect(all).toEqual(expected(channels));
    const isUnusual = /^\[h|^\[3/.test(shape);
    expect(dataset.notes.some((note) => note.includes(`data is taken for ${String(n)} images of 8×8`))).toBe(
      isUnusual,
    );
  });

  it.each<[string, (values: number[]) => ArrayBufferView]>([
    ['|b1', (values) => Uint8Array.from(values, (one) => (one > 127 ? 1 : 0))],
    ['|i1', (values) => Int8Array.from(values, (one) => one >> 1)],
    ['<u2', (values) => Uint16Array.from(values)],
    ['>u2', (values) => Buffer.from(Uint16Array.from(values).buffer).swap16()],
    ['<i4', (values) => Int32Array.from(values)],
    ['>i4', (values) => Buffer.from(Int32Array.from(values).buffer).swap32()],
    ['<u8', (values) => BigUint64Array.from(values, BigInt)],
    ['>i8', (values) => Buffer.from(BigInt64Array.from(values, BigInt).buffer).swap64()],
    ['<f4', (values) => Float32Array.from(values)],
    ['>f8', (values) => Buffer.from(Float64Array.from(values).buffer).swap64()],
  ])('may have elements %s', async (type, encode) => {
    const values = laidOut([COUNT, HEIGHT, WIDTH], value);
    const { all } = await load(npz({ x: npy(type, [COUNT, HEIGHT, WIDTH], encode(values)), y }));
    const of = { '|b1': (one: number) => (one > 127 ? 255 : 0), '|i1': (one: number) => one >> 1 }[type];
    expect(all).toEqual(expected(1, kind, (...at) => of?.(value(...at)) ?? value(...at)));
  });

  it('may have floats of 16 bits', async () => {
    // 0, 2⁻²⁴, 2⁻¹⁴, 1/3, 0.5, 1 − 2⁻¹¹, 1, −0
    const halves = [0x0000, 0x0001, 0x0400, 0x3555, 0x3800, 0x3bff, 0x3c00, 0x8000];
    const array = (order: '<' | '>') => {
      const data = Buffer.from(Uint16Array.from({ length: 2 * 64 }, (_, i) => halves[i % 8] ?? 0).buffer);
      return npy(`${order}f2`, [2, 8, 8], order === '>' ? data.swap16() : data);
    };
    for (const order of ['<', '>'] as const) {
      const { train } = await imported([npz({ x: array(order) })]);
      expect([...train.items.subarray(0, 8)]).toEqual([0, 0, 0, 85, 128, 255, 255, 0]);
    }
    const infinite = npy('<f2', [2, 1, 1], Uint16Array.of(0x7c00, 0));
    await expect(inspect([npz({ x: infinite })])).rejects.toMatchObject(
      refused('values.not-finite', /no finite numbers/),
    );
  });

  it('stand on white where they are not opaque', async () => {
    const pixels = [200, 100, 0, 255, 200, 100, 0, 0, 200, 100, 0, 51, 0, 0, 0, 128];
    const rgba = bytes(
      [2, 2, 2, 4],
      (i, row, column, c) => pixels[((row + i) % 2) * 8 + column * 4 + c] ?? 0,
    );
    const planes = bytes(
      [2, 4, 2, 2],
      (i, c, row, column) => pixels[((row + i) % 2) * 8 + column * 4 + c] ?? 0,
    );
    const white = [200, 100, 0, 255, 255, 255, 244, 224, 204, 127, 127, 127];
    for (const array of [rgba, planes]) {
      const { dataset, all } = await load(npz({ x: array }));
      expect(all).toEqual(
        [[...white.slice(6), ...white.slice(0, 6)], white].map((one) => ` ${one.join(' ')}`).sort(),
      );
      expect(dataset).toMatchObject({ channels: 3, notes: [expect.stringMatching(/put on white/), {}, {}] });
    }
  });

  it('of flat colours lie in the order in which neighbours are alike, or as CIFAR has them', async () => {
    const slope = (i: number, row: number, column: number, c: number) =>
      (row * (5 - c) + column * (3 + c) + i * 4 + c * 60) % 256;
    const pixels = HEIGHT * WIDTH;
    const planar = (of: typeof slope) =>
      bytes([COUNT, 3 * pixels], (i, at) =>
        of(i, Math.floor((at % pixels) / WIDTH), at % WIDTH, Math.floor(at / pixels)),
      );
    const interleaved = bytes([COUNT, 3 * pixels], (i, at) =>
      slope(i, Math.floor(at / 3 / WIDTH), Math.floor(at / 3) % WIDTH, at % 3),
    );
    for (const array of [planar(slope), interleaved]) {
      const { dataset, all } = await load(npz({ data: array, labels: y }));
      expect(all).toEqual(expected(3, kind, slope));
      expect(dataset.notes[0]).toMatch(
        /^The 192 values of an image in data are taken for .* neighbouring pixels alike/,
      );
    }
    const noise = (i: number, row: number, column: number, c: number) =>
      Math.floor(
        ((Math.sin(i * 12.9898 + row * 78.233 + column * 37.719 + c * 9.151) * 43758.5453) % 1) * 128 + 128,
      );
    const { dataset, all } = await load(npz({ data: planar(noise), labels: y }));
    expect(all).toEqual(expected(3, kind, noise));
    expect(dataset.notes[0]).toMatch(/all reds, then all greens.*do not show whether that is so/);
  });

  it('may be files of one array each, packed or not', async () => {
    expect((await load(given('cat.npy', x))).all).toEqual(expected(1, () => ''));
    expect((await load(given('cat.npy.gz', x))).dataset.suggestedName).toBe('cat');
    expect((await load([given('y.npy', y), given('x.npy', x)])).all).toEqual(expected());
    expect((await load([npz({ y }, 'y.npz'), given('x.npy', x)])).all).toEqual(expected());
  });
});

describe('files of one array each', () => {
  const drawing = (i: number, at: number) => (i * 29 + at * 5) % 256;
  const bitmap = (count: number, start: number) => bytes([count, 64], (i, at) => drawing(i + start, at));
  const files = () => [
    given('full_numpy_bitmap_cat.npy', bitmap(8, 0)),
    given('full_numpy_bitmap_hot dog.npy', bitmap(6, 8)),
  ];

  it('are classes where they are alike and speak of no split, as Quick, Draw! has them', async () => {
    const { dataset, all } = await load(files());
    expect(dataset).toMatchObject({ classNames: ['cat', 'hot dog'], labelSource: 'the names of the files' });
    expect(dataset.doubts).toMatchObject([
      { option: 'classes', choices: [{ value: 'auto' }, { value: 'none' }] },
    ]);
    const drawn = (i: number) => numbers(64).map((at) => drawing(i, at));
    expect(all).toEqual(
      numbers(14)
        .map((i) => [i < 8 ? 'cat' : 'hot dog', ...drawn(i)].join(' '))
        .sort(),
    );
    const none = await load(files(), { classes: 'none' });
    expect(none.dataset).toMatchObject({ classNames: [], doubts: [] });
    expect(none.all).toHaveLength(14);
  });

  it('are splits, or images and labels, where their names or shapes say so', async () => {
    const split = await load([given('train.npy', bitmap(8, 0)), given('test.npy', bitmap(6, 8))]);
    expect(split.dataset).toMatchObject({
      classNames: [],
      splits: { train: { count: 8 }, test: { count: 6 } },
    });
    const labelled = await load([given('a.npy', bitmap(14, 0)), given('b.npy', y)]);
    expect(labelled.dataset.classNames).toEqual(['0', '1', '2']);
  });
});

describe('arrays of labels', () => {
  const named = ['ant', 'bee', '고양이'];
  const oneHot = (size: number) => (i: number, k: number) => Number(k === i % size);
  it.each<[string, Uint8Array, (i: number) => string | number]>([
    [
      'texts',
      texts(
        '<U5',
        numbers(COUNT).map((i) => named[kind(i)] ?? ''),
      ),
      (i) => named[kind(i)] ?? '',
    ],
    [
      'texts in the other order of bytes',
      texts(
        '>U3',
        numbers(COUNT).map((i) => named[kind(i)] ?? ''),
      ),
      (i) => named[kind(i)] ?? '',
    ],
    [
      'bytes',
      texts(
        '|S9',
        numbers(COUNT).map((i) => named[kind(i)] ?? ''),
      ),
      (i) => named[kind(i)] ?? '',
    ],
    ['a column', npy('|u1', [COUNT, 1], Uint8Array.from(numbers(COUNT), kind)), kind],
    ['a row', npy('|u1', [1, COUNT], Uint8Array.from(numbers(COUNT), kind)), kind],
    ['a one among zeros', npy('<f4', [COUNT, 3], Float32Array.from(laidOut([COUNT, 3], oneHot(3)))), kind],
    ['a one among zeros, by columns', fortran([COUNT, 3], oneHot(3)), kind],
    [
      'a one or a zero',
      npy('|u1', [COUNT, 2], Uint8Array.from(laidOut([COUNT, 2], oneHot(2)))),
      (i) => i % 2,
    ],
    ['whole floats', npy('<f4', [COUNT], Float32Array.from(numbers(COUNT), kind)), kind],
    [
      'numbers below zero',
      npy(
        '|i1',
        [COUNT],
        Int8Array.from(numbers(COUNT), (i) => kind(i) - 1),
      ),
      (i) => kind(i) - 1,
    ],
  ])('may hold %s', async (_, labels, label) => {
    for (const images of ['x', 'arr_0']) {
      expect((await load(npz({ [images]: x, y: labels }))).all).toEqual(expected(1, label));
    }
  });

  it.each<[string, Arrays, string[]]>([
    ['from 0', { y, class_names: texts('<U3', named) }, named],
    ['in bytes', { y, label_names: texts('|S9', named) }, named],
    ['more than there are', { y, categories: texts('<U3', [...named, 'dog']) }, named],
    [
      'from 1',
      {
        y: npy(
          '|u1',
          [COUNT],
          Uint8Array.from(numbers(COUNT), (i) => 1 + kind(i)),
        ),
        classes: texts('<U3', named),
      },
      named,
    ],
    ['too few', { y, class_names: texts('<U3', named.slice(1)) }, ['0', '1', '2']],
    ['not distinct', { y, class_names: texts('<U3', ['a', 'b', 'a']) }, ['0', '1', '2']],
  ])('have names beside them: %s', async (_, arrays, names) => {
    const { dataset } = await load(npz({ x, ...arrays }));
    expect(dataset.classNames).toEqual(names);
    const [other] = Object.keys(arrays).slice(1);
    const roles = [...dataset.files, ...dataset.leftOut].filter(({ name }) => name === other);
    expect(roles).toEqual([
      names[0] === '0'
        ? { name: other, why: expect.any(String) as string }
        : { name: other, role: 'class names' },
    ]);
  });

  it('are distinguished from other arrays of the same length', async () => {
    const ids = npy('<i4', [COUNT], Int32Array.from(numbers(COUNT)));
    const { all, dataset } = await load(
      npz({
        x,
        ids,
        y,
        files: texts(
          '<U6',
          numbers(COUNT).map((i) => `${String(i)}.png`),
        ),
      }),
    );
    expect(all).toEqual(expected());
    expect(dataset).toMatchObject({ doubts: [], leftOut: [{ name: 'ids' }, { name: 'files' }] });
    const unnamed = await load(npz({ arr_0: x, arr_1: ids, arr_2: y }));
    expect(unnamed.all).toEqual(expected());
    expect(unnamed.dataset).toMatchObject({ labelSource: 'the array “arr_2”', leftOut: [{ name: 'arr_1' }] });
    expect((await load(npz({ x, ids }))).all).toEqual(expected(1, () => ''));
  });

  it('are asked for where there are several, and are those a person names', async () => {
    const coarse = npy(
      '|u1',
      [COUNT],
      Uint8Array.from(numbers(COUNT), (i) => i % 2),
    );
    const arrays = { x_train: x, coarse_labels_train: coarse, fine_labels_train: y };
    const { dataset } = await load(npz(arrays));
    expect(dataset.doubts).toMatchObject([
      { option: 'label', choices: [{ value: 'coarse_labels_train' }, { value: 'fine_labels_train' }] },
    ]);
    for (const label of ['fine_labels_train', 'Fine']) {
      const chosen = await load(npz(arrays), { label });
      expect(chosen.all).toEqual(expected());
      expect(chosen.dataset).toMatchObject({ doubts: [], leftOut: [{ name: 'coarse_labels_train' }] });
    }
    await expect(inspect([npz(arrays)], { label: 'digit' })).rejects.toMatchObject(
      refused('label', /no array “digit” of labels; there are coarse_labels_train, fine_labels_train/),
    );
  });

  it('are left out on demand, whatever they are', async () => {
    const multi = npy('<f4', [COUNT, 14], new Float32Array(14 * COUNT).fill(0.5));
    for (const labels of [y, multi, npy('|O', [COUNT], new Uint8Array(8 * COUNT))]) {
      const { all, dataset } = await load(npz({ x, y: labels }), { classes: 'none' });
      expect(all).toEqual(expected(1, () => ''));
      expect(dataset).toMatchObject({ classNames: [], labelSource: null, leftOut: [{ name: 'y' }] });
    }
  });

  it.each<[string, Arrays, string, RegExp]>([
    [
      'objects',
      { x, y: npy('|O', [COUNT], new Uint8Array(8 * COUNT)) },
      'element-type',
      /^y holds Python objects/,
    ],
    [
      'fractions',
      { x, y: npy('<f4', [COUNT], new Float32Array(COUNT).fill(0.5)) },
      'labels',
      /^y holds 0\.5/,
    ],
    [
      'two ones',
      { x, y: npy('|u1', [COUNT, 3], new Uint8Array(3 * COUNT).fill(1)) },
      'labels',
      /not a one among zeros/,
    ],
    [
      'zeros alone',
      { x, y: npy('|u1', [COUNT, 3], new Uint8Array(3 * COUNT)) },
      'labels',
      /not a one among zeros/,
    ],
    [
      'nothing in a text',
      {
        x,
        y: texts(
          '<U1',
          numbers(COUNT).map((i) => (i === 3 ? '' : 'a')),
        ),
      },
      'labels',
      /without text/,
    ],
    [
      'another number of them',
      { x, y: npy('|u1', [9], new Uint8Array(9)) },
      'mismatch',
      /14 images, but y 9 labels/,
    ],
  ])('are refused with %s', async (_, arrays, code, message) => {
    await expect(inspect([npz(arrays)])).rejects.toMatchObject(refused(code, message));
  });
});

describe('arrays that are not needed', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['objects', npy('|O', [1], new Uint8Array(8)), /Python objects/],
    ['complex numbers', npy('<c16', [COUNT, 2], new Uint8Array(32 * COUNT)), /complex numbers/],
    ['long floats', npy('<f16', [COUNT], new Uint8Array(16 * COUNT)), /more than 64 bits/],
    ['dates', npy('<M8[ns]', [COUNT], new Uint8Array(8 * COUNT)), /dates/],
    ['one number', npy('<i4', [], Int32Array.of(3)), /has the shape \[\]/],
    ['one text', npy('<U3', [], new Uint8Array(12)), /has the shape \[\]/],
    ['nothing', npy('<f8', [0, 5], new Uint8Array(0)), /has the shape \[0, 5\]/],
    ['points', npy('<f8', [COUNT, 2], new Float64Array(2 * COUNT)), /holds points, while x holds images/],
    ['flat features', npy('<f8', [COUNT, 64], new Float64Array(64 * COUNT)), /not needed beside x/],
    ['masks', bytes([COUNT, HEIGHT, WIDTH], () => 1), /not needed beside x/],
    ['volumes', bytes([COUNT, 2, 2, 2, 2], () => 1), /has the shape \[14, 2, 2, 2, 2\]/],
  ])('are left out with a reason: %s', async (_, other, why) => {
    const { all, dataset } = await load(npz({ other, x, y }));
    expect(all).toEqual(expected());
    expect(dataset.leftOut).toEqual([{ name: 'other', why: expect.stringMatching(why) as string }]);
  });

  it('may have several fields, or be none at all', async () => {
    const header = Buffer.from(npy('<f4', [COUNT], new Uint8Array(8 * COUNT)));
    const fields = Buffer.from(
      header
        .toString('latin1')
        .replace("'<f4'", "[('a','<f4'),('b','<f4')]")
        .replace(/ {21}\n/, '\n'),
      'latin1',
    );
    const file = given(
      'd.npz',
      zipSync({ 'x.npy': x, 'y.npy': y, 'fields.npy': fields, 'readme.txt': Buffer.from('hello') }),
    );
    const { all, dataset } = await load(file);
    expect(all).toEqual(expected());
    expect(dataset.leftOut).toEqual([
      { name: 'readme.txt', why: 'is not an array' },
      { name: 'fields', why: 'holds records of several fields' },
    ]);
  });

  it('are distinguished from missing arrays', async () => {
    await expect(
      inspect([npz({ train_images: bytes([3, 9, 9, 9], () => 1), train_labels: y })]),
    ).rejects.toMatchObject({
      ...refused(
        'no-items',
        /neither images nor points in d\.npz: train_images has the shape \[3, 9, 9, 9\]\.$/,
      ),
      problem: { advice: expect.stringMatching(/^Volumes are not read: save slices/) as string },
    });
    await expect(inspect([npz({ y })])).rejects.toMatchObject(
      refused('no-items', /^y holds labels, but the images/),
    );
    const fewer = npz({ x_train: x, y_train: y, x_test: bytes([5, HEIGHT, WIDTH], value) });
    expect((await load(fewer)).dataset.leftOut).toEqual([
      { name: 'x_test', why: 'has no labels, while x_train has them' },
    ]);
  });
});

describe('what an array declares', () => {
  it('is compared with what the file holds before it is read', async () => {
    const start = performance.now();
    const short = npy('<f8', [2_000_000, 8, 8], new Uint8Array(64));
    await expect(inspect([npz({ x: short })])).rejects.toMatchObject(refused('truncated', /^x is cut off/));
    const entangled = npy('<f8', [2_000_000, 8, 8], new Uint8Array(64), 'True');
    await expect(inspect([given('x.npy', entangled)])).rejects.toMatchObject(
      refused('truncated', /^x\.npy is cut off/),
    );
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('takes time in proportion to it', async () => {
    // 64 MiB in some kilobytes: read twice, with a header for elements of a byte in the other order.
    const zeros = npy('>u1', [65_536, 32, 32], new Uint8Array(65_536 * 1024));
    const file = npz({ x: zeros });
    const start = performance.now();
    const found = await inspect([file]);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(found.splits.train.count + found.splits.test.count).toBe(65_536);
    const packed = given('x.npy.gz', zeros);
    expect((await inspect([packed])).width).toBe(32);
  });
});
