/** CSV and related formats. */
import { gzipSync } from 'node:zlib';
import { u8 } from './binary';
import type { Fields } from './fields';
import type { Family } from './input';

const SEPARATORS = [',', ';', '\t', '|', ' '];
const LINE_ENDS = ['\n', '\r\n', '\r', '\u2028', '\n\n', ''];

function cell(f: Fields, name: string, value: string): string {
  const quoted = f.choice(`${name} quoting`, value, [
    `"${value}"`,
    `"${value}`,
    `${value}"`,
    `"${value}""`,
    `'${value}'`,
    ` ${value} `,
  ]);
  return f.text(name, quoted);
}

function encoded(f: Fields, text: string): Uint8Array {
  const encoding = f.choice('encoding', 'utf8', [
    'utf16le',
    'latin1',
    'utf8-bom',
    'utf16le-bom',
    'utf16be-bom',
    'cut',
  ]);
  const bom = u8(0xff, 0xfe);
  if (encoding === 'utf8-bom') return Buffer.concat([u8(0xef, 0xbb, 0xbf), Buffer.from(text)]);
  if (encoding === 'utf16le-bom') return Buffer.concat([bom, Buffer.from(text, 'utf16le')]);
  if (encoding === 'utf16be-bom') return Buffer.concat([bom, Buffer.from(text, 'utf16le')]).swap16();
  if (encoding === 'cut') return Buffer.concat([bom, Buffer.from(text, 'utf16le'), u8(0x41)]);
  return Buffer.from(text, encoding as BufferEncoding);
}

function table(
  f: Fields,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  separators = SEPARATORS,
): Uint8Array {
  const separator = f.choice('separator', f.draw.pick(separators), [...SEPARATORS, '', ',,', ', ']);
  const lineEnd = f.choice('line end', f.draw.pick(['\n', '\r\n', '\r']), LINE_ENDS);
  const first = f.draw.pick(['', '', '# made by a program', separator === ' ' ? '' : `sep=${separator}`]);
  const comment = f.choice('first line', first === '' ? '' : first + lineEnd, [
    'sep=',
    'sep=ab\n',
    '#\n',
    '\n\n',
    '"#"\n',
  ]);
  // Only some cells are fields: if all were, the few other fields would rarely be mutated.
  const line = (cells: readonly string[], name: string, some: boolean) =>
    f
      .parts(
        `cells of ${name}`,
        cells.map((value, i) => (some && i % 20 < 2 ? cell(f, `${name} cell ${String(i)}`, value) : value)),
      )
      .join(separator);
  const lines = rows.map((row, i) => line(row, `row ${String(i)}`, i % 8 === 1));
  if (header.length > 0) lines.unshift(line(header, 'header', true));
  return encoded(
    f,
    comment +
      f.parts('lines', lines).join(lineEnd) +
      f.choice('last line end', lineEnd, ['', '\0', '"', '   ']),
  );
}

const decimal = (value: number, comma: boolean) =>
  comma ? value.toFixed(3).replace('.', ',') : value.toFixed(3);

const points: Family = {
  name: 'CSV of points',
  build(f) {
    const comma = f.draw.pick([false, false, true]);
    const separators = comma ? SEPARATORS.filter((one) => one !== ',') : SEPARATORS;
    const labelled = f.draw.pick([true, false]);
    const rows = Array.from({ length: 24 }, (_, i) => [
      decimal(Math.sin(i), comma),
      decimal(Math.cos(i), comma),
      ...(labelled ? [f.draw.pick(['a', 'b', '3'])] : []),
    ]);
    const header = f.draw.pick([[], ['x', 'y', ...(labelled ? ['label'] : [])]]);
    return {
      files: [
        {
          path: f.draw.pick(['points.csv', 'points.tsv', 'points.txt']),
          bytes: table(f, header, rows, separators),
        },
      ],
    };
  },
};

const images: Family = {
  name: 'CSV of images',
  build(f) {
    const pixels = 64;
    const first = f.draw.pick([true, false]);
    const rows = Array.from({ length: 12 }, (_, i) => {
      const values = Array.from({ length: pixels }, (_, at) => String((i * 31 + at * 7) % 256));
      const label = String(i % 3);
      return first ? [label, ...values] : [...values, label];
    });
    const names = Array.from({ length: pixels }, (_, i) => `pixel${String(i)}`);
    const header = f.draw.pick([[], first ? ['label', ...names] : [...names, 'label']]);
    const bytes = table(f, header, rows);
    return f.draw.pick([false, true])
      ? { files: [{ path: 'digits.csv.gz', bytes: f.bytes('gzip', gzipSync(bytes)) }] }
      : { files: [{ path: 'digits.csv', bytes }] };
  },
};

export const tableFamilies: readonly Family[] = [points, images];
