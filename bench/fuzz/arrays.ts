/** IDX, CIFAR, NumPy arrays and archives of them. */
import { gzipSync } from 'node:zlib';
import { ascii, join, u16le, u32be, u32le, u8 } from './binary';
import { SOUND, type Fields } from './fields';
import type { Family, InputFile } from './input';
import { zip } from './zip';

const SIDE = 8;

const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 37) % 251);
const labelsOf = (count: number) => Uint8Array.from({ length: count }, (_, i) => i % 3);

function idxArray(f: Fields, name: string, type: number, dimensions: readonly number[], data: Uint8Array) {
  const head = u8(
    f.number(`${name} magic 0`, 0, 8),
    f.number(`${name} magic 1`, 0, 8),
    f.choice(`${name} type`, type, [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e, 0x00, 0xff]),
    f.number(`${name} rank`, dimensions.length, 8),
  );
  const sizes = dimensions.map((size, i) => f.number(`${name} dimension ${String(i)}`, size));
  return join(head, u32be(...f.parts(`${name} dimensions`, sizes)), f.bytes(`${name} data`, data));
}

function idxSplit(f: Fields, prefix: string, count: number, channels: number): InputFile[] {
  const shape = channels === 3 ? [count, SIDE, SIDE, 3] : [count, SIDE, SIDE];
  const images = idxArray(f, `${prefix} images`, 0x08, shape, pattern(count * SIDE * SIDE * channels));
  const labels = idxArray(f, `${prefix} labels`, 0x08, [count], labelsOf(count));
  const pack = f.draw.pick([true, false]);
  const [gz, packed] = pack
    ? ['.gz', (bytes: Uint8Array) => f.bytes(`${prefix} gzip`, gzipSync(bytes))]
    : ['', (bytes: Uint8Array) => bytes];
  return [
    { path: `${prefix}-images-idx3-ubyte${gz}`, bytes: packed(images) },
    { path: `${prefix}-labels-idx1-ubyte${gz}`, bytes: packed(labels) },
  ];
}

const idx: Family = {
  name: 'IDX',
  build(f) {
    const channels = f.draw.pick([1, 1, 3]);
    return {
      files: f.parts('files', [...idxSplit(f, 'train', 30, channels), ...idxSplit(f, 't10k', 12, channels)]),
    };
  },
};

const idxPoints: Family = {
  name: 'IDX points',
  build(f) {
    const values = Float32Array.from({ length: 80 }, (_, i) =>
      f.choice('value', Math.sin(i), [NaN, Infinity, 3e38, -0]),
    );
    const view = new DataView(new ArrayBuffer(4 * values.length));
    values.forEach((value, i) => view.setFloat32(4 * i, value));
    const bytes = idxArray(f, 'points', 0x0d, [40, 2], new Uint8Array(view.buffer));
    return { files: [{ path: 'train-points-idx2-float', bytes }] };
  },
};

const cifar: Family = {
  name: 'CIFAR',
  build(f) {
    const coarse = f.draw.pick([false, true]);
    const record = () =>
      join(
        coarse ? u8(f.number('coarse label', 3, 8)) : u8(),
        u8(f.number('label', f.draw.integer(0, 10), 8)),
        f.bytes('pixels', pattern(3072)),
      );
    const file = (path: string) => ({
      path,
      bytes: f.bytes(path, join(...f.parts('records', [record(), record(), record(), record()]))),
    });
    const names = coarse
      ? ['train.bin', 'test.bin']
      : ['data_batch_1.bin', 'data_batch_2.bin', 'test_batch.bin'];
    const classes = { path: 'batches.meta.txt', bytes: ascii(f.text('class names', 'plane\ncar\nbird\n')) };
    return { files: f.parts('files', [...names.map(file), ...(coarse ? [] : [classes])]) };
  },
};

interface ArraySpec {
  readonly name: string;
  readonly descr: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
  /** The shape as text, if it is not a tuple of numbers. */
  readonly tuple?: string;
  readonly isFortran?: boolean;
}

/** One array in the format in which NumPy saves it. */
function npy(f: Fields, { name, descr, shape, data, tuple, isFortran = false }: ArraySpec): Uint8Array {
  const version = f.choice(`${name} version`, 1, [0, 2, 3, 255]);
  const sizes = shape.map((size, i) => f.number(`${name} shape ${String(i)}`, size));
  const sound = tuple ?? `(${sizes.join(', ')},)`;
  const text = f.text(
    `${name} header`,
    `{'descr': '${f.choice(`${name} type`, descr, TYPES)}', ` +
      `'fortran_order': ${f.choice(`${name} order`, isFortran ? 'True' : 'False', ORDERS)}, ` +
      `'shape': ${f.choice(`${name} tuple`, sound, TUPLES)}, }`,
  );
  const padded = `${text.padEnd(64 * Math.ceil((text.length + 11) / 64) - 11)}\n`;
  const length = f.number(`${name} header length`, padded.length, 16);
  return join(
    u8(0x93),
    ascii('NUMPY'),
    u8(version, f.number(`${name} minor`, 0, 8)),
    version >= 2 ? u32le(length) : u16le(length),
    ascii(padded),
    f.bytes(`${name} data`, data),
  );
}

const TYPES = ['<f2', '<f4', '>f8', '|b1', '<i8', '>u2', '|S5', '<U4', '|O', '<c8', '|V2', 'x'];
const ORDERS = ['True', 'False', 'None', '1'];
const TUPLES = ['()', '(-1,)', '(1e3,)', '((1,),)', '[3]', '(3'];

/** The header of an array, for data from another source. */
export const npyHeader = (
  descr: string,
  shape: readonly number[],
  tuple?: string,
  isFortran = false,
): Uint8Array =>
  npy(SOUND, { name: '', descr, shape, data: u8(), isFortran, ...(tuple === undefined ? {} : { tuple }) });

/** Pixel values in each type: 0 to 255, or 0 to 1. */
const PIXELS: Readonly<Record<string, (count: number) => Uint8Array>> = {
  '|u1': pattern,
  '<f4': (count) => new Uint8Array(Float32Array.from(pattern(count), (value) => value / 255).buffer),
  '<i8': (count) => new Uint8Array(BigInt64Array.from(pattern(count), BigInt).buffer),
  '>u2': (count) => join(...Array.from(pattern(count), (value) => u8(0, value))),
  // The bytes of one half, or zero.
  '<f2': (count) => join(...Array.from(pattern(count), (value) => u8(0, value % 2 === 0 ? 0x38 : 0))),
};

const LABELS: Readonly<Record<string, (count: number) => Uint8Array>> = {
  '|u1': labelsOf,
  '<i8': (count) => new Uint8Array(BigInt64Array.from(labelsOf(count), BigInt).buffer),
  '<U2': (count) => join(...Array.from(labelsOf(count), (label) => u32le(97 + label, 0))),
};

function specs(f: Fields): readonly ArraySpec[] {
  const images = (name: string, count: number, rest: readonly number[], descr: string): ArraySpec => {
    const shape = [count, ...rest];
    const size = shape.reduce((a, b) => a * b, 1);
    return { name, descr, shape, data: PIXELS[descr]?.(size) ?? u8() };
  };
  const labels = (name: string, count: number, descr: string): ArraySpec => {
    return { name, descr, shape: f.draw.pick([[count], [count, 1]]), data: LABELS[descr]?.(count) ?? u8() };
  };
  const shape = f.draw.pick([
    [SIDE, SIDE],
    [SIDE, SIDE, 3],
    [3, SIDE, SIDE],
  ]);
  const pixels = f.draw.pick(Object.keys(PIXELS));
  const classes = f.draw.pick(Object.keys(LABELS));
  const keras = [
    images('x_train', 20, shape, pixels),
    labels('y_train', 20, classes),
    images('x_test', 12, shape, pixels),
    labels('y_test', 12, classes),
  ];
  const values = Float64Array.from({ length: 80 }, (_, i) => Math.sin(i));
  const points = { name: 'points', descr: '<f8', shape: [40, 2], data: new Uint8Array(values.buffer) };
  return f.draw.pick([keras, keras, [images('arr_0', 20, shape, pixels)], [points]]);
}

const npz: Family = {
  name: 'npz',
  build(f) {
    const arrays = f.parts('arrays', specs(f));
    const entries = arrays.map((array) => ({
      name: f.text(`${array.name} name`, `${array.name}.npy`),
      bytes: npy(f, array),
    }));
    return { files: [{ path: 'arrays.npz', bytes: zip(f, entries) }] };
  },
};

const singleNpy: Family = {
  name: 'npy',
  build(f) {
    return {
      files: specs(f)
        .slice(0, 1)
        .map((array) => ({ path: `${array.name}.npy`, bytes: npy(f, array) })),
    };
  },
};

export const arrayFamilies: readonly Family[] = [idx, idxPoints, cifar, npz, singleNpy];
