/** Images, and archives of images. */
import { crc32, deflateSync } from 'node:zlib';
import { ascii, join, u16le, u32be, u32le, u8 } from './binary';
import { allowed, file, MiB, pictures, repeated, type Bomb } from './bomb';
import { jpegOfScans } from './jpeg';
import { pngOf } from './pictures';
import { gzipOfRepeats, storedZip, zipOfRepeats } from './repeats';
import { losslessStream, riff } from './webp';

/** The same zlib stream as `deflateSync` of as many zeros, without its cost. */
const zlibOfZeros = (bytes: number) => join(u8(0x78, 0x9c), gzipOfRepeats('\0', bytes).subarray(10));

/** Only the header declares this size. */
const hugePng = () =>
  pngOf({ width: 0x7fffffff, height: 0x7fffffff, data: deflateSync(new Uint8Array(4096)) });

export const plainPng = (side: number) =>
  pngOf({ width: side, height: side, data: deflateSync(new Uint8Array((side + 1) * side)) });

/** A valid PNG with chunks before its pixels. */
function pngWith(chunks: Uint8Array): Uint8Array {
  const sound = plainPng(12);
  return join(sound.subarray(0, 33), chunks, sound.subarray(33));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = join(ascii(type), data);
  return join(u32be(data.length), body, u32be(crc32(body)));
}

const gifSide = (side: number) => u16le(side, side);

function gifOfFrames(side: number, frames: number): Uint8Array {
  const frame = join(u8(0x2c, 0, 0, 0, 0), gifSide(side), u8(0, 8, 3, 0, 0xff, 0x03, 0));
  const head = join(ascii('GIF89a'), gifSide(side), u8(0xf7, 0, 0), new Uint8Array(768));
  return join(head, repeated(frame, frames), u8(0x3b));
}

/** A TIFF of one strip, with tags of 32-bit numbers. @param next offset of its next directory */
function tiffOf(tags: Readonly<Record<number, number>>, strip: Uint8Array, next = 0): Uint8Array {
  const all = Object.entries({ ...tags, 273: 8, 279: strip.length });
  const entries = all.map(([tag, value]) => join(u16le(Number(tag), 4), u32le(1, value)));
  const directory = join(u16le(all.length), ...entries, u32le(next));
  return join(ascii('II'), u16le(42), u32le(8 + strip.length), strip, directory);
}
const GREY_TIFF = { 256: 12, 257: 12, 258: 8, 259: 1, 262: 1, 277: 1, 278: 12 };

function hugeBmp(): Uint8Array {
  const info = join(u32le(40, 0x7fffffff, 0x7fffffff), u16le(1, 24), u32le(0, 0, 0, 0, 0, 0));
  return join(ascii('BM'), u32le(4150, 0, 54), info, new Uint8Array(4096));
}

/** A JPEG with segments before its frame. */
const jpegAfter = (segments: Uint8Array) => join(u8(0xff, 0xd8), segments, jpegOfScans(16, 1).subarray(2));

export const pictureBombs: readonly Bomb[] = [
  pictures('JPEG of 3000 scans', 12, 'jpg', () => jpegOfScans(4096, 3000)),
  pictures('JPEG of 65 500 × 65 500', 2, 'jpg', () => jpegOfScans(65_500, 1)),
  pictures('JPEG after a million segments', 2, 'jpg', () =>
    jpegAfter(repeated(u8(0xff, 0xe1, 0, 2), 1_000_000)),
  ),
  pictures('JPEG after megabytes of fill bytes', 2, 'jpg', () => jpegAfter(repeated(u8(0xff), 32 * MiB))),
  pictures('64 PNGs of 4096 × 4096', 64, 'png', () => plainPng(4096)),
  pictures('PNG of 2^31 pixels a side', 2, 'png', hugePng),
  pictures('PNG that inflates to a gigabyte', 2, 'png', () =>
    pngOf({ width: 64, height: 64, data: zlibOfZeros(1024 * MiB) }),
  ),
  pictures('PNG with a profile of a gigabyte', 2, 'png', () =>
    pngWith(chunk('iCCP', join(ascii('p\0\0'), zlibOfZeros(1024 * MiB)))),
  ),
  pictures('PNG with a text of a gigabyte', 2, 'png', () =>
    pngWith(chunk('zTXt', join(ascii('t\0\0'), zlibOfZeros(1024 * MiB)))),
  ),
  pictures('PNG of a million chunks', 2, 'png', () => pngWith(repeated(chunk('abCd', u8()), 1_000_000))),
  pictures('WebP of 16 384 × 16 384', 12, 'webp', () => riff(losslessStream(16_384, 16_384, [1, 2, 3]))),
  pictures('GIF with a screen of 65 535 × 65 535', 12, 'gif', () => gifOfFrames(65_535, 1)),
  pictures('GIF of 20 000 frames', 4, 'gif', () => gifOfFrames(512, 20_000)),
  pictures('TIFF whose directory follows itself', 2, 'tif', () =>
    tiffOf(GREY_TIFF, new Uint8Array(144), 152),
  ),
  pictures('TIFF of 65 535 × 65 535', 2, 'tif', () =>
    tiffOf({ ...GREY_TIFF, 256: 65_535, 257: 65_535, 259: 8, 278: 65_535 }, zlibOfZeros(1024 * MiB)),
  ),
  pictures('TIFF of four thousand million strips', 2, 'tif', () =>
    tiffOf({ ...GREY_TIFF, 257: 0xffffffff, 278: 1 }, new Uint8Array(144)),
  ),
  pictures('BMP of 2^31 pixels a side', 2, 'bmp', hugeBmp),
  pictures('a drawing that asks for files', 2, 'png', () =>
    ascii(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
    ),
  ),
];

export const archiveBombs: readonly Bomb[] = [
  file('ZIP of twelve times 64 MB', 'bomb.zip', () => zipOfRepeats('a/1.png', '\0', 64 * MiB, undefined, 12)),
  allowed(
    15,
    file('ZIP of 60 000 entries', 'entries.zip', () =>
      storedZip(Array.from({ length: 60_000 }, (_, i) => [`a/${String(i)}.png`, u8()] as const)),
    ),
  ),
  file('ZIP whose entries lie over each other', 'over.zip', () =>
    zipOfRepeats('a/1.png', '\0', 64 * MiB, undefined, 5000, true),
  ),
  file('ZIP that leads outside', 'slip.zip', () =>
    storedZip(
      ['../../outside.png', '/tmp/outside.png', '..\\outside.png', 'a/../../b.png'].map(
        (name) => [name, plainPng(12)] as const,
      ),
    ),
  ),
  file('ZIP in ZIP', 'outer.zip', () =>
    storedZip([['inner.zip', zipOfRepeats('a/1.png', '\0', 64 * MiB, undefined, 12)]]),
  ),
];
