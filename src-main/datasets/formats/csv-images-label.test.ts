import { describe, expect, it } from 'vitest';
import { csvImagesFixture } from '../../testing/csv-images-fixture';

const { PIXELS, places, rows, pixels, kind, table, load, expected } = csvImagesFixture();

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

  it('has a doubt if several columns are possible', async () => {
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

  it('is not a column that differs in every row or has fractions', async () => {
    for (const odd of [(i: number) => `a${String(i)}.png`, (i: number) => i / 7, (i: number) => 1000 - i]) {
      const { dataset, all } = await load([
        table([['what', ...series], ...rows((i) => [odd(i), ...pixels(i)])]),
      ]);
      expect(all).toEqual(expected(pixels, () => ''));
      expect(dataset.leftOut).toMatchObject([{ name: 'd.csv: column 1 (“what”)' }]);
    }
  });

  it('is the chosen column, by name or number', async () => {
    const lines = rows((i) => [kind(i), ...pixels(i).slice(1), i % 2]);
    expect((await load([table(lines)], { label: '1' })).dataset.classNames).toEqual(['0', '1', '2']);
    const last = await load([table(lines)], { label: '65' });
    expect(last.dataset).toMatchObject({ classNames: ['0', '1'], labelSource: 'column 65', doubts: [] });
    // Names that only number the columns are ignored: the number counts from 1.
    const numbered = await load([table([[...Array(65).keys()], ...lines])], { label: '1' });
    expect(numbered.dataset.labelSource).toBe('column 1 (“0”)');
  });

  it('is left out with classes: none', async () => {
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

describe('a header that pandas generated from numbers', () => {
  // One first row has only equal cells, the other some different ones.
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
  ])('from %s is not read as an image', async (_, first) => {
    const labelFirst = await load([table([mangled(first), ...rows((i) => [kind(i), ...pixels(i)])])]);
    expect(labelFirst.all).toEqual(expected());
    expect(labelFirst.dataset.notes).toContain(
      'The first line only numbers the columns, and is taken for a header.',
    );
    const labelLast = await load([table([mangled(first), ...rows((i) => [...pixels(i), kind(i)])])]);
    expect(labelLast.all).toEqual(expected());
  });

  it('is not assumed if the other rows are as regular', async () => {
    const ramp = (i: number) => places.map((place) => place + i);
    const { all } = await load([table(rows(ramp))]);
    expect(all).toEqual(expected(ramp, () => ''));
  });
});
