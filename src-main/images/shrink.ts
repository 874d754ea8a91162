import type { Picture } from './picture';

/**
 * Reduces a large picture: each pixel is the mean of a square of pixels. Squares at the right and lower edge may be cut
 * off.
 * @param step side of a square
 * @param bandPixels number of pixels read at a time, or one row of squares if that is more
 * @param read rows of the picture, as [rows, width, channels]
 */
export function meanSquares(
  { width, height }: { readonly width: number; readonly height: number },
  channels: 1 | 3,
  step: number,
  bandPixels: number,
  read: (top: number, rows: number) => Uint8Array,
): Picture {
  const columns = Math.ceil(width / step);
  const lines = Math.ceil(height / step);
  const data = new Uint8Array(columns * lines * channels);
  const bandRows = step * Math.max(1, Math.floor(bandPixels / (width * step)));
  for (let top = 0; top < height; top += bandRows) {
    const rows = Math.min(bandRows, height - top);
    const band = read(top, rows);
    for (let y = 0; y < rows; y += step) {
      const line = lineOfMeans(band, { width, rows, channels }, y, step);
      data.set(line, ((top + y) / step) * columns * channels);
    }
  }
  return { width: columns, height: lines, channels, data };
}

function lineOfMeans(
  band: Uint8Array,
  { width, rows, channels }: { width: number; rows: number; channels: number },
  top: number,
  step: number,
): Uint8Array {
  const columns = Math.ceil(width / step);
  const sums = new Float64Array(columns * channels);
  const bottom = Math.min(rows, top + step);
  for (let y = top; y < bottom; y++) {
    for (let x = 0, from = y * width * channels; x < width; x++) {
      const to = Math.floor(x / step) * channels;
      for (let channel = 0; channel < channels; channel++) {
        sums[to + channel] = (sums[to + channel] ?? 0) + (band[from++] ?? 0);
      }
    }
  }
  return Uint8Array.from(sums, (sum, i) => {
    const column = Math.floor(i / channels);
    const across = Math.min(step, width - column * step);
    return Math.round(sum / (across * (bottom - top)));
  });
}
