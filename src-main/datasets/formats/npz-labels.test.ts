import { zipSync } from 'fflate';
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
  texts,
  load,
  expected,
} = npzFixture();

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

  it.each<[string, Record<string, Uint8Array>, string[]]>([
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
  ])('may have an array of names: %s', async (_, arrays, names) => {
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

  it('are a doubt if there are several, and can be chosen by name', async () => {
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

  it('are left out with classes: none, whatever they are', async () => {
    const multi = npy('<f4', [COUNT, 14], new Float32Array(14 * COUNT).fill(0.5));
    for (const labels of [y, multi, npy('|O', [COUNT], new Uint8Array(8 * COUNT))]) {
      const { all, dataset } = await load(npz({ x, y: labels }), { classes: 'none' });
      expect(all).toEqual(expected(1, () => ''));
      expect(dataset).toMatchObject({ classNames: [], labelSource: null, leftOut: [{ name: 'y' }] });
    }
  });

  it.each<[string, Record<string, Uint8Array>, string, RegExp]>([
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

  it('may have several fields, or not be arrays', async () => {
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
