import { describe, expect, it } from 'vitest';
import { inspect, refused } from '../../testing/import-fixture';
import { csvImagesFixture } from '../../testing/csv-images-fixture';

const { COUNT, places, rows, pixels, kind, table, load, expected } = csvImagesFixture();

describe('several tables of images', () => {
  const header = places.map((place) => `pixel${String(place)}`);
  const train = () => table([['label', ...header], ...rows((i) => [kind(i), ...pixels(i)])], 'train.csv');
  const test = () => table([header, ...rows((i) => pixels(i + 5)).slice(0, 14)], 'test.csv');
  const submission = () =>
    table([['ImageId', 'Label'], ...rows((i) => [i + 1, 0]).slice(0, 14)], 'sample_submission.csv');

  it('may be from a competition: tables without labels are left out', async () => {
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

  it('include an unlabelled test split with classes: none', async () => {
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

  it('have the label in the same column as the largest table', async () => {
    // In the few rows of the test split, the last pixel looks like a class, and the class does not vary.
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

  it('may have their labels in separate tables', async () => {
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

  it('are refused if the training table is not one of images', async () => {
    const broken = table(
      [['label', ...header.slice(3)], ...rows((i) => [kind(i), ...pixels(i).slice(3)])],
      'train.csv',
    );
    await expect(inspect([broken, test()])).rejects.toMatchObject(
      refused('columns', /^train\.csv has 62 columns/),
    );
  });

  it('exclude points and other sizes, with the reason', async () => {
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
