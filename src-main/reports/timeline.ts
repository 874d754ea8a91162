import type { Sheet } from '../contract/figure';
import { decodeSheet } from '../images/scale-png';
import { encodePixels } from '../images/sheet';

/**
 * Makes one image that shows how samples changed: a row for each of a few `tiles`, a column for each sheet, first to
 * last. Sheets are added one at a time, since each takes milliseconds to decode.
 * @param count number of sheets, all of one run and with the layout `layout`
 */
export function timelinePicture(count: number, layout: Sheet, tiles: readonly number[]) {
  const { columns, tileWidth, tileHeight } = layout;
  const rows = tiles.length;
  const width = count * tileWidth;
  let channels = 1;
  let data = new Uint8Array(0);

  return {
    /** @throws WorkbenchError `image.unreadable` */
    add(column: number, bytes: Uint8Array): void {
      const sheet = decodeSheet(bytes);
      if (data.length === 0) {
        channels = sheet.channels;
        data = new Uint8Array(width * rows * tileHeight * channels);
      }
      for (const [row, tile] of tiles.entries()) {
        const left = (tile % columns) * tileWidth;
        const top = Math.floor(tile / columns) * tileHeight;
        for (let y = 0; y < tileHeight; y++) {
          const from = ((top + y) * sheet.width + left) * channels;
          const to = ((row * tileHeight + y) * width + column * tileWidth) * channels;
          data.set(sheet.data.subarray(from, from + tileWidth * channels), to);
        }
      }
    },
    /** Returns a PNG of `count` × `rows` tiles. */
    png: (): Uint8Array => encodePixels({ data, width, height: rows * tileHeight, channels }),
  };
}
