import type { Sheet } from '../../src-main/contract/figure';

/**
 * A whole number of device pixels to each pixel of a picture, so that none is wider than its neighbour.
 * @param fitting the largest scale that there is room for
 * @param ratio device pixels to a pixel of the page
 * @returns the scale; `fitting` itself where not even one device pixel to each has room
 */
export function wholeScale(fitting: number, ratio: number): number {
  const whole = Math.floor(fitting * ratio);
  return whole < 1 ? fitting : whole / ratio;
}

/** How much there is for a sheet, in pixels of the page. */
export interface SheetRoom {
  readonly width: number;
  readonly height?: number;
  readonly maxScale: number;
}

/**
 * How large a sheet is shown.
 * @returns its size as a style, and whether its pixels are drawn as squares: made smaller, single ones would drop out
 */
export function sheetSize(
  { columns, rows, tileWidth, tileHeight }: Sheet,
  { width, height = Infinity, maxScale }: SheetRoom,
  ratio: number,
): { style: string; squares: boolean } {
  const [naturalWidth, naturalHeight] = [columns * tileWidth, rows * tileHeight];
  const scale = wholeScale(Math.min(width / naturalWidth, height / naturalHeight, maxScale), ratio);
  return {
    style: `width: ${String(naturalWidth * scale)}px; height: ${String(naturalHeight * scale)}px`,
    squares: scale * ratio >= 1,
  };
}
