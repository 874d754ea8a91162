import { describe, expect, it } from 'vitest';
import { inspect, refused } from '../../testing/import-fixture';
import { csvImagesFixture } from '../../testing/csv-images-fixture';

const { given, places, rows, pixel, pixels, kind, table, load, expected } = csvImagesFixture();

describe('the columns of a table of images', () => {
  it('are ordered by number if they were sorted as words', async () => {
    const order = [...places].sort((a, b) => (`p${String(a)}` < `p${String(b)}` ? -1 : 1));
    const lines = [
      order.map((place) => `p${String(place)}`),
      ...rows((i) => order.map((place) => pixel(i, place))),
    ];
    const { dataset, all } = await load([table(lines)]);
    expect(all).toEqual(expected(pixels, () => ''));
    expect(dataset.notes[0]).toMatch(/in the order of the columns’ names/);
  });

  it('may name rows and columns of images that are not square', async () => {
    const grid = (name: (row: number, column: number) => string) =>
      Array.from({ length: 10 * 7 }, (_, place) => name(Math.floor(place / 7), place % 7));
    const values = (i: number) => Array.from({ length: 70 }, (_, place) => pixel(i, place));
    for (const name of [
      (row: number, column: number) => `r${String(row)}c${String(column)}`,
      (row: number, column: number) => `${String(row + 1)}x${String(column + 1)}`,
      // The first number may also be the column.
      (row: number, column: number) => `${String(column + 1)}x${String(row + 1)}`,
      (row: number, column: number) => `x${String(column)}y${String(row)}`,
    ]) {
      const { dataset, all } = await load([
        table([[...grid(name), 'what'], ...rows((i) => [...values(i), kind(i)])]),
      ]);
      expect(dataset).toMatchObject({ width: 7, height: 10, channels: 1 });
      expect(all).toEqual(expected(values));
    }
  });

  const colors = ['r', 'g', 'b'];
  const value = (i: number, place: number, color: number) => (i * 31 + place * 7 + color * 83) % 251;
  const interleaved = (i: number) =>
    places.flatMap((place) => colors.map((_, color) => value(i, place, color)));
  const planar = (i: number) => colors.flatMap((_, color) => places.map((place) => value(i, place, color)));

  it('may have names with colours', async () => {
    const named = [
      [colors.flatMap((color) => places.map((place) => `${color}${String(place)}`)), planar],
      [
        places.flatMap((place) => ['red', 'green', 'blue'].map((color) => `px${String(place)}_${color}`)),
        interleaved,
      ],
    ] as const;
    for (const [header, of] of named) {
      const { dataset, all } = await load([
        table([['digit', ...header], ...rows((i) => [kind(i), ...of(i)])]),
      ]);
      expect(dataset).toMatchObject({ width: 8, height: 8, channels: 3 });
      expect(all).toEqual(expected(interleaved));
    }
  });

  it('have the colour order with which neighbours are alike', async () => {
    // Each colour has a different slope.
    const slope = (i: number, place: number, color: number) =>
      Math.round(((place % 8) * (3 + color) + (place >> 3) * (5 - color) + i * 4 + color * 60) % 256);
    const smooth = (i: number) => places.flatMap((place) => colors.map((_, color) => slope(i, place, color)));
    const smoothPlanar = (i: number) =>
      colors.flatMap((_, color) => places.map((place) => slope(i, place, color)));
    for (const [of, note] of [
      [smooth, /red, green and blue of one pixel after another, which makes/],
      [
        smoothPlanar,
        /192 columns are taken for all reds, then all greens, .* which makes neighbouring pixels alike/,
      ],
    ] as const) {
      const { dataset, all } = await load([table(rows((i) => [kind(i), ...of(i)]))]);
      expect(all).toEqual(expected(smooth));
      expect(dataset.notes[0]).toMatch(note);
    }
    const { dataset } = await load([
      table(rows((i) => interleaved((i * 7919) % 251).map((one, at) => (one * (at + 3)) % 251))),
    ]);
    expect(dataset.notes[0]).toMatch(/the pixels do not show whether that is so/);
  });
});

describe('pixels in one cell', () => {
  const packed = (i: number) => pixels(i).join(' ');
  const usage = (i: number) => ['Training', 'PublicTest', 'PrivateTest'][i % 3] ?? '';

  it('are read as in FER2013', async () => {
    const lines = [['emotion', 'pixels', 'Usage'], ...rows((i) => [kind(i), packed(i), usage(i)])];
    const quoted = [['emotion', 'pixels', 'Usage'], ...rows((i) => [kind(i), `"${packed(i)}"`, usage(i)])];
    const bare = await load([table(lines.slice(1))]);
    expect(bare.all).toEqual(expected());
    expect(bare.dataset.leftOut).toMatchObject([{ name: 'd.csv: column 3' }]);
    for (const one of [lines, quoted]) {
      const { dataset, all } = await load([table(one)]);
      expect(all).toEqual(expected());
      expect(dataset).toMatchObject({
        width: 8,
        labelSource: 'column 1 (“emotion”)',
        leftOut: [
          { name: 'd.csv: column 3 (“Usage”)', why: 'names splits, which are not read from a column' },
        ],
        doubts: [],
      });
    }
  });

  it('are read with the label after them, without a header, and alone', async () => {
    const behind = await load([table(rows((i) => [packed(i), kind(i)]))]);
    expect(behind.all).toEqual(expected());
    expect(behind.dataset.labelSource).toBe('column 2');
    const words = await load([table([['image', 'word'], ...rows((i) => [packed(i), `w${kind(i)}`])])]);
    expect(words.all).toEqual(expected(pixels, (i) => `w${kind(i)}`));
    const wrong = rows((i) => [kind(i), i === 4 ? packed(i).slice(0, -2) + 'x' : packed(i)]);
    await expect(inspect([table(wrong)])).rejects.toMatchObject(
      refused('cell', /^Line 5 of d\.csv has “.*x” in column 66/),
    );
  });
});

describe('values of tables of images', () => {
  it('are read unchanged, with a note if images are nearly black', async () => {
    const lines = rows((i) => pixels(i).map((one) => one % 17));
    const { dataset, all } = await load([table(lines)]);
    expect(all).toEqual(
      expected(
        (i) => pixels(i).map((one) => one % 17),
        () => '',
      ),
    );
    expect(dataset.notes[0]).toMatch(/^d\.csv holds whole numbers up to 16, where white is 255/);
    expect((await load([table(rows(pixels))])).dataset.notes.join(' ')).not.toMatch(/white/);
  });
});

describe('lines of tables of images', () => {
  it('are refused, with the line number, if a cell is not a number', async () => {
    const lines = rows((i) => [kind(i), ...pixels(i)]);
    lines[14]![9] = '7a';
    await expect(inspect([table(lines)])).rejects.toMatchObject(
      refused('cell', /^Line 15 of d\.csv has “7a” in column 10, which is no number/),
    );
    const first = rows((i) => [kind(i), ...pixels(i)]);
    first[0]![9] = '7a';
    await expect(inspect([table(first)])).rejects.toMatchObject(
      refused('cell', /^Line 1 of d\.csv has “7a”/),
    );
  });

  it('are read in linear time', async () => {
    const long = [`x,y`, '1,2', `3,${' '.repeat(1_000_000)}4"5`, ...Array<string>(20).fill('1,2')];
    const start = performance.now();
    await expect(inspect([given('d.csv', Buffer.from(long.join('\n')))])).rejects.toMatchObject(
      refused('cell', /^Line 3 of d\.csv has “4"5” in column 2/),
    );
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
