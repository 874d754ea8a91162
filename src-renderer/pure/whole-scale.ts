import type { Sheet } from '../../src-main/contract/figure';

/** A whole scale may leave so much of the room blank: seen as even pixels, not as a gap. */
const MAX_BLANK = 0.08;

/**
 * Device pixels to each pixel of a picture, as many as fill the room: a whole number where little stays blank, so that
 * no pixel is wider than its neighbour.
 * @param fitting the largest scale that there is room for
 * @param ratio device pixels to a pixel of the page
 */
export function fillingScale(fitting: number, ratio: number): number {
  const whole = Math.floor(fitting * ratio) / ratio;
  return whole > 0 && whole >= fitting * (1 - MAX_BLANK) ? whole : fitting;
}

/** How much there is for a sheet, in pixels of the page. */
export interface SheetRoom {
  readonly width: number;
  readonly height?: number;
  readonly maxScale: number;
}

/**
 * How large a sheet is shown.
 * @returns its size as a style, and whether its pixels are drawn as squares: at less than two device pixels to each,
 *   single ones would drop out, or stand out as twice as wide
 */
export function sheetSize(
  { columns, rows, tileWidth, tileHeight }: Sheet,
  { width, height = Infinity, maxScale }: SheetRoom,
  ratio: number,
): { style: string; squares: boolean } {
  const [naturalWidth, naturalHeight] = [columns * tileWidth, rows * tileHeight];
  const scale = fillingScale(Math.min(width / naturalWidth, height / naturalHeight, maxScale), ratio);
  const device = scale * ratio;
  return {
    style: `width: ${String(naturalWidth * scale)}px; height: ${String(naturalHeight * scale)}px`,
    squares: device >= 2 || Number.isInteger(device),
  };
}
