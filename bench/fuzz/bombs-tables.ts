/** Tables and arrays. */
import { gzipSync } from 'node:zlib';
import { npyHeader } from './arrays';
import { ascii, join, u32be, u8 } from './binary';
import { allowed, file, MiB, repeated, type Bomb } from './bomb';
import { gzipOfRepeats, storedZip, zipOfRepeats } from './repeats';

const TABLE = ascii('x,y\n1,2\n');
const ROWS = repeated('\n1,2', 30);

export const tableBombs: readonly Bomb[] = [
  file('CSV: a line of blanks and a quote', 's.csv', () =>
    join(TABLE, ascii('3,'), repeated(' ', MiB), ascii('4"5'), ROWS),
  ),
  file('CSV: blanks before each quote', 'b.csv', () =>
    join(TABLE, repeated(`${' '.repeat(99)}"a"`, 10_000), ROWS),
  ),
  file('CSV: a line of quotes', 'q.csv', () => join(TABLE, repeated('"', 4 * MiB))),
  file('CSV: a quote that is never closed', 'u.csv', () =>
    join(TABLE, ascii('"'), repeated('1,2\n', 4 * MiB)),
  ),
  file('CSV: a line of separators', 'c.csv', () => join(repeated(',', 4 * MiB), ascii('\n1,2\n'))),
  file('CSV: a line without an end', 'l.csv', () => join(TABLE, repeated('1234567890', 7 * MiB))),
  file('CSV: digits without end', 'd.csv', () =>
    join(TABLE, repeated('9', MiB), ascii(','), repeated('9', MiB), ROWS),
  ),
  file('CSV: thousands and decimals by turns', 't.csv', () =>
    join(TABLE, repeated('1.234,', MiB), ascii('5;'), repeated('1,234.', MiB), ROWS),
  ),
  file('CSV: as many classes as rows', 'k.csv', () =>
    Buffer.from(Array.from({ length: 200_000 }, (_, i) => `${String(i)},1,class-${String(i)}`).join('\n')),
  ),
  file('CSV: carriage returns', 'r.csv', () => join(TABLE, repeated('\r', 16 * MiB))),
  file('CSV: UTF-16 that is cut in a character', 'w.csv', () =>
    join(u8(0xff, 0xfe), Buffer.from('1,2\n'.repeat(MiB), 'utf16le'), u8(0x3d, 0xd8)),
  ),
  file('gzip of line ends', 'newlines.csv.gz', () => gzipOfRepeats('\n', 1024 * MiB, TABLE)),
  file('gzip of blanks', 'blanks.csv.gz', () => gzipOfRepeats(' ', 1024 * MiB, TABLE)),
  file('gzip of comments', 'comments.csv.gz', () => gzipOfRepeats('#\n', 512 * MiB, TABLE)),
  file('gzip of rows', 'rows.csv.gz', () => gzipOfRepeats('1,2\n', 512 * MiB)),
  file('gzip in gzip', 'twice.csv.gz', () => gzipSync(gzipOfRepeats('1,2\n', 64 * MiB))),
  file('gzip of 300 000 members', 'members.csv.gz', () =>
    join(repeated(gzipSync(''), 300_000), gzipSync(TABLE)),
  ),
];

const IDX_NAME = 'train-images-idx3-ubyte';

export const arrayBombs: readonly Bomb[] = [
  file('IDX: four thousand million images', IDX_NAME, () => u32be(0x803, 0xffffffff, 28, 28)),
  file('IDX: images of 2^32 pixels', IDX_NAME, () =>
    join(u32be(0x803, 1, 0x10000, 0x10000), new Uint8Array(MiB)),
  ),
  file('IDX: 255 dimensions', IDX_NAME, () => join(u8(0, 0, 8, 255), new Uint8Array(1020).fill(1))),
  file('IDX: gzip of images that were declared', `${IDX_NAME}.gz`, () =>
    gzipOfRepeats('\0', 1024 * MiB, u32be(0x803, 1_300_000, 28, 28)),
  ),
  file('IDX: gzip of more than was declared', `${IDX_NAME}.gz`, () =>
    gzipOfRepeats('\0', 1024 * MiB, u32be(0x803, 100, 28, 28)),
  ),
  file('CIFAR: records without end', 'data_batch_1.bin', () => new Uint8Array(3073 * 40_000)),
  allowed(
    15,
    file('npz: an array of a gigabyte', 'a.npz', () =>
      zipOfRepeats('x_train.npy', '\0', 1024 * MiB, npyHeader('>u1', [1024 * 1024, 32, 32])),
    ),
  ),
  allowed(
    15,
    file('npz: a Fortran array of a gigabyte', 'a.npz', () =>
      zipOfRepeats('x_train.npy', '\0', 1024 * MiB, npyHeader('<f8', [131_072, 32, 32], undefined, true)),
    ),
  ),
  file('npz: more than its shape', 'a.npz', () =>
    zipOfRepeats('x_train.npy', '\0', 2048 * MiB, npyHeader('|u1', [10, 8, 8])),
  ),
  file('npz: a shape beyond all numbers', 'a.npz', () =>
    storedZip([['x_train.npy', join(npyHeader('|u1', [2 ** 40, 2 ** 40]), new Uint8Array(99))]]),
  ),
  file('npz: a text type of a gigabyte', 'a.npz', () =>
    storedZip([
      ['x_train.npy', join(npyHeader('|u1', [20, 8, 8]), new Uint8Array(1280))],
      ['y_train.npy', npyHeader('<U268435456', [20])],
    ]),
  ),
  file('npz: 50 000 arrays', 'a.npz', () =>
    storedZip(
      Array.from({ length: 50_000 }, (_, i) => [`a${String(i)}.npy`, npyHeader('|u1', [0])] as const),
    ),
  ),
  file('npy: a header of megabytes', 'a.npy', () =>
    join(u8(0x93), ascii('NUMPY'), u8(2, 0, 0xff, 0xff, 0xff, 0x7f), repeated('{', 8 * MiB)),
  ),
  file('npy: nested parentheses', 'a.npy', () =>
    npyHeader('|u1', [], `${'('.repeat(30_000)}1${')'.repeat(30_000)}`),
  ),
];
