import { zipSync } from 'fflate';
import type { ImportOptions } from '../contract/dataset';
import { importFixture } from './import-fixture';
import type { GivenFile } from '../datasets/formats/format';
import { npy } from './npy';

type Arrays = Record<string, Uint8Array>;

/** Arrays of 14 images in three classes, in files as NumPy has them, and what is loaded of such files. */
export function npzFixture() {
  const { given, imported } = importFixture();

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
        [label(i), ...laidOut([HEIGHT, WIDTH, channels], (row, column, c) => of(i, row, column, c))].join(
          ' ',
        ),
      )
      .sort();
  return {
    given,
    imported,
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
  };
}
