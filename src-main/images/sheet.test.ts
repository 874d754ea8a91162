import { decode, encode } from 'fast-png';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { scalePng } from './scale-png';
import { encodeSheet, sheetLayout } from './sheet';

/** Three 2×2 tiles, filled with 10, 20 and 30 and each with a marked first pixel. */
const grey = Uint8Array.from([11, 10, 10, 10, 21, 20, 20, 20, 31, 30, 30, 30]);

describe('encodeSheet', () => {
  it('puts tiles row by row without gaps', () => {
    const png = decode(encodeSheet({ tiles: grey, count: 3, width: 2, height: 2, channels: 1, columns: 2 }));
    expect([png.width, png.height, png.channels, png.depth]).toEqual([4, 4, 1, 8]);
    expect([...png.data]).toEqual([11, 10, 21, 20, 10, 10, 20, 20, 31, 30, 0, 0, 30, 30, 0, 0]);
  });

  it('refuses bytes that do not fit the tiles', () => {
    const input = { tiles: grey, count: 3, width: 2, height: 2, channels: 1, columns: 2 } as const;
    expect(() => encodeSheet({ ...input, count: 4 })).toThrow(/needs 16 bytes, not 12/);
  });

  it('arranges tiles in whole rows', () => {
    expect(sheetLayout(64, { width: 28, height: 28 })).toEqual({
      columns: 8,
      rows: 8,
      tileWidth: 28,
      tileHeight: 28,
    });
    expect(sheetLayout(50, { width: 28, height: 20 }, 16)).toMatchObject({ columns: 16, rows: 4 });
    expect(sheetLayout(10, { width: 28, height: 28 })).toMatchObject({ columns: 4, rows: 3 });
  });
});

describe('scalePng', () => {
  const sheet = encodeSheet({ tiles: grey, count: 3, width: 2, height: 2, channels: 1, columns: 2 });
  const code = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      if (error instanceof WorkbenchError) return error.problem.code;
      throw error;
    }
    return 'none';
  };

  const scaled = async (bytes: Uint8Array, factor: number) => decode(await buffer(scalePng(bytes, factor)));

  it('makes each pixel a square', async () => {
    const tiles = Uint8Array.from([1, 2, 3, 4, 5, 6]);
    const small = encodeSheet({ tiles, count: 1, width: 2, height: 1, channels: 3, columns: 1 });
    const png = await scaled(small, 2);
    expect([png.width, png.height, png.channels]).toEqual([4, 2, 3]);
    const row = [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6];
    expect([...png.data]).toEqual([...row, ...row]);
    expect((await scaled(sheet, 1)).data).toEqual(decode(sheet).data);
  });

  it('enlarges less if the picture would be too large', async () => {
    const side = 1920;
    const data = new Uint8Array(side * side);
    const png = await scaled(encode({ width: side, height: side, data, channels: 1, depth: 8 }), 4);
    expect([png.width, png.height]).toEqual([3 * side, 3 * side]);
  });

  it('refuses bytes that are not a complete sheet', () => {
    expect(code(() => scalePng(Uint8Array.of(1, 2, 3), 2))).toBe('image.unreadable');
    for (let length = 0; length < sheet.length; length += 7) {
      expect(code(() => scalePng(sheet.subarray(0, length), 2))).toBe('image.unreadable');
    }
    const alpha = encode({ width: 1, height: 1, data: new Uint8Array(4), channels: 4, depth: 8 });
    expect(code(() => scalePng(alpha, 2))).toBe('image.unreadable');
  });

  it('inflates no more than the header declares', () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
    const at = Buffer.from(sheet).indexOf('IDAT') - 4;
    const header = Buffer.alloc(8);
    header.writeUInt32BE(bomb.length);
    header.write('IDAT', 4);
    const bytes = Buffer.concat([sheet.subarray(0, at), header, bomb, Buffer.alloc(4), sheet.subarray(-12)]);
    const before = process.memoryUsage().arrayBuffers;
    expect(code(() => scalePng(bytes, 2))).toBe('image.unreadable');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });
});
