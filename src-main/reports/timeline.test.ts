import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { encodeSheet } from '../images/sheet';
import { timelinePicture } from './timeline';

it('has a column for each sheet and a row for each of a few tiles', () => {
  const layout = { columns: 2, rows: 2, tileWidth: 2, tileHeight: 1 };
  // Tile t of sheet s is filled with 10 s + t.
  const sheet = (s: number) => {
    const tiles = Uint8Array.from({ length: 8 }, (_, i) => 10 * s + Math.floor(i / 2));
    return encodeSheet({ tiles, count: 4, width: 2, height: 1, channels: 1, columns: 2 });
  };
  const picture = timelinePicture(3, layout, [0, 2]);
  for (const column of [0, 1, 2]) picture.add(column, sheet(column + 1));
  const png = decode(picture.png());
  expect([png.width, png.height]).toEqual([6, 2]);
  expect([...png.data]).toEqual([10, 10, 20, 20, 30, 30, 12, 12, 22, 22, 32, 32]);
});
