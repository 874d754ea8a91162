import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importFixture, inspect, refused } from '../../testing/import-fixture';
import { npy } from '../../testing/npy';

const { given, imported } = importFixture();

const npz = (name: string, arrays: Record<string, Uint8Array>) =>
  given(
    name,
    zipSync(Object.fromEntries(Object.entries(arrays).map(([key, bytes]) => [`${key}.npy`, bytes]))),
  );

/** [count, ...rest] of 0, 1, 2 … */
const images = (shape: number[]) =>
  npy(
    '|u1',
    shape,
    Uint8Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i % 256),
  );
const labels = (...values: number[]) => npy('|u1', [values.length], Uint8Array.from(values));

describe('npz files', () => {
  it('may be as for MNIST in Keras', async () => {
    const { dataset, train, test } = await imported([
      npz('mnist.npz', {
        x_test: images([2, 3, 2]),
        x_train: images([4, 3, 2]),
        y_train: npy('<i8', [4], BigInt64Array.of(7n, 2n, 1n, 2n)),
        y_test: npy('>i2', [2], Uint8Array.of(0, 1, 0, 7)),
      }),
    ]);
    expect(dataset).toMatchObject({ width: 2, height: 3, channels: 1, suggestedName: 'mnist', notes: [] });
    expect(dataset.classNames).toEqual(['1', '2', '7']);
    expect([...(train.labels ?? []), ...(test.labels ?? [])]).toEqual([2, 1, 0, 1, 0, 2]);
    expect([...train.items]).toEqual([...Array(24).keys()]);
    expect(dataset.files).toEqual([
      { name: 'x_train', role: 'train images' },
      { name: 'y_train', role: 'train labels' },
      { name: 'x_test', role: 'test images' },
      { name: 'y_test', role: 'test labels' },
    ]);
  });

  it('may be as in MedMNIST: in colour, with a validation split, and labels in a column', async () => {
    const found = await inspect([
      npz('pathmnist.npz', {
        train_images: images([4, 2, 2, 3]),
        val_images: images([3, 2, 2, 3]),
        test_images: images([2, 2, 2, 3]),
        train_labels: npy('|u1', [4, 1], Uint8Array.of(0, 1, 2, 0)),
        val_labels: npy('|u1', [3, 1], Uint8Array.of(0, 1, 2)),
        test_labels: npy('|u1', [2, 1], Uint8Array.of(0, 1)),
        about: npy('|u1', [1, 2, 3, 4, 5], new Uint8Array(120)),
      }),
    ]);
    expect(found).toMatchObject({ channels: 3, classNames: ['0', '1', '2'] });
    expect(found.splits).toMatchObject({ train: { count: 4 }, test: { count: 2 } });
    expect(found.leftOut).toEqual([
      { name: 'val_images', why: 'is for validation, and there is a test split, too' },
      { name: 'val_labels', why: 'holds labels of something that is left out' },
      { name: 'about', why: 'has the shape [1, 2, 3, 4, 5], which is none of images, points or labels' },
    ]);
  });

  it('may be as in KMNIST: one array per file', async () => {
    const found = await inspect([
      npz('kmnist-test-imgs.npz', { arr_0: images([2, 2, 2]) }),
      npz('kmnist-train-labels.npz', { arr_0: labels(0, 1, 2, 3) }),
      npz('kmnist-train-imgs.npz', { arr_0: images([4, 2, 2]) }),
      npz('kmnist-test-labels.npz', { arr_0: labels(4, 5) }),
    ]);
    expect(found.suggestedName).toBe('KMNIST');
    expect(found.classNames.join('')).toBe('おきすつなは');
    expect(found.files[3]).toEqual({ name: 'kmnist-test-labels.npz', role: 'test labels' });
  });

  it('may contain planar colours, flattened images and values of other ranges', async () => {
    const planar = await imported([npz('a.npz', { images: images([2, 3, 1, 2]) })]);
    expect([...planar.train.items]).toEqual([0, 2, 4, 1, 3, 5]);
    const flat = await imported([
      npz('b.npz', {
        images: npy(
          '<f4',
          [2, 64],
          Float32Array.from({ length: 128 }, (_, i) => i / 127),
        ),
      }),
    ]);
    expect(flat.dataset).toMatchObject({ width: 8, height: 8 });
    expect(flat.dataset.notes[0]).toMatch(/from 0 to 1/);
    expect([...flat.train.items.slice(0, 4)]).toEqual([0, 2, 4, 6]);
    const signed = await imported([
      npz('c.npz', { x: npy('<f8', [2, 1, 2], Float64Array.of(-1, 0, 1, 0.5)) }),
    ]);
    expect([...signed.train.items, ...signed.test.items]).toEqual([0, 128, 255, 191]);
    const wide = await imported([npz('d.npz', { x: npy('>u2', [2, 1, 1], Uint8Array.of(0, 200, 0, 9)) })]);
    expect([...wide.train.items]).toEqual([200]);
  });

  it('may contain points', async () => {
    const coordinates = Float64Array.from({ length: 40 }, (_, i) => i / 4);
    const { dataset, train } = await imported([
      npz('moons.npz', {
        X: npy('<f8', [20, 2], coordinates),
        y: labels(...Array.from({ length: 20 }, (_, i) => i % 2)),
      }),
    ]);
    expect(dataset).toMatchObject({ kind: 'points', classNames: ['0', '1'] });
    expect([...train.items.slice(0, 2)]).toEqual([0, 0.25]);
  });

  const two = images([2, 2, 2]);
  it.each<[string, Record<string, Uint8Array>, string, RegExp]>([
    ['Python objects', { x: npy('|O', [2], new Uint8Array(16)) }, 'element-type', /^x holds Python objects/],
    ['texts', { x: npy('<U5', [2], new Uint8Array(40)) }, 'no-items', /in x\.npz: x holds texts/],
    [
      'several labels each',
      { x: two, y: npy('|u1', [2, 14], new Uint8Array(28)) },
      'labels',
      /^y holds 14 values/,
    ],
    [
      'labels that are none',
      { x: two, y: npy('<f4', [2], Float32Array.of(0, 0.5)) },
      'labels',
      /^y holds 0\.5/,
    ],
    [
      'values out of range',
      { x: npy('<f4', [2, 1, 1], Float32Array.of(-5, 900)) },
      'values',
      /from -5 to 900/,
    ],
    [
      'values that are none',
      { x: npy('<f4', [2, 1, 1], Float32Array.of(0, NaN)) },
      'values.not-finite',
      /^x holds values that are no finite numbers/,
    ],
    [
      'values without an end',
      { x: npy('<f4', [2, 1, 1], Float32Array.of(-Infinity, 0.5)) },
      'values.not-finite',
      /^x holds values that are no finite numbers/,
    ],
    [
      'points nowhere',
      { x: npy('<f8', [2, 2], Float64Array.of(0, 1e300, 0, 0)) },
      'not-finite',
      /^x holds points/,
    ],
    ['less than declared', { x: npy('|u1', [9, 2, 2], new Uint8Array(8)) }, 'truncated', /^x is cut off/],
    ['no items', { x: npy('|u1', [0, 2, 2], new Uint8Array(0)) }, 'empty', /^x declares no items/],
    ['far too much', { x: npy('|u1', [1e12, 28, 28], new Uint8Array(8)) }, 'too-large', /items/],
    [
      'what is no array',
      { x: Buffer.from('not an array at all') },
      'npy',
      /^x cannot be read: it is no NumPy/,
    ],
    ['half a header', { x: two.subarray(0, 40) }, 'npy', /cut off inside its header/],
    [
      'no images',
      { about: npy('|u1', [1, 2, 3, 4, 5], new Uint8Array(120)) },
      'no-items',
      /neither images nor points/,
    ],
    ['labels alone', { y_train: labels(1, 2) }, 'no-items', /^y_train holds labels/],
  ])('are refused with %s', async (_, arrays, code, message) => {
    await expect(inspect([npz('x.npz', arrays)])).rejects.toMatchObject(refused(code, message));
  });

  it('are refused with too many arrays', async () => {
    const arrays = Object.fromEntries(
      Array.from({ length: 1001 }, (_, i) => [`a${String(i)}`, images([1, 8, 8])]),
    );
    await expect(inspect([npz('x.npz', arrays)])).rejects.toMatchObject(
      refused('too-large', /^x\.npz holds 1\s001 arrays; at most 1\s000 can be read\.$/),
    );
  });

  it('are refused if the ZIP is damaged, cut off or declares less than it contains', async () => {
    const whole = Buffer.from(zipSync({ 'x.npy': images([100, 28, 28]) }));
    const damaged = Buffer.from(whole).fill(0xff, 200, 260);
    for (const bytes of [whole.subarray(0, -30), damaged]) {
      await expect(inspect([given('x.npz', bytes)])).rejects.toMatchObject({
        problem: {
          message: expect.stringMatching(/x\.npz (is damaged as a ZIP|cannot be unpacked)/) as string,
        },
      });
    }
    const bomb = Buffer.from(
      zipSync({ 'x.npy': Buffer.concat([images([1, 2, 2]), Buffer.alloc(50_000_000)]) }),
    );
    // The uncompressed size in the central directory.
    bomb.writeUInt32LE(200, bomb.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 24);
    await expect(inspect([given('x.npz', bomb)])).rejects.toMatchObject(
      refused('zip', /is damaged as a ZIP: what it lists and what it holds do not fit together\.$/),
    );
  });
});
