import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../contract/dataset';
import { importFixture, inspect, refused } from '../../testing/import-fixture';
import type { GivenFile } from './format';

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

describe('the label of a table of images', () => {
  const series = places.map((place) => `p${String(place)}`);
  it.each<[string, unknown[], (i: number) => unknown[], string]>([
    ['digit', ['digit', ...series], (i) => [kind(i), ...pixels(i)], 'column 1 (“digit”)'],
    ['y', [...series, 'y'], (i) => [...pixels(i), kind(i)], 'column 65 (“y”)'],
    ['any other name', ['Kanji', ...series], (i) => [kind(i), ...pixels(i)], 'column 1 (“Kanji”)'],
    [
      'the last name before numbers from 1',
      ['letter', ...places.map((place) => `pixel ${String(place + 1)}`)],
      (i) => [kind(i), ...pixels(i)],
      'column 1 (“letter”)',
    ],
    [
      'a name before rows and columns',
      ['emotion', ...places.map((place) => `${String(1 + (place >> 3))}x${String(1 + (place % 8))}`)],
      (i) => [kind(i), ...pixels(i)],
      'column 1 (“emotion”)',
    ],
    [
      'a name amid pixels',
      [...series.slice(0, 9), 'c', ...series.slice(9)],
      (i) => [...pixels(i).slice(0, 9), kind(i), ...pixels(i).slice(9)],
      'column 10 (“c”)',
    ],
    [
      'an id before it',
      ['ImageId', 'digit', ...series],
      (i) => [i + 1, kind(i), ...pixels(i)],
      'column 2 (“digit”)',
    ],
    [
      'an index at the end',
      [...series, 'digit', 'idx'],
      (i) => [...pixels(i), kind(i), i],
      'column 65 (“digit”)',
    ],
    [
      'names of files',
      ['file_name', 'digit', ...series],
      (i) => [`${String(i)}.png`, kind(i), ...pixels(i)],
      'column 2 (“digit”)',
    ],
    [
      'a fraction beside it',
      ['weight', 'digit', ...series],
      (i) => [i / 7, kind(i), ...pixels(i)],
      'column 2 (“digit”)',
    ],
    [
      'a surer name beside it',
      ['type', 'label', ...series],
      (i) => [i % 2, kind(i), ...pixels(i)],
      'column 2 (“label”)',
    ],
  ])('is found by %s', async (_, header, row, source) => {
    const { dataset, all } = await load([table([header, ...rows(row)])]);
    expect(dataset.labelSource).toBe(source);
    expect(all).toEqual(expected());
    expect(dataset.leftOut).toHaveLength(header.length - PIXELS - 1);
  });

  it('is asked for where several columns could be it', async () => {
    const lines = [['coarse', 'fine', ...series], ...rows((i) => [i % 2, kind(i), ...pixels(i)])];
    const { dataset } = await load([table(lines)]);
    expect(dataset.doubts).toMatchObject([{ option: 'label', choices: [{}, {}] }]);
    const { all, dataset: chosen } = await load([table(lines)], { label: 'fine' });
    expect(all).toEqual(expected());
    expect(chosen).toMatchObject({
      doubts: [],
      leftOut: [{ name: 'd.csv: column 1 (“coarse”)', why: 'holds neither pixels nor the label' }],
    });
  });

  it('is none where a column differs in every row or holds fractions', async () => {
    for (const odd of [(i: number) => `a${String(i)}.png`, (i: number) => i / 7, (i: number) => 1000 - i]) {
      const { dataset, all } = await load([
        table([['what', ...series], ...rows((i) => [odd(i), ...pixels(i)])]),
      ]);
      expect(all).toEqual(expected(pixels, () => ''));
      expect(dataset.leftOut).toMatchObject([{ name: 'd.csv: column 1 (“what”)' }]);
    }
  });

  it('is what a person says, by name or number', async () => {
    const lines = rows((i) => [kind(i), ...pixels(i).slice(1), i % 2]);
    expect((await load([table(lines)], { label: '1' })).dataset.classNames).toEqual(['0', '1', '2']);
    const last = await load([table(lines)], { label: '65' });
    expect(last.dataset).toMatchObject({ classNames: ['0', '1'], labelSource: 'column 65', doubts: [] });
    // Names that number the columns are no names: the number counts from 1.
    const numbered = await load([table([[...Array(65).keys()], ...lines])], { label: '1' });
    expect(numbered.dataset.labelSource).toBe('column 1 (“0”)');
  });

  it('is left out on demand', async () => {
    const { dataset, all } = await load(
      [table([['digit', ...series], ...rows((i) => [kind(i), ...pixels(i)])])],
      {
        classes: 'none',
      },
    );
    expect(all).toEqual(expected(pixels, () => ''));
    expect(dataset).toMatchObject({ classNames: [], labelSource: null });
  });
});

describe('a header that pandas made of numbers', () => {
  // Of a first row of equal cells, and of one with some that are not.
  const mangled = (cells: readonly number[]) => {
    const seen = new Map<number, number>();
    return cells.map((cell) => {
      const before = seen.get(cell) ?? 0;
      seen.set(cell, before + 1);
      return before === 0 ? String(cell) : `${String(cell)}.${String(before)}`;
    });
  };
  it.each<[string, number[]]>([
    ['zeros', Array<number>(PIXELS + 1).fill(0)],
    ['a digit', [5, ...Array<number>(40).fill(0), 12, 7, ...Array<number>(22).fill(0)]],
  ])('of %s is no image', async (_, first) => {
    const labelFirst = await load([table([mangled(first), ...rows((i) => [kind(i), ...pixels(i)])])]);
    expect(labelFirst.all).toEqual(expected());
    expect(labelFirst.dataset.notes).toContain(
      'The first line only numbers the columns, and is taken for a header.',
    );
    const labelLast = await load([table([mangled(first), ...rows((i) => [...pixels(i), kind(i)])])]);
    expect(labelLast.all).toEqual(expected());
  });

  it('is none where the others are as regular', async () => {
    const ramp = (i: number) => places.map((place) => place + i);
    const { all } = await load([table(rows(ramp))]);
    expect(all).toEqual(expected(ramp, () => ''));
  });
});

describe('the columns of a table of images', () => {
  it('are put in the order of their names where these are sorted as words', async () => {
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
      // The first number may count along the row, too.
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

  it('may name the colours', async () => {
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

  it('have their colours in the order in which neighbours are alike', async () => {
    // A slope of its own in each colour.
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

  it('are read as FER2013 has them', async () => {
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

  it('are read with the label behind them, without a header, and alone', async () => {
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

describe('several tables of images', () => {
  const header = places.map((place) => `pixel${String(place)}`);
  const train = () => table([['label', ...header], ...rows((i) => [kind(i), ...pixels(i)])], 'train.csv');
  const test = () => table([header, ...rows((i) => pixels(i + 5)).slice(0, 14)], 'test.csv');
  const submission = () =>
    table([['ImageId', 'Label'], ...rows((i) => [i + 1, 0]).slice(0, 14)], 'sample_submission.csv');

  it('may be a competition’s: what has no labels is left out', async () => {
    for (const files of [
      [train(), test(), submission()],
      [submission(), test(), train()],
      [test(), train()],
      [train(), submission()],
    ]) {
      const { dataset, found } = await load(files);
      expect(found.map(({ length }) => length)).toEqual([18, 3]);
      expect(found.flat().sort()).toEqual(expected());
      expect(dataset).toMatchObject({ labelSource: 'column 1 (“label”)', suggestedName: 'train' });
      const left = new Map(dataset.leftOut.map(({ name, why }) => [name, why]));
      expect(left.size).toBe(files.length - 1);
      if (left.has('test.csv')) expect(left.get('test.csv')).toBe('has no labels, while train.csv has them');
    }
  });

  it('keep the test split without labels', async () => {
    const { dataset, found } = await load([submission(), train(), test()], { classes: 'none' });
    expect(found.map(({ length }) => length)).toEqual([21, 14]);
    expect(dataset.classNames).toEqual([]);
    expect(dataset.leftOut.map(({ name }) => name)).toEqual([
      'sample_submission.csv',
      'train.csv: column 1 (“label”)',
    ]);
  });

  it('may have no header, and labels only in one', async () => {
    const bare = table(
      rows((i) => [kind(i), ...pixels(i)]),
      'train.csv',
    );
    const unlabelled = table(rows((i) => pixels(i + 5)).slice(0, 14), 'test.csv');
    for (const options of [{}, { label: '1' }]) {
      const { dataset, found } = await load([unlabelled, bare], options);
      expect(found.flat().sort()).toEqual(expected());
      expect(dataset.leftOut.map(({ name }) => name)).toEqual(['test.csv']);
    }
    await expect(inspect([unlabelled], { label: '1' })).rejects.toMatchObject(
      refused('label', /no column “1” can be taken for the label/),
    );
  });

  it('have the label where the largest of them has it', async () => {
    // In the few rows of the test, the last pixel looks like a class, and the class does not vary.
    const few = (i: number) => [1, ...pixels(i).slice(0, -1), i % 2];
    const { dataset, found } = await load([
      table(rows(few).slice(0, 3), 'test.csv'),
      table(
        rows((i) => [kind(i), ...pixels(i)]),
        'train.csv',
      ),
    ]);
    expect(dataset).toMatchObject({ classNames: ['0', '1', '2'], labelSource: 'column 1' });
    expect(found[1]).toEqual([0, 1, 2].map((i) => few(i).join(' ')));
  });

  it('may have their labels in tables of their own', async () => {
    const parts = (of: (i: number) => unknown[], name: string, count = COUNT) =>
      table(rows(of).slice(0, count), name);
    const { dataset, found } = await load([
      parts((i) => pixels(i), 'train_x.csv'),
      parts((i) => [i % 2], 'test_y.csv', 7),
      parts((i) => [kind(i)], 'train_y.csv'),
      parts((i) => pixels(i + 1), 'test_x.csv', 7),
    ]);
    expect(found[0]?.sort()).toEqual(expected());
    expect(found[1]).toEqual(rows((i) => [i % 2, ...pixels(i + 1)].join(' ')).slice(0, 7));
    expect(dataset.labelSource).toBe('train_y.csv');
    const headed = await load([
      parts((i) => pixels(i), 'images.csv'),
      table([['digit'], ...rows((i) => [kind(i)])], 'labels.csv'),
    ]);
    expect(headed.all).toEqual(expected());
    await expect(inspect([parts((i) => [kind(i)], 'labels.csv')])).rejects.toMatchObject(
      refused('no-items', /^labels\.csv holds labels, but the images/),
    );
    const ids = [parts((i) => pixels(i), 'a.csv'), parts((i) => [i * 3], 'b.csv')];
    expect((await load(ids)).dataset).toMatchObject({ labelSource: null, leftOut: [{ name: 'b.csv' }] });
  });

  it('are refused where the one for training is no such table', async () => {
    const broken = table(
      [['label', ...header.slice(3)], ...rows((i) => [kind(i), ...pixels(i).slice(3)])],
      'train.csv',
    );
    await expect(inspect([broken, test()])).rejects.toMatchObject(
      refused('columns', /^train\.csv has 62 columns/),
    );
  });

  it('leave points and other sizes out, and say so', async () => {
    const points = table([['x', 'y'], ...rows((i) => [i, i])], 'points.csv');
    const small = table(
      rows((i) => [...pixels(i), ...pixels(i), ...pixels(i), ...pixels(i)]),
      'large.csv',
    );
    const { dataset } = await load([points, small, train(), test()]);
    expect(dataset.leftOut.map(({ name, why }) => `${name} ${why}`)).toEqual([
      'points.csv holds points, while train.csv holds images of 8×8 pixels',
      'large.csv holds images of 16×16 pixels, while train.csv holds images of 8×8 pixels',
      'test.csv has no labels, while train.csv has them',
    ]);
  });
});

describe('values of tables of images', () => {
  it('are taken as they are, with a note where they are nearly black', async () => {
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
  it('are refused by their number where a cell is no number', async () => {
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

  it('take time in proportion to their length', async () => {
    const long = [`x,y`, '1,2', `3,${' '.repeat(1_000_000)}4"5`, ...Array<string>(20).fill('1,2')];
    const start = performance.now();
    await expect(inspect([given('d.csv', Buffer.from(long.join('\n')))])).rejects.toMatchObject(
      refused('cell', /^Line 3 of d\.csv has “4"5” in column 2/),
    );
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
