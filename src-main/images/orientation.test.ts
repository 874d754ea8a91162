import { describe, expect, it } from 'vitest';
import { decodePicture } from './decode';
import {
  deepRows,
  ENCODED,
  exif,
  png,
  SQUARES,
  tiff,
  webpWithExif,
  withChunk,
  withExif,
  words,
  chunk,
} from '../testing/image-files';
import { readPictureHeader, shownSize } from './picture';
import { upright } from './upright';

/** The stored squares at the top left, top right, bottom left and bottom right when shown, by EXIF's definition. */
const SHOWN: Readonly<Record<number, readonly number[]>> = {
  1: [0, 1, 2, 3],
  2: [1, 0, 3, 2],
  3: [3, 2, 1, 0],
  4: [2, 3, 0, 1],
  5: [0, 2, 1, 3],
  6: [2, 0, 3, 1],
  7: [3, 1, 2, 0],
  8: [1, 3, 0, 2],
};
const ALL = Object.keys(SHOWN).map(Number);

const rows = Array.from({ length: 16 }, (_, y) =>
  Array.from({ length: 16 }, (_column, x) => SQUARES[2 * Number(y > 7) + Number(x > 7)] ?? []).flat(),
);
const flat = Uint8Array.from(rows.flat());
const plain = png({ width: 16, height: 16, depth: 8, colorType: 2, rows });

/** Identifies the stored squares in the shown picture by the nearest colour. */
async function shownSquares(bytes: Uint8Array): Promise<number[]> {
  const { width, data } = await decodePicture(bytes);
  return [
    [4, 4],
    [12, 4],
    [4, 12],
    [12, 12],
  ].map(([x = 0, y = 0]) => {
    const color = data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3);
    return SQUARES.findIndex((square) => square.every((value, i) => Math.abs(value - (color[i] ?? 0)) < 6));
  });
}

describe.each(ALL)('orientation %i is shown as in viewers', (orientation) => {
  it('in a JPEG, of either byte order', async () => {
    for (const isLittleEndian of [true, false]) {
      const bytes = withExif(ENCODED.jpeg, exif(orientation, isLittleEndian));
      expect(await shownSquares(bytes)).toEqual(SHOWN[orientation]);
    }
  });

  it('in a PNG, before and after its pixels', async () => {
    const block = chunk('eXIf', exif(orientation));
    expect(await shownSquares(withChunk(plain, block))).toEqual(SHOWN[orientation]);
    const end = plain.length - 12;
    const last = Buffer.concat([plain.subarray(0, end), block, plain.subarray(end)]);
    expect(await shownSquares(last)).toEqual(SHOWN[orientation]);
  });

  it('in a WebP, with and without the prefix', async () => {
    const prefixed = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)]);
    for (const block of [exif(orientation), prefixed]) {
      const bytes = webpWithExif(ENCODED.losslessWebp, 16, 16, block);
      expect(await shownSquares(bytes)).toEqual(SHOWN[orientation]);
    }
  });

  it('in a TIFF, with 8 and with 16 bits', async () => {
    const size = { width: 16, height: 16, channels: 3 };
    const bytes = tiff({ ...size, bits: 8 }, flat, { 274: [orientation] });
    expect(await shownSquares(bytes)).toEqual(SHOWN[orientation]);
    const deep = tiff({ ...size, bits: 16 }, words([...flat].map((value) => 257 * value)), {
      274: [orientation],
    });
    expect(await shownSquares(deep)).toEqual(SHOWN[orientation]);
  });

  it('with its sides swapped if it is rotated', async () => {
    const row = [1, 2, 3];
    const wide = withChunk(
      png({ width: 3, height: 1, depth: 8, colorType: 0, rows: [row] }),
      chunk('eXIf', exif(orientation)),
    );
    const [width, height] = orientation > 4 ? [1, 3] : [3, 1];
    const isBackwards = [2, 3, 7, 8].includes(orientation);
    expect(shownSize(readPictureHeader(wide))).toEqual({ width, height });
    const data = Uint8Array.from(isBackwards ? [...row].reverse() : row);
    expect(await decodePicture(wide)).toEqual({ width, height, channels: 1, data });
    // 16-bit samples that use only a part of their range are read by other code.
    const deep = png({ width: 3, height: 1, depth: 16, colorType: 0, rows: deepRows([row]) });
    const scaled = await decodePicture(withChunk(deep, chunk('eXIf', exif(orientation))), 255);
    expect(scaled).toEqual({ width, height, channels: 1, data });
  });
});

it.each([0, 9, 300])('orientation %i is ignored, and so is truncated EXIF', async (orientation) => {
  expect(await shownSquares(withExif(ENCODED.jpeg, exif(orientation)))).toEqual(SHOWN[1]);
  const wide = png({ width: 3, height: 1, depth: 8, colorType: 0, rows: [[1, 2, 3]] });
  const header = readPictureHeader(withChunk(wide, chunk('eXIf', exif(orientation))));
  expect(shownSize(header)).toEqual({ width: 3, height: 1 });
  for (const length of [0, 3, 9, 15, 20]) {
    expect(await shownSquares(withExif(ENCODED.jpeg, exif(6).subarray(0, length)))).toEqual(SHOWN[1]);
  }
});

it('uses the first EXIF of a JPEG, wherever other segments are', async () => {
  const bytes = withExif(withExif(ENCODED.progressiveJpeg, exif(3)), exif(6));
  expect(await shownSquares(bytes)).toEqual(SHOWN[6]);
});

it('does not copy a picture that is upright', () => {
  const picture = { width: 2, height: 1, channels: 1, data: Uint8Array.of(1, 2) } as const;
  expect(upright(picture, 1)).toBe(picture);
});
