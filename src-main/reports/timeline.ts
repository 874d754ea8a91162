import type { Sheet } from '../contract/sample';
import { decodeSheet } from '../images/scale-png';
import { encodePixels } from '../images/sheet';

/**
 * One picture of how samples came about: a row for each of a few tiles, a column for each sheet, first to last.
 * @param sheets of one run, all laid out as `layout` says
 * @returns a PNG of `sheets.length` × `rows` tiles
 * @throws WorkbenchError `image.unreadable`
 */
export function timelinePng(sheets: readonly Uint8Array[], layout: Sheet, rows: number): Uint8Array {
  const { columns, tileWidth, tileHeight } = layout;
  const tiles = columns * layout.rows;
  const decoded = sheets.map(decodeSheet);
  const channels = decoded[0]?.channels ?? 1;
  const width = sheets.length * tileWidth;
  const data = new Uint8Array(width * rows * tileHeight * channels);
  for (const [column, sheet] of decoded.entries()) {
    for (let row = 0; row < rows; row++) {
      // Spread over the sheet, the first tile first.
      const tile = Math.floor((row * tiles) / rows);
      const left = (tile % columns) * tileWidth;
      const top = Math.floor(tile / columns) * tileHeight;
      for (let y = 0; y < tileHeight; y++) {
        const from = ((top + y) * sheet.width + left) * channels;
        const to = ((row * tileHeight + y) * width + column * tileWidth) * channels;
        data.set(sheet.data.subarray(from, from + tileWidth * channels), to);
      }
    }
  }
  return encodePixels({ data, width, height: rows * tileHeight, channels });
}
