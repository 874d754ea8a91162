import { encode } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePicture, readPictureHeader } from './picture';
import { UnreadablePicture } from './png';

/** A PNG put together by hand. */
function png(
  width: number,
  height: number,
  depth: number,
  colorType: number,
  rows: number[][],
  extra: Buffer[] = [],
) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType], 8);
  const pixels = deflateSync(Buffer.concat(rows.map((row) => Buffer.from([0, ...row]))));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
/** Without its checksum, which is not looked at: what matters is whether the pixels inflate. */
function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
}

function jpeg(width: number, height: number, color: [number, number, number]): Uint8Array {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([...color, 255], 4 * i);
  return new Uint8Array(encodeJpeg({ width, height, data }, 95).data);
}

function whyNot(bytes: Uint8Array): string {
  try {
    decodePicture(bytes);
  } catch (error) {
    if (error instanceof UnreadablePicture) return error.message;
    throw error;
  }
  return 'it was read';
}

describe('pictures', () => {
  it('are read as grey or RGB with 8 bits', () => {
    const grey = encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(1, 200) });
    expect(decodePicture(grey)).toEqual({ width: 2, height: 1, channels: 1, data: Uint8Array.of(1, 200) });
    const deep = encode({
      width: 1,
      height: 1,
      channels: 3,
      depth: 16,
      data: Uint16Array.of(0, 32_896, 65_535),
    });
    expect(decodePicture(deep)).toMatchObject({ channels: 3, data: Uint8Array.of(0, 128, 255) });
    expect([
      ...decodePicture(
        png(10, 2, 1, 0, [
          [0b10000000, 0b01000000],
          [0, 0],
        ]),
      ).data.slice(0, 11),
    ]).toEqual([255, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0]);
    expect([...decodePicture(png(3, 1, 4, 0, [[0x0f, 0x30]])).data]).toEqual([0, 255, 51]);
  });

  it('lie on white where they are transparent', () => {
    const alpha = encode({
      width: 2,
      height: 1,
      channels: 4,
      depth: 8,
      data: Uint8Array.of(9, 9, 9, 0, 0, 0, 0, 128),
    });
    expect([...decodePicture(alpha).data]).toEqual([255, 255, 255, 127, 127, 127]);
    const greyAlpha = encode({ width: 1, height: 1, channels: 2, depth: 8, data: Uint8Array.of(0, 51) });
    expect(decodePicture(greyAlpha)).toMatchObject({ channels: 1, data: Uint8Array.of(204) });
    const keyed = png(2, 1, 8, 0, [[7, 8]], [chunk('tRNS', Buffer.of(0, 7))]);
    expect([...decodePicture(keyed).data]).toEqual([255, 8]);
  });

  it('are read by their palette', () => {
    const palette = chunk('PLTE', Buffer.of(1, 2, 3, 40, 50, 60));
    expect([...decodePicture(png(3, 1, 2, 3, [[0b00010000]], [palette])).data]).toEqual([
      1, 2, 3, 40, 50, 60, 1, 2, 3,
    ]);
    const clear = chunk('tRNS', Buffer.of(0));
    expect([...decodePicture(png(2, 1, 8, 3, [[0, 1]], [palette, clear])).data]).toEqual([
      255, 255, 255, 40, 50, 60,
    ]);
    expect(whyNot(png(1, 1, 8, 3, [[9]], [palette]))).toBe('it is damaged');
    // RGB with a suggested palette.
    expect([...decodePicture(png(1, 1, 8, 2, [[7, 8, 9]], [palette])).data]).toEqual([7, 8, 9]);
  });

  it('may be JPEG', () => {
    const bytes = jpeg(20, 12, [200, 100, 50]);
    expect(readPictureHeader(bytes)).toMatchObject({ width: 20, height: 12, isGrey: false });
    const { width, height, channels, data } = decodePicture(bytes);
    expect([width, height, channels, data.length]).toEqual([20, 12, 3, 720]);
    [200, 100, 50].forEach((value, i) => {
      expect(Math.abs((data[i] ?? 0) - value)).toBeLessThan(6);
    });
  });

  it('are refused where they are cut off or damaged', () => {
    const whole = jpeg(64, 64, [1, 2, 3]);
    expect(whyNot(whole.subarray(0, -2))).toBe('it is cut off');
    expect(whyNot(whole.subarray(0, 30))).toBe('it is cut off or damaged');
    const grey = png(
      40,
      40,
      8,
      0,
      Array.from({ length: 40 }, (_, y) => Array.from({ length: 40 }, (_x, x) => (x * y) % 251)),
    );
    for (let length = 0; length < grey.length; length += 13)
      expect(whyNot(grey.subarray(0, length))).toMatch(/^it /);
    expect(whyNot(Buffer.from('GIF89a'))).toBe('it is neither a PNG nor a JPEG');
    expect(whyNot(png(1, 1, 3, 0, [[0]]))).toMatch(/3 bits of colour type 0/);
    expect(whyNot(png(4, 4, 8, 0, [[0, 0, 0, 0]]))).toMatch(/fewer pixels/);
  });

  it('are refused where they would be too large, before they are decoded', () => {
    expect(whyNot(png(5000, 5000, 8, 0, []))).toBe('it declares 5000×5000 pixels');
    const bomb = png(10, 10, 8, 0, [Array<number>(20_000_000).fill(0)]);
    const before = process.memoryUsage().arrayBuffers;
    expect(whyNot(bomb)).toMatch(/cannot be inflated/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
    const wide = Buffer.from(jpeg(8, 8, [0, 0, 0]));
    wide.writeUInt16BE(65_535, wide.indexOf(Buffer.of(0xff, 0xc0)) + 5);
    wide.writeUInt16BE(65_535, wide.indexOf(Buffer.of(0xff, 0xc0)) + 7);
    expect(whyNot(wide)).toBe('it declares 65535×65535 pixels');
  });

  it('that are damaged in the middle never end anything but the reading', () => {
    const whole = Buffer.from(jpeg(32, 32, [90, 60, 30]));
    for (let at = 2; at < whole.length; at += 5) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(whyNot(damaged)).toMatch(/^it /);
    }
  });
});
