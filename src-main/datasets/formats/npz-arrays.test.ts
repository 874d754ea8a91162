import { describe, expect, it } from 'vitest';
import { inspect, refused } from '../../testing/import-fixture';
import { npy } from '../../testing/npy';
import { npzFixture } from '../../testing/npz-fixture';

const {
  given,
  npz,
  COUNT,
  HEIGHT,
  WIDTH,
  value,
  kind,
  numbers,
  laidOut,
  bytes,
  fortran,
  x,
  y,
  load,
  expected,
  imported,
} = npzFixture();

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

  it('are blended with white if they are not opaque', async () => {
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

  it('with flat colours use the order in which neighbours are alike, or that of CIFAR', async () => {
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

  it('may be files of one array each, compressed or not', async () => {
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

  it('are classes if shapes are equal and names show no split, as in Quick, Draw!', async () => {
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

  it('are splits, or images and labels, if their names or shapes show it', async () => {
    const split = await load([given('train.npy', bitmap(8, 0)), given('test.npy', bitmap(6, 8))]);
    expect(split.dataset).toMatchObject({
      classNames: [],
      splits: { train: { count: 8 }, test: { count: 6 } },
    });
    const labelled = await load([given('a.npy', bitmap(14, 0)), given('b.npy', y)]);
    expect(labelled.dataset.classNames).toEqual(['0', '1', '2']);
  });
});

describe('what an array declares', () => {
  it('is compared with the size of the file before it is read', async () => {
    const start = performance.now();
    const short = npy('<f8', [2_000_000, 8, 8], new Uint8Array(64));
    await expect(inspect([npz({ x: short })])).rejects.toMatchObject(refused('truncated', /^x is cut off/));
    const entangled = npy('<f8', [2_000_000, 8, 8], new Uint8Array(64), 'True');
    await expect(inspect([given('x.npy', entangled)])).rejects.toMatchObject(
      refused('truncated', /^x\.npy is cut off/),
    );
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('is read in linear time', async () => {
    // 64 MiB, compressed to some kilobytes. It is read twice; its header has byte elements with the other byte order.
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
