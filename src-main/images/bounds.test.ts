import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePicture } from './decode';
import {
  bmp,
  chunk,
  ENCODED,
  exif,
  png,
  riffChunk,
  tiff,
  webpOf,
  withChunk,
  withExif,
} from '../testing/image-files';
import { fileReasonText } from '../contract/problems/catalogue';
import { UnreadablePicture } from './unreadable';

const MEGABYTE = 1024 * 1024;

async function whyNot(bytes: Uint8Array): Promise<string> {
  try {
    await decodePicture(bytes);
  } catch (error) {
    if (error instanceof UnreadablePicture) return fileReasonText(error.why);
    throw error;
  }
  return 'is read';
}

/** The reason, with the CPU time and memory it took to find it. */
async function measured(bytes: Uint8Array): Promise<{ why: string; seconds: number; megabytes: number }> {
  const before = { rss: process.memoryUsage().rss, cpu: process.cpuUsage() };
  const why = await whyNot(bytes);
  const { user, system } = process.cpuUsage(before.cpu);
  return {
    why,
    seconds: (user + system) / 1e6,
    megabytes: (process.memoryUsage().rss - before.rss) / MEGABYTE,
  };
}

const tooLarge = (width: number, height: number, kind: string, limit: number) =>
  `has ${String(width)}×${String(height)} pixels; of ${kind}, at most ${String(limit)} megapixels are read`;

function jpegOf(width: number, height: number, jpeg: Uint8Array): Buffer {
  const large = Buffer.from(jpeg);
  const frame = Math.max(large.indexOf(Buffer.of(0xff, 0xc0)), large.indexOf(Buffer.of(0xff, 0xc2)));
  large.writeUInt16BE(height, frame + 5);
  large.writeUInt16BE(width, frame + 7);
  return large;
}

/** Loads the library before the measurements. */
beforeAll(async () => {
  await decodePicture(ENCODED.jpeg);
});

describe('a picture that is too large is refused from its header, with the limit', () => {
  const zero = { width: 1, height: 1, depth: 8, colorType: 0, rows: [[0]] };
  const gif = Buffer.from(ENCODED.gif);
  gif.writeUInt16LE(65_535, 6);
  gif.writeUInt16LE(65_535, 8);
  const webp = Buffer.from(ENCODED.losslessWebp);
  webp.writeUInt32LE(0x0fffffff, 21);
  it.each([
    [tooLarge(10_001, 10_000, 'a PNG', 100), png({ ...zero, width: 10_001, height: 10_000 })],
    [
      tooLarge(7000, 6000, 'an interlaced PNG', 40),
      png({ ...zero, width: 7000, height: 6000, isInterlaced: true }),
    ],
    [
      tooLarge(7000, 6000, 'a PNG with transparency', 40),
      png({ ...zero, width: 7000, height: 6000, colorType: 6 }),
    ],
    [tooLarge(65_535, 65_535, 'a JPEG', 100), jpegOf(65_535, 65_535, ENCODED.jpeg)],
    [tooLarge(7000, 6000, 'a progressive JPEG', 40), jpegOf(7000, 6000, ENCODED.progressiveJpeg)],
    [tooLarge(16_384, 16_384, 'a WebP', 40), webp],
    [tooLarge(65_535, 65_535, 'a GIF', 40), gif],
    [
      tooLarge(90_000, 90_000, 'a TIFF', 40),
      tiff({ width: 90_000, height: 90_000, bits: 8, channels: 1 }, Buffer.of(0)),
    ],
  ])('%s', async (why, bytes) => {
    const cost = await measured(bytes);
    expect(cost.why).toBe(why);
    expect(cost.megabytes).toBeLessThan(16);
  });

  it('and so is one without pixels', async () => {
    expect(await whyNot(png({ ...zero, width: 0 }))).toBe('declares 0×1 pixels');
    expect(await whyNot(bmp({ width: -5, height: 3, bits: 24 }, []))).toMatch(/declares -5×3 pixels/);
  });
});

describe('the cost of reading a picture depends on its pixels', () => {
  it('for 24 megapixels, as a JPEG and as a PNG', async () => {
    const [width, height] = [6000, 4000];
    const rows = Array.from({ length: height }, (_, y) => Array<number>(width / 8).fill(y < 2000 ? 0 : 255));
    const large = await decodePicture(png({ width, height, depth: 1, colorType: 0, rows }));
    // Each pixel is the mean of a square of 2×2.
    expect([large.width, large.height, large.data.length]).toEqual([3000, 2000, 6e6]);
    expect([large.data[0], large.data[3000 * 1000 - 1], large.data[3000 * 1000]]).toEqual([0, 0, 255]);
    expect(await whyNot(withExif(jpegOf(width, height, ENCODED.jpeg), exif(6)))).toBe('is read');
  });

  it('and not on further frames or pages', async () => {
    const pixels = Buffer.from('VlA4TBEAAAAvt8vtAgdQhSJXof+BiOh/AAA=', 'base64');
    const place = Buffer.alloc(16);
    place.writeUIntLE(2999, 6, 3);
    place.writeUIntLE(2999, 9, 3);
    place.writeUIntLE(100, 12, 3);
    const canvas = Buffer.concat([Buffer.of(2, 0, 0, 0), place.subarray(6, 12)]);
    const webp = await measured(
      webpOf(
        riffChunk('VP8X', canvas),
        riffChunk('ANIM', Buffer.alloc(6)),
        ...Array<Buffer>(60).fill(riffChunk('ANMF', Buffer.concat([place, pixels]))),
      ),
    );
    // All frames together would take 1.6 GB.
    expect(webp.why).toBe('is read');
    expect(webp.seconds).toBeLessThan(3);

    const { gif } = ENCODED;
    const image = gif.subarray(gif.indexOf(0x2c, 25), -1);
    const many = Buffer.concat([
      gif.subarray(0, -1),
      ...Array<Uint8Array>(100_000).fill(image),
      Buffer.of(0x3b),
    ]);
    const animated = await measured(many);
    expect(animated.why).toBe('is read');
    expect(animated.seconds).toBeLessThan(2);

    const page = tiff({ width: 2, height: 1, bits: 8, channels: 1 }, Buffer.of(7, 8));
    const at = page.readUInt32LE(4);
    // The directory names itself as the next one.
    page.writeUInt32LE(at, at + 2 + 12 * page.readUInt16LE(at));
    expect([...(await decodePicture(page)).data]).toEqual([7, 8]);
  });
});

describe('a small file that would expand', () => {
  it('is refused if it is a JPEG of many scans', async () => {
    const { progressiveJpeg } = ENCODED;
    const last = progressiveJpeg.subarray(
      Buffer.from(progressiveJpeg).lastIndexOf(Buffer.of(0xff, 0xda)),
      -2,
    );
    const bomb = Buffer.concat([
      jpegOf(4096, 4096, progressiveJpeg).subarray(0, -2),
      ...Array<Uint8Array>(3000).fill(last),
      Buffer.of(0xff, 0xd9),
    ]);
    const { why, seconds } = await measured(bomb);
    expect(why).toMatch(/^is a JPEG of 30\d\d scans; at most 50 are read$/);
    expect(seconds).toBeLessThan(1);
  });

  it('is refused if it is a PNG that inflates to more than its pixels', async () => {
    const tiny = { width: 10, height: 10, depth: 8, colorType: 0 };
    const deflated = deflateSync(new Uint8Array(300 * MEGABYTE));
    expect(deflated.length).toBeGreaterThan(256 * 1024);
    const whole = png({ ...tiny, rows: [] });
    const idat = whole.indexOf('IDAT') - 4;
    const grown = Buffer.concat([
      whole.subarray(0, idat),
      chunk('IDAT', deflated),
      chunk('IEND', Buffer.alloc(0)),
    ]);
    const { why, seconds, megabytes } = await measured(grown);
    expect(why).toBe('holds more pixels than it declares');
    expect(seconds).toBeLessThan(1);
    expect(megabytes).toBeLessThan(64);
  });

  it('is read without the metadata chunks of a PNG', async () => {
    const text = Buffer.concat([Buffer.from('a\0\0', 'latin1'), deflateSync(new Uint8Array(100 * MEGABYTE))]);
    const plain = png({ width: 1, height: 1, depth: 8, colorType: 0, rows: [[7]] });
    const beside = ['zTXt', 'iCCP', 'iTXt'].reduce<Buffer>(
      (all, type) => withChunk(all, chunk(type, text)),
      plain,
    );
    const { why, seconds } = await measured(beside);
    expect([why, seconds < 0.5]).toEqual(['is read', true]);
  });

  it('is refused if it is a TIFF that declares huge tiles or too many channels', async () => {
    const grey = { width: 10, height: 10, bits: 8, channels: 1 };
    const strip = deflateSync(new Uint8Array(MEGABYTE));
    const tiles = { 322: [32_768], 323: [32_768], 324: [8], 325: [strip.length], 259: [8] };
    const tiled = await measured(tiff(grey, strip, tiles));
    expect(tiled.why).toBe('cannot be decoded in the memory that a picture may take');
    expect(tiled.megabytes).toBeLessThan(64);
    expect(await whyNot(tiff(grey, strip, { 277: [60_000], 259: [8] }))).toBe(
      'has 60000 channels a pixel; at most 5 are read',
    );
    expect(await whyNot(tiff({ ...grey, bits: 32 }, strip, { 339: [3] }))).toBe(
      'has samples of 32 bits with fractions; whole numbers of at most 16 bits are read',
    );
    // A strip that inflates to more than its rows.
    expect((await measured(tiff(grey, strip, { 259: [8] }))).seconds).toBeLessThan(0.5);
  });
});
