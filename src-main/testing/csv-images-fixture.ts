import type { ImportOptions } from '../contract/dataset';
import { importFixture } from './import-fixture';
import type { GivenFile } from '../datasets/formats/format';

/** Tables of 21 images in three classes, and what is loaded of them. */
export function csvImagesFixture() {
  const { given, imported } = importFixture();

  const PIXELS = 64;
  const COUNT = 21;
  const places = Array.from({ length: PIXELS }, (_, place) => place);
  const rows = <T>(of: (i: number) => T) => Array.from({ length: COUNT }, (_, i) => of(i));
  const pixel = (i: number, place: number) => (i * 37 + place * 11) % 251;
  const pixels = (i: number) => places.map((place) => pixel(i, place));
  const kind = (i: number) => String(i % 3);
  const table = (lines: readonly unknown[][], name = 'd.csv') =>
    given(name, Buffer.from(lines.map((line) => line.join(',')).join('\n') + '\n'));

  /** Images as they are loaded, each as its class and its values. */
  async function load(files: readonly GivenFile[], options: Partial<ImportOptions> = {}) {
    const { dataset, train, test } = await imported(files, options);
    const size = dataset.width * dataset.height * dataset.channels;
    const found = [train, test].map(({ items, labels, count }) =>
      Array.from({ length: count }, (_, i) =>
        [dataset.classNames[labels?.[i] ?? -1] ?? '', ...items.subarray(i * size, (i + 1) * size)].join(' '),
      ),
    );
    return { dataset, found, all: found.flat().sort() };
  }
  const expected = (of: (i: number) => number[] = pixels, label: (i: number) => string = kind) =>
    rows((i) => [label(i), ...of(i)].join(' ')).sort();
  return { given, PIXELS, COUNT, places, rows, pixel, pixels, kind, table, load, expected };
}
