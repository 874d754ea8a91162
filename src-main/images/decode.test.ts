import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePicture } from './decode';
import {
  bmp,
  chunk,
  ENCODED,
  png,
  SQUARES,
  tiff,
  withChunk,
  withoutSegments,
  withSegment,
  words,
} from '../testing/image-files';
import { readPictureHeader, type Picture } from './picture';

type Color = readonly number[];
const GREY = [[97], [84], [211], [107]];
const INVERTED = SQUARES.map((color) => color.map((value) => 255 - value));

/** The colour at the centre of each of the four squares. */
function squares({ width, channels, data }: Picture): number[][] {
  return [
    [4, 4],
    [12, 4],
    [4, 12],
    [12, 12],
  ].map(([x = 0, y = 0]) => [...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels)]);
}

async function expectSquares(bytes: Uint8Array, colors: readonly Color[], within = 2): Promise<void> {
  const header = readPictureHeader(bytes);
  const picture = await decodePicture(bytes);
  expect([header.width, header.height, picture.width, picture.height]).toEqual([16, 16, 16, 16]);
  const seen = squares(picture);
  expect(seen.map(({ length }) => length)).toEqual(colors.map(({ length }) => length));
  const most = Math.max(
    ...seen.flatMap((color, i) =>
      color.map((value, channel) => Math.abs(value - (colors[i]?.[channel] ?? 0))),
    ),
  );
  expect(most, JSON.stringify(seen)).toBeLessThanOrEqual(within);
}

const pixels = async (bytes: Uint8Array) => [...(await decodePicture(bytes)).data];

describe('a JPEG', () => {
  it('is read with its colours, however they are stored', async () => {
    await expectSquares(ENCODED.jpeg, SQUARES);
    await expectSquares(ENCODED.progressiveJpeg, SQUARES);
    await expectSquares(ENCODED.subsampledJpeg, SQUARES, 6);
    await expectSquares(ENCODED.greyJpeg, GREY);
  });

  it('is RGB if Adobe’s segment or the names of its components say so', async () => {
    await expectSquares(ENCODED.rgbJpeg, SQUARES);
    await expectSquares(withoutSegments(ENCODED.rgbJpeg, 0xee), SQUARES);
    // JFIF does not allow RGB.
    const jfif = Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1');
    const asYcc = squares(
      await decodePicture(withSegment(withoutSegments(ENCODED.rgbJpeg, 0xee), 0xe0, jfif)),
    );
    expect(asYcc[0]).toEqual([49, 255, 80]);
  });

  it('may be CMYK, or YCCK with Adobe’s segment', async () => {
    await expectSquares(ENCODED.cmykJpeg, SQUARES);
    await expectSquares(withoutSegments(ENCODED.cmykJpeg, 0xee), SQUARES);
    const ycck = Buffer.from(ENCODED.cmykJpeg);
    ycck[ycck.indexOf('Adobe') + 11] = 2;
    await expectSquares(ycck, [
      [206, 0, 175],
      [106, 255, 255],
      [138, 0, 0],
      [255, 229, 188],
    ]);
  });

  it('may have fill bytes and unrelated bytes between its segments', async () => {
    const { jpeg } = ENCODED;
    await expectSquares(
      Buffer.concat([jpeg.subarray(0, 20), Buffer.from([0xff, 0xff]), jpeg.subarray(20)]),
      SQUARES,
    );
    await expectSquares(
      Buffer.concat([jpeg.subarray(0, 20), Buffer.from([7, 8]), jpeg.subarray(20)]),
      SQUARES,
    );
    await expectSquares(Buffer.concat([jpeg, Buffer.from('more')]), SQUARES);
  });
});

describe('a PNG', () => {
  it('is read with any depth of grey', async () => {
    const grey = encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(1, 200) });
    expect(await decodePicture(grey)).toEqual({
      width: 2,
      height: 1,
      channels: 1,
      data: Uint8Array.of(1, 200),
    });
    const bits = {
      width: 10,
      height: 2,
      depth: 1,
      colorType: 0,
      rows: [
        [0b10000000, 0b01000000],
        [0, 0],
      ],
    };
    expect((await pixels(png(bits))).slice(0, 11)).toEqual([255, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0]);
    expect(await pixels(png({ width: 4, height: 1, depth: 2, colorType: 0, rows: [[0b00011011]] }))).toEqual([
      0, 85, 170, 255,
    ]);
    expect(await pixels(png({ width: 3, height: 1, depth: 4, colorType: 0, rows: [[0x0f, 0x30]] }))).toEqual([
      0, 255, 51,
    ]);
  });

  it('is reduced from 16 bits to 8, rounded', async () => {
    const deep = { width: 1, height: 1, channels: 3, depth: 16 } as const;
    expect(await decodePicture(encode({ ...deep, data: Uint16Array.of(0, 32_896, 65_535) }))).toMatchObject({
      channels: 3,
      data: Uint8Array.of(0, 128, 255),
    });
    expect(await pixels(encode({ ...deep, data: Uint16Array.of(128, 129, 65_406) }))).toEqual([0, 1, 254]);
  });

  it('may be interlaced', async () => {
    // For 2×2 pixels, three passes of Adam7 are not empty: one pixel, one pixel, and the second row.
    const rows = [[10], [20], [30, 40]];
    const grey = png({ width: 2, height: 2, depth: 8, colorType: 0, rows, isInterlaced: true });
    expect(await pixels(grey)).toEqual([10, 20, 30, 40]);
    const bits = [[0x80], [0], [0b01000000]];
    expect(
      await pixels(png({ width: 2, height: 2, depth: 1, colorType: 0, rows: bits, isInterlaced: true })),
    ).toEqual([255, 0, 0, 255]);
  });

  it('is read with its palette', async () => {
    const palette = chunk('PLTE', Buffer.of(1, 2, 3, 40, 50, 60));
    const indexed = { width: 3, height: 1, depth: 2, colorType: 3, rows: [[0b00010000]] };
    expect(await pixels(png({ ...indexed, extra: [palette] }))).toEqual([1, 2, 3, 40, 50, 60, 1, 2, 3]);
    const clear = chunk('tRNS', Buffer.of(0));
    const transparent = png({ ...indexed, width: 2, extra: [palette, clear] });
    expect(await pixels(transparent)).toEqual([255, 255, 255, 40, 50, 60]);
    expect(readPictureHeader(transparent)).toMatchObject({ isGrey: false, hasAlpha: true });
    // RGB with a suggested palette.
    const rgb = png({ width: 1, height: 1, depth: 8, colorType: 2, rows: [[7, 8, 9]], extra: [palette] });
    expect(await pixels(rgb)).toEqual([7, 8, 9]);
  });

  it('is blended with white if it is transparent', async () => {
    const alpha = encode({
      width: 2,
      height: 1,
      channels: 4,
      depth: 8,
      data: Uint8Array.of(9, 9, 9, 0, 0, 0, 0, 128),
    });
    expect(await pixels(alpha)).toEqual([255, 255, 255, 127, 127, 127]);
    const greyAlpha = encode({ width: 1, height: 1, channels: 2, depth: 8, data: Uint8Array.of(0, 51) });
    expect(await decodePicture(greyAlpha)).toMatchObject({ channels: 1, data: Uint8Array.of(204) });
    const keyed = png({
      width: 2,
      height: 1,
      depth: 8,
      colorType: 0,
      rows: [[7, 8]],
      extra: [chunk('tRNS', Buffer.of(0, 7))],
    });
    expect(await pixels(keyed)).toEqual([255, 8]);
  });

  it('is read without gamma correction', async () => {
    const grey = encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(30, 200) });
    const gamma = (value: number) => {
      const data = Buffer.alloc(4);
      data.writeUInt32BE(value);
      return chunk('gAMA', data);
    };
    for (const value of [45_455, 100_000]) {
      expect(await pixels(withChunk(grey, gamma(value)))).toEqual([30, 200]);
    }
  });
});

describe('a WebP', () => {
  it('is read lossy and lossless, and blended with white if transparent', async () => {
    await expectSquares(ENCODED.webp, SQUARES, 4);
    await expectSquares(ENCODED.losslessWebp, SQUARES, 0);
    const faint = SQUARES[3].map((value) => Math.round(0.2 * value + 0.8 * 255));
    await expectSquares(ENCODED.transparentWebp, [[255, 255, 255], SQUARES[1], SQUARES[2], faint], 0);
    expect(readPictureHeader(ENCODED.transparentWebp).hasAlpha).toBe(true);
  });

  it('is its first frame', async () => {
    await expectSquares(ENCODED.animatedWebp, SQUARES, 0);
  });
});

describe('a GIF', () => {
  it('is its first frame', async () => {
    await expectSquares(ENCODED.gif, SQUARES, 0);
  });

  it('has a white canvas if its frame is smaller', async () => {
    const small = Buffer.from(ENCODED.gif);
    small.writeUInt16LE(20, 6);
    small.writeUInt16LE(18, 8);
    small.writeUInt16LE(3, small.indexOf(0x2c, 25) + 1);
    small.writeUInt16LE(1, small.indexOf(0x2c, 25) + 3);
    const { width, height, data } = await decodePicture(small);
    expect([width, height]).toEqual([20, 18]);
    const at = (x: number, y: number) => [...data.subarray(3 * (y * 20 + x), 3 * (y * 20 + x) + 3)];
    expect([at(2, 1), at(3, 0), at(3, 1), at(18, 16), at(19, 16)]).toEqual([
      [255, 255, 255],
      [255, 255, 255],
      SQUARES[0],
      SQUARES[3],
      [255, 255, 255],
    ]);
    // A frame that exceeds the canvas enlarges it.
    small.writeUInt16LE(10, 6);
    expect(await decodePicture(small)).toMatchObject({ width: 19, height: 18 });
  });
});

describe('a BMP', () => {
  it('is read from the bottom, from the top, and with 16, 24 and 32 bits', async () => {
    const rows = [
      [3, 2, 1, 6, 5, 4],
      [9, 8, 7, 12, 11, 10],
    ];
    const up = [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6];
    expect(await pixels(bmp({ width: 2, height: 2, bits: 24 }, rows))).toEqual(up);
    const down = await decodePicture(bmp({ width: 2, height: -2, bits: 24 }, rows));
    expect([down.height, ...down.data]).toEqual([2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const masks = Buffer.alloc(12);
    [0xf800, 0x07e0, 0x001f].forEach((mask, i) => masks.writeUInt32LE(mask, 4 * i));
    const packed = bmp({ width: 2, height: 1, bits: 16, compression: 3 }, [[0x00, 0xf8, 0x1f, 0x00]], masks);
    expect(await pixels(packed)).toEqual([255, 0, 0, 0, 0, 255]);
    // The fourth byte is ignored without a mask.
    expect(await pixels(bmp({ width: 1, height: 1, bits: 32 }, [[3, 2, 1, 77]]))).toEqual([1, 2, 3]);
  });
});

describe('a TIFF', () => {
  it('is its first page, of either byte order', async () => {
    const rgb = { width: 2, height: 1, bits: 8, channels: 3 };
    for (const isLittleEndian of [true, false]) {
      expect(await pixels(tiff(rgb, Buffer.of(1, 2, 3, 4, 5, 6), {}, isLittleEndian))).toEqual([
        1, 2, 3, 4, 5, 6,
      ]);
    }
  });

  it('may have separate channels, white as zero, differences, a palette, or 16 bits', async () => {
    const rgb = { width: 2, height: 1, bits: 8, channels: 3 };
    const apart = tiff(rgb, Buffer.of(1, 4, 2, 5, 3, 6), { 284: [2], 273: [8, 10, 12], 279: [2, 2, 2] });
    expect(await pixels(apart)).toEqual([1, 2, 3, 4, 5, 6]);
    const grey = { width: 3, height: 1, bits: 8, channels: 1 };
    expect(await pixels(tiff(grey, Buffer.of(0, 100, 255), { 262: [0] }))).toEqual([255, 155, 0]);
    const deep = { width: 3, height: 1, bits: 16, channels: 1 };
    expect(await pixels(tiff(deep, words([0, 32_896, 65_535])))).toEqual([0, 128, 255]);
    for (const scale of [256, 257]) {
      const colors = Array.from({ length: 3 * 256 }, (_, i) => scale * ((i + Math.floor(i / 256)) % 256));
      const indexed = tiff(grey, Buffer.of(0, 100, 200), { 262: [3], 320: colors });
      expect(await pixels(indexed)).toEqual([0, 1, 2, 100, 101, 102, 200, 201, 202]);
    }
  });

  it('has alpha only if declared', async () => {
    const rgba = { width: 1, height: 1, bits: 8, channels: 4 };
    const strip = Buffer.of(10, 20, 30, 51);
    expect(await pixels(tiff(rgba, strip, { 338: [2] }))).toEqual([206, 208, 210]);
    const other = tiff(rgba, strip, { 338: [0] });
    expect(await pixels(other)).toEqual([10, 20, 30]);
    expect(readPictureHeader(other).hasAlpha).toBe(false);
  });
});

it('the check distinguishes inverted colours', async () => {
  await expect(expectSquares(ENCODED.losslessWebp, INVERTED)).rejects.toThrow();
});
