import iconv from 'iconv-lite';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { csvCell } from '../../contract/csv';
import type { ImportOptions } from '../../contract/dataset';
import { importFixture, inspect, refused } from '../../testing/import-fixture';

const { given, imported } = importFixture();

const ROWS = 20;
const rows = (of: (i: number) => string, count = ROWS) => Array.from({ length: count }, (_, i) => of(i));
const table = (lines: readonly string[], name = 'd.csv') => given(name, Buffer.from(lines.join('\n') + '\n'));
/** Coordinates with fractions, of several digits. */
const x = (i: number) => (i * 0.37 - 2).toFixed(3);
const y = (i: number) => (((i * 7) % 11) / 4 + 0.125).toFixed(3);
const kind = (i: number) => String(i % 3);

/** Loads points, with the names of their classes. */
async function pointsOf(bytes: Uint8Array | string, options: Partial<ImportOptions> = {}, name = 'd.csv') {
  const { dataset, train, test } = await imported([given(name, Buffer.from(bytes))], options);
  expect(dataset.kind).toBe('points');
  const found = [train, test].flatMap(({ items, labels, count }) =>
    Array.from({ length: count }, (_, i) => ({
      x: items[2 * i]?.toFixed(3),
      y: items[2 * i + 1]?.toFixed(3),
      label: dataset.classNames[labels?.[i] ?? -1],
    })),
  );
  return { dataset, found: found.sort((a, b) => Number(a.x) - Number(b.x)) };
}
const expected = (label: (i: number) => string | undefined = () => undefined) =>
  Array.from({ length: ROWS }, (_, i) => ({ x: x(i), y: y(i), label: label(i) }));
const comma = (number: string) => number.replace('.', ',');

describe('tables of points', () => {
  it.each<[string, string[], boolean]>([
    ['commas', ['x,y,label', ...rows((i) => `${x(i)},${y(i)},${kind(i)}`)], true],
    ['semicolons', ['x;y;label', ...rows((i) => `${x(i)};${y(i)};${kind(i)}`)], true],
    ['tabs', ['x\ty\tlabel', ...rows((i) => `${x(i)}\t${y(i)}\t${kind(i)}`)], true],
    ['bars', ['x|y|label', ...rows((i) => `${x(i)}|${y(i)}|${kind(i)}`)], true],
    ['a blank', ['x y label', ...rows((i) => `${x(i)} ${y(i)} ${kind(i)}`)], true],
    ['blanks in columns', rows((i) => `   ${x(i).padStart(9)}   ${y(i)}\t ${kind(i)} `), true],
    ['decimal commas and semicolons', rows((i) => `${comma(x(i))};${comma(y(i))}`), false],
    [
      'decimal commas, semicolons and names',
      ['x;y;label', ...rows((i) => `${comma(x(i))};${comma(y(i))};${kind(i)}`)],
      true,
    ],
    ['decimal commas and tabs', rows((i) => `${comma(x(i))}\t${comma(y(i))}\t${kind(i)}`), true],
    ['decimal commas and blanks', rows((i) => `${comma(x(i))}  ${comma(y(i))}`), false],
    ['decimal commas in quotes', rows((i) => `"${comma(x(i))}","${comma(y(i))}",${kind(i)}`), true],
    ['Excel’s declaration', ['sep=;', 'x;y;label', ...rows((i) => `${x(i)};${y(i)};${kind(i)}`)], true],
    ['a declaration of a tab', ['sep=\t', ...rows((i) => `${x(i)}\t${y(i)}`)], false],
    ['a declaration alone', ['"sep=|"', ...rows((i) => `${x(i)}|${y(i)}`)], false],
    ['comments', ['# made today', '#', ...rows((i) => `${x(i)},${y(i)}`), '# the end, really'], false],
    ['a header in a comment', ['# x y label', ...rows((i) => `${x(i)} ${y(i)} ${kind(i)}`)], true],
    ['blank lines', ['', ' ', 'x,y', '', ...rows((i) => `${x(i)},${y(i)}\n`)], false],
    ['a separator at each end', ['x,y,label,', ...rows((i) => `${x(i)},${y(i)},${kind(i)},`)], true],
    ['a separator at the ends of data', ['x,y', ...rows((i) => `${x(i)},${y(i)},`)], false],
    ['R’s names of rows', ['"x" "y"', ...rows((i) => `"${String(i + 1)}" ${x(i)} ${y(i)}`)], false],
    ['R’s names in words', ['x,y', ...rows((i) => `"row ${String(i)}",${x(i)},${y(i)}`)], false],
    ['an index', [',x,y,label', ...rows((i) => `${String(i)},${x(i)},${y(i)},${kind(i)}`)], true],
    [
      'a number for each row',
      ['No.,x,y,label', ...rows((i) => `${String(i + 1)},${x(i)},${y(i)},${kind(i)}`)],
      true,
    ],
    ['an id', ['sample_id,x,y', ...rows((i) => `s${String(i)},${x(i)},${y(i)}`)], false],
    ['numbers of rows and no header', rows((i) => `${String(i)},${x(i)},${y(i)}`), false],
    [
      'numbers of rows, a label and no header',
      rows((i) => `${String(i + 1)},${x(i)},${y(i)},${kind(i)}`),
      true,
    ],
    ['the label first', ['label,x,y', ...rows((i) => `${kind(i)},${x(i)},${y(i)}`)], true],
    ['the label first and no header', rows((i) => `${kind(i)},${x(i)},${y(i)}`), true],
    ['the label last and no header', rows((i) => `${x(i)},${y(i)},${kind(i)}`), true],
    ['labels as fractions', ['x,y,class', ...rows((i) => `${x(i)},${y(i)},${kind(i)}.0`)], true],
    ['labels in E notation', rows((i) => `${x(i)} ${y(i)} ${kind(i)}.000000000000000000e+00`), true],
    ['features and y', ['x1,x2,y', ...rows((i) => `${x(i)},${y(i)},${kind(i)}`)], true],
    ['y before x', ['y,x', ...rows((i) => `${y(i)},${x(i)}`)], false],
    ['pandas’ numbers of columns', ['0,1', ...rows((i) => `${x(i)},${y(i)}`)], false],
    ['an empty column', ['x,y,label,note', ...rows((i) => `${x(i)},${y(i)},${kind(i)},`)], true],
    [
      'a column that is neither',
      ['x,y,weight,label', ...rows((i) => `${x(i)},${y(i)},0.5,${kind(i)}`)],
      true,
    ],
    ['lines of Windows', ['x,y\r', ...rows((i) => `${x(i)},${y(i)}\r`)], false],
    ['lines of both kinds', ['x,y\r', ...rows((i) => `${x(i)},${y(i)}${i % 2 === 0 ? '\r' : ''}`)], false],
    ['true minus signs', rows((i) => `${x(i).replace('-', '\u2212')},${y(i)}`), false],
  ])('may have %s', async (_, lines, isLabelled) => {
    const { found } = await pointsOf(lines.join('\n') + '\n');
    expect(found).toEqual(expected(isLabelled ? kind : undefined));
  });

  const text = ['x,y,label', ...rows((i) => `${x(i)},${y(i)},${i % 2 === 0 ? '위' : '아래'}`)].join('\r\n');
  const korean = expected((i) => (i % 2 === 0 ? '위' : '아래'));
  it.each<[string, Uint8Array]>([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['big-endian UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['big-endian UTF-16 without a mark', Buffer.from(text, 'utf16le').swap16()],
    ['Korean Windows', iconv.encode(text, 'cp949')],
    ['the lines of old Macs', Buffer.from(text.replaceAll('\r\n', '\r'))],
  ])('may be in %s', async (_, bytes) => {
    expect((await pointsOf(bytes)).found).toEqual(korean);
    expect((await pointsOf(gzipSync(bytes))).found).toEqual(korean);
  });

  it('report the encoding of text that is not UTF-8, and use the chosen one', async () => {
    const western = iconv.encode(
      text.replaceAll('위', 'häßlich').replaceAll('아래', 'schön'),
      'windows-1252',
    );
    const { dataset } = await pointsOf(western);
    expect(dataset.classNames).toEqual(['häßlich', 'schön']);
    expect(dataset.doubts[0]).toMatchObject({
      option: 'encoding',
      choices: [{ value: 'windows-1252' }, {}, {}, {}],
    });
    expect(dataset.doubts[0]?.text).toMatch(/d\.csv is not UTF-8\. It is read as .*: häßlich\.$/);
    const chosen = await pointsOf(iconv.encode(text, 'cp949'), { encoding: 'cp949' });
    expect(chosen.dataset).toMatchObject({ classNames: ['아래', '위'], doubts: [] });
    await expect(inspect([given('d.csv', western)], { encoding: 'utf-8' })).rejects.toMatchObject(
      refused('encoding', /d\.csv is not valid UTF-8/),
    );
  });

  it('may have the thousands separators of each country', async () => {
    const lines = rows((i) => `${String(i + 1)}.234,5;${String(i + 1)} 000,25`);
    const { found } = await pointsOf(lines.join('\n'));
    expect(found[2]).toMatchObject({ x: '3234.500', y: '3000.250' });
    const english = rows((i) => `"${String(i + 1)},234.5","${String(i + 1)},000,000"`);
    expect((await pointsOf(english.join('\n'))).found[2]).toMatchObject({ x: '3234.500', y: '3000000.000' });
  });

  it('report the column of the label, and a doubt if it could be another', async () => {
    const named = await inspect([table(['x,y,Variety', ...rows((i) => `${x(i)},${y(i)},${kind(i)}`)])]);
    expect(named).toMatchObject({ labelSource: 'column 3 (“Variety”)', doubts: [] });
    const unnamed = await inspect([table(rows((i) => `${kind(i)},${x(i)},${y(i)}`))]);
    expect(unnamed.labelSource).toBe('column 1');
    expect(unnamed.doubts).toEqual([
      {
        text: 'd.csv: column 1 is taken for the label; it could be a coordinate, too.',
        option: 'label',
        choices: [{ value: '1', label: 'column 1' }],
      },
    ]);
    const whole = await inspect([table(rows((i) => `${kind(i)},${String(i)},${String(i % 4)}`))]);
    expect(whole.doubts[0]?.choices.map(({ value }) => value)).toEqual(['3', '1']);
    const odd = await inspect([table(['x,y,value', ...rows((i) => `${x(i)},${y(i)},${kind(i)}`)])]);
    expect(odd.doubts[0]?.choices).toEqual([{ value: 'value', label: 'column 3 (“value”)' }]);
  });

  it('have the label in the chosen column', async () => {
    const lines = ['x,y,z', ...rows((i) => `${x(i)},${y(i)},${kind(i)}`)];
    for (const label of ['z', 'Z', '3']) {
      const { found, dataset } = await pointsOf(lines.join('\n'), { label });
      expect(found).toEqual(expected(kind));
      expect(dataset).toMatchObject({ labelSource: 'column 3 (“z”)', doubts: [] });
    }
    const first = rows((i) => `${kind(i)},${x(i)},${String(i % 2)}`);
    expect((await inspect([table(first)], { label: '1' })).classNames).toEqual(['0', '1', '2']);
    expect((await inspect([table(first)], { label: '3' })).classNames).toEqual(['0', '1']);
    const many = ['a,b,c,d', ...rows((i) => `${x(i)},${y(i)},${kind(i)},${kind(i)}`)];
    await expect(inspect([table(many)], { label: 'd' })).rejects.toMatchObject(
      refused('columns', /Beside the label d\.csv has columns 1 \(“a”\), 2 \(“b”\) and 3 \(“c”\)/),
    );
    await expect(inspect([table(lines)], { label: 'w' })).rejects.toMatchObject(
      refused('label', /d\.csv has no such column for the label; it has columns 1 \(“x”\)/),
    );
    await expect(
      inspect([table(['x,y', ...rows((i) => `${x(i)},${y(i)}`)])], { label: 'y' }),
    ).rejects.toMatchObject(refused('label', /no column “y” can be taken for the label/));
  });

  it('are imported without labels with classes: none, whatever the labels are', async () => {
    const lines = ['x,y,label', ...rows((i) => `${x(i)},${y(i)},${i === 3 ? '' : `c${String(i)}`}`)];
    const { found, dataset } = await pointsOf(lines.join('\n'), { classes: 'none' });
    expect(found).toEqual(expected());
    expect(dataset).toMatchObject({
      classNames: [],
      labelSource: null,
      leftOut: [{ name: 'd.csv: column 3 (“label”)', why: 'holds labels, which are not wanted' }],
    });
  });

  it.each<[string, string[], RegExp]>([
    [
      'named',
      ['x,y,z', ...rows((i) => `${x(i)},${y(i)},${kind(i)}`)],
      /columns 1 \(“x”\), 2 \(“y”\) and 3 \(“z”\)/,
    ],
    [
      'and labels',
      ['x,y,z,label', ...rows((i) => `${x(i)},${y(i)},1,${kind(i)}`)],
      /3 \(“z”\), but points have two/,
    ],
    ['of fractions', rows((i) => `${x(i)},${y(i)},${y(i + 1)}`), /numbers in columns 1, 2 and 3/],
    ['of whole numbers', rows((i) => `${x(i)},${y(i)},${String(i * 3)}`), /numbers in columns 1, 2 and 3/],
  ])('are refused with three coordinates %s', async (_, lines, message) => {
    await expect(inspect([table(lines)])).rejects.toMatchObject({
      ...refused('columns', message),
      problem: { advice: expect.stringMatching(/name the one that holds the class/) as string },
    });
  });

  it('restore class names that were escaped against spreadsheet formulas', async () => {
    const names = [
      '=HYPERLINK("http://x")',
      '@SUM(1+1)',
      '+1-1x',
      "-'quoted'",
      "'=x",
      '-1',
      'a "b", c; d',
      'none',
      '\uFF1Dx',
      '고양이',
    ];
    const lines = ['x,y,label', ...rows((i) => `${x(i)},${y(i)},${csvCell(names[i % names.length] ?? '')}`)];
    const { found } = await pointsOf(lines.join('\n'));
    expect(found).toEqual(expected((i) => names[i % names.length]));
  });

  it('allow # in class names', async () => {
    const { dataset } = await pointsOf(
      rows((i) => `#${i % 2 === 0 ? 'ff0000' : '00ff00'},${x(i)},${y(i)}`).join('\n'),
    );
    expect(dataset.classNames).toEqual(['#00ff00', '#ff0000']);
  });
});
