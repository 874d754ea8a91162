import type { Sheet } from '../../src-main/contract/figure';

/** An integer scale may leave this fraction of the room blank, in exchange for even pixels. */
const MAX_BLANK = 0.08;

/**
 * Device pixels per pixel of an image that fills the room: an integer if little room stays blank, so that all pixels
 * have the same width.
 * @param fitting the largest scale that fits into the room
 * @param ratio device pixels per CSS pixel
 */
export function fillingScale(fitting: number, ratio: number): number {
  const whole = Math.floor(fitting * ratio) / ratio;
  return whole > 0 && whole >= fitting * (1 - MAX_BLANK) ? whole : fitting;
}

/** Room for a sheet, in CSS pixels. */
export interface SheetRoom {
  readonly width: number;
  readonly height?: number;
  readonly maxScale: number;
}

/**
 * The size at which a sheet is shown.
 * @returns its size as a style, and whether its pixels are drawn as squares: with fewer than two device pixels each,
 *   some pixels would disappear or be twice as wide as others
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
