import { encode } from 'fast-png';
import type { Sheet } from '../contract/figure';

export interface SheetInput {
  /** [count, height, width, channels], uint8. */
  readonly tiles: Uint8Array;
  readonly count: number;
  /** The size of one tile, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly columns: number;
}

/** The arrangement of a number of tiles: in `columns`, or as nearly square as whole rows allow. */
export function sheetLayout(
  count: number,
  tile: { readonly width: number; readonly height: number },
  columns = Math.max(1, Math.ceil(Math.sqrt(count))),
): Sheet {
  return { columns, rows: Math.ceil(count / columns), tileWidth: tile.width, tileHeight: tile.height };
}

/**
 * Encodes tiles as a PNG, row by row without gaps; cells after the last tile are black. Tile `i` is in column `i %
 * columns`, so its place is the same at every step. Cost: about 2 ms for 64 tiles of 28×28.
 * @throws RangeError if the number of bytes does not match the tiles
 */
export function encodeSheet(input: SheetInput): Uint8Array {
  const { tiles, count, width, height, channels, columns } = input;
  if (tiles.length !== count * width * height * channels) {
    throw new RangeError(
      `A sheet of ${String(count)} tiles of ${String(width)}×${String(height)}×${String(channels)} needs ` +
        `${String(count * width * height * channels)} bytes, not ${String(tiles.length)}.`,
    );
  }
  const { rows } = sheetLayout(count, input, columns);
  const rowBytes = columns * width * channels;
  const pixels = new Uint8Array(rows * height * rowBytes);
  const tileRowBytes = width * channels;
  for (let i = 0; i < count; i++) {
    const left = (i % columns) * tileRowBytes;
    const top = Math.floor(i / columns) * height;
    for (let y = 0; y < height; y++) {
      const from = (i * height + y) * tileRowBytes;
      pixels.set(tiles.subarray(from, from + tileRowBytes), (top + y) * rowBytes + left);
    }
  }
  return encodePixels({ data: pixels, width: columns * width, height: rows * height, channels });
}

/** The tiles of a sheet, [columns · rows, tile height, tile width, channels], as arranged by `encodeSheet`. */
export function sheetTiles({ data, width, channels }: Pixels, sheet: Sheet): Uint8Array {
  const { columns, rows, tileWidth, tileHeight } = sheet;
  const tileRowBytes = tileWidth * channels;
  const tiles = new Uint8Array(columns * rows * tileHeight * tileRowBytes);
  for (let i = 0; i < columns * rows; i++) {
    const left = (i % columns) * tileRowBytes;
    const top = Math.floor(i / columns) * tileHeight;
    for (let y = 0; y < tileHeight; y++) {
      const from = (top + y) * width * channels + left;
      tiles.set(data.subarray(from, from + tileRowBytes), (i * tileHeight + y) * tileRowBytes);
    }
  }
  return tiles;
}

export interface Pixels {
  /** [height, width, channels], uint8. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Encodes a picture as a PNG. @param text what it says of itself by keywords of PNG, in ASCII */
export function encodePixels(
  { data, width, height, channels }: Pixels,
  text: Readonly<Record<string, string>> = {},
): Uint8Array {
  return encode({ data, width, height, channels, depth: 8, text });
}
