import type { Sheet } from '../../src-main/contract/figure';

/** CSS background that shows one tile of a sheet in a box of any size, by position and scale. */
export function tileBackground(
  path: string,
  { columns, rows }: Pick<Sheet, 'columns' | 'rows'>,
  tile: number,
): string {
  // At 0 % the first tile fills the box, at 100 % the last one.
  const part = (index: number, count: number) => (count === 1 ? 0 : (100 * index) / (count - 1));
  const x = part(tile % columns, columns);
  const y = part(Math.floor(tile / columns), rows);
  return `url('${path}') ${String(x)}% ${String(y)}% / ${String(100 * columns)}% ${String(100 * rows)}%`;
}

/** The tile at a position on a sheet. @param x, y fractions of its width and height, from 0 to 1 */
export function tileAt({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>, x: number, y: number): number {
  const index = (share: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return index(y, rows) * columns + index(x, columns);
}

/** The tile that an arrow key moves to; at an edge, the same tile. Null for other keys. */
export function tileBeside(
  { columns, rows }: Pick<Sheet, 'columns' | 'rows'>,
  tile: number,
  key: string,
): number | null {
  const [column, row] = [tile % columns, Math.floor(tile / columns)];
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? tile - 1 : tile;
    case 'ArrowRight':
      return column < columns - 1 ? tile + 1 : tile;
    case 'ArrowUp':
      return row > 0 ? tile - columns : tile;
    case 'ArrowDown':
      return row < rows - 1 ? tile + columns : tile;
    default:
      return null;
  }
}
