import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importFixture, inspect, refused } from '../../testing/import-fixture';

const { given, imported } = importFixture();

const csv = (name: string, ...lines: string[]) => given(name, Buffer.from(lines.join('\n') + '\n'));
/** A line of consecutive numbers from `start`. */
const run = (count: number, start = 0) =>
  Array.from({ length: count }, (_, i) => String((start + i) % 256)).join(',');

describe('tables of images', () => {
  it('may be as for MNIST on Kaggle', async () => {
    const header = `label,${Array.from({ length: 64 }, (_, i) => `pixel${String(i)}`).join(',')}`;
    const { dataset, train, test } = await imported([
      csv('fashion-mnist_test.csv', header, `9,${run(64)}`, `0,${run(64)}`),
      csv('fashion-mnist_train.csv', header, `3,${run(64, 5)}`, `9,${run(64)}`, `0,${run(64)}`),
    ]);
    expect(dataset).toMatchObject({ width: 8, height: 8, channels: 1, suggestedName: 'Fashion-MNIST' });
    expect(dataset.classNames).toEqual(['T-shirt', 'Dress', 'Ankle boot']);
    expect([...(train.labels ?? [])]).toEqual([1, 2, 0]);
    expect([...train.items.slice(0, 3)]).toEqual([5, 6, 7]);
    expect(test.count).toBe(2);
    expect(dataset.files[0]).toEqual({ name: 'fashion-mnist_train.csv', role: 'train images and labels' });
  });

  it('may have no header, the label last, or none', async () => {
    const last = await imported([csv('a.csv', `${run(64)},cat`, `${run(64, 1)},dog`, `${run(64, 2)},cat`)]);
    expect(last.dataset.classNames).toEqual(['cat', 'dog']);
    expect([...last.train.items.slice(0, 2)]).toEqual([0, 1]);
    const first = await inspect([csv('b.csv', `3,${run(64)}`, `4,${run(64)}`)]);
    expect(first.classNames).toEqual(['3', '4']);
    const varying = await inspect([csv('c.csv', `0,${run(63)},1.0`, `0,${run(63)},02`)]);
    expect(varying.classNames).toEqual(['1', '2']);
    expect((await inspect([csv('d.csv', run(64), run(64))])).classNames).toEqual([]);
  });

  it('may be in colour, with fractions, other separators, an index and quotes', async () => {
    const { dataset, train } = await imported([
      csv('e.csv', `7;${run(192).replaceAll(',', ';')}`, `"8; eight";${run(192).replaceAll(',', ';')}`),
    ]);
    expect(dataset).toMatchObject({ width: 8, height: 8, channels: 3, classNames: ['7', '8; eight'] });
    expect([...train.items.slice(0, 3)]).toEqual([0, 1, 2]);
    const header = `,${run(64)},label`;
    const halves = Array<string>(64).fill('0.5').join(',');
    const indexed = await imported([csv('f.csv', header, `0,${halves},3`, `1,${halves},4`)]);
    expect(indexed.dataset.notes[0]).toMatch(/from 0 to 1/);
    expect(indexed.train.items[0]).toBe(128);
  });

  it('of EMNIST are turned upright', async () => {
    const { dataset, train } = await imported([
      csv('emnist-letters-train.csv', `1,${run(64)}`, `26,${run(64)}`),
    ]);
    expect(dataset.classNames).toEqual(['A', 'Z']);
    expect([...train.items.slice(0, 3)]).toEqual([0, 8, 16]);
  });
});

describe('tables of points', () => {
  const rows = (of: (i: number) => string) => Array.from({ length: 20 }, (_, i) => of(i));

  it('may have classes as words or numbers, with or without a header', async () => {
    const { dataset, train, test } = await imported([
      csv('moons.csv', 'x,y,label', ...rows((i) => `${String(i / 2)},-1e-3,${i % 2 === 0 ? '위' : '아래'}`)),
    ]);
    expect(dataset).toMatchObject({ kind: 'points', suggestedName: 'moons', width: 2, height: 1 });
    expect(dataset.classNames).toEqual(['아래', '위']);
    const all = [...train.items, ...test.items];
    const [x, y] = [0, 1].map((axis) => all.filter((_, i) => i % 2 === axis).sort((a, b) => a - b));
    expect(x).toEqual(Array.from({ length: 20 }, (_, i) => i / 2));
    expect(new Set(y)).toEqual(new Set([Math.fround(-0.001)]));
    expect((await inspect([csv('a.tsv', ...rows((i) => `${String(i)}\t0`))])).classNames).toEqual([]);
    expect((await inspect([csv('b.csv', ...rows((i) => `red;${String(i)};1`))])).classNames).toEqual(['red']);
    expect(
      (await inspect([csv('c.csv', ...rows((i) => `${String(i)},1,${String(i % 3)}`))])).classNames,
    ).toEqual(['0', '1', '2']);
    expect(
      (await inspect([csv('d.csv', 'class,x,y', ...rows((i) => `${String(i % 2)},1,2`))])).classNames,
    ).toEqual(['0', '1']);
  });

  it('may come gzipped, from Windows, and with empty lines', async () => {
    const text = `\uFEFFx,y\r\n${rows((i) => `${String(i)},1`).join('\r\n')}\r\n\r\n`;
    const found = await imported([given('points.csv.gz', Buffer.from(text))]);
    expect(found.dataset).toMatchObject({ kind: 'points', suggestedName: 'points' });
    expect(found.train.count + found.test.count).toBe(20);
  });

  it.each<[string, string[], string, RegExp]>([
    [
      'a word among numbers',
      ['x,y', ...rows(() => '1,2'), '3,four'],
      'cell',
      /^Line 22 of x\.csv has “four” in column 2/,
    ],
    ['what is not finite', [...rows(() => '1,2'), '1,inf'], 'cell', /^Line 21 of x\.csv has “inf”/],
    ['what is too large for 32 bits', ['1,2', '1e300,2'], 'cell', /“1e300”/],
    ['nothing in a cell', ['1,2', ',2'], 'cell', /^Line 2 of x\.csv has “” in column 1/],
    [
      'lines of unlike length',
      ['1,2', '1,2,3'],
      'cell',
      /^Line 2 of x\.csv has 3 columns, while the first has 2/,
    ],
    ['no label', ['x,y,label', '1,2,a', '1,2,'], 'cell', /^Line 3 of x\.csv has no label/],
    [
      'three coordinates',
      ['1,2,0.5', '1,2,0.7'],
      'columns',
      /numbers in columns 1, 2 and 3, but points have two/,
    ],
    ['a single column', ['x;', '1;'], 'columns', /2 columns/],
    ['columns that make nothing', [run(5), run(5)], 'columns', /5 columns/],
    ['a header alone', ['x,y'], 'empty', /no rows/],
    ['few points', ['1,2', '3,4'], 'too-few', /only 2/],
    [
      'too many classes',
      Array.from({ length: 260 }, (_, i) => `1,2,c${String(i)}`),
      'too-many-classes',
      /more than 256/,
    ],
    ['a page', ['<!doctype html><p>Not found, sorry', '<p>,'], 'format', /no format/],
  ])('are refused with %s', async (_, lines, code, message) => {
    await expect(inspect([csv('x.csv', ...lines)])).rejects.toMatchObject(refused(code, message));
  });

  it('are refused if a small gzip contains only line ends', async () => {
    const bytes = gzipSync(Buffer.concat([Buffer.from('1,2\n'), Buffer.alloc(50_000_000, '\n')]));
    const start = performance.now();
    await expect(inspect([{ ...given('x', bytes), name: 'x.csv' }])).rejects.toMatchObject(
      refused('too-large', /more than 100.000 blank lines/),
    );
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('are refused if a line does not end', async () => {
    const bytes = gzipSync(Buffer.concat([Buffer.from('1,2\n1,'), Buffer.alloc(40_000_000, '1')]));
    const path = given('x', bytes);
    await expect(inspect([{ ...path, name: 'x.csv' }])).rejects.toMatchObject(
      refused('too-large', /has a line of more/),
    );
  });
});
