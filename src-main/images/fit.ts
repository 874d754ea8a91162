import type { ImportOptions, ItemShape } from '../contract/dataset';

/** The weights of source pixels in one target pixel along a side, beginning at `from`. */
interface Share {
  readonly from: number;
  readonly weights: Float32Array;
}

/**
 * Converts images to a size and a colour. Each pixel becomes the mean of the area it covers, which neither skips fine
 * lines nor causes ringing; grey is the luma of BT.601.
 * @param images [count, height, width, channels] of `shape`, 0 to 255
 * @param fit `crop` uses the middle of the longer side, `stretch` the whole image
 * @returns [count, height, width, channels] of `target`; `images` itself if nothing changes
 */
export function fitImages(
  images: Uint8Array,
  shape: ItemShape,
  target: ItemShape,
  fit: ImportOptions['fit'],
): Uint8Array {
  const { width, height, channels } = shape;
  if (width === target.width && height === target.height && channels === target.channels) return images;
  const itemBytes = width * height * channels;
  const targetBytes = target.width * target.height * target.channels;
  const count = images.length / itemBytes;
  const cropped = fit === 'crop' ? Math.min(width / target.width, height / target.height) : null;
  const columns = shares(width, target.width, cropped ?? width / target.width);
  const rows = shares(height, target.height, cropped ?? height / target.height);
  const fitted = new Uint8Array(count * targetBytes);
  for (let i = 0; i < count; i++) {
    const resized = resize(images.subarray(i * itemBytes, (i + 1) * itemBytes), shape, columns, rows);
    fitted.set(recolor(resized, channels, target.channels), i * targetBytes);
  }
  return fitted;
}

/** @param step source pixels per target pixel; the rest of the side is cropped at both ends */
function shares(source: number, target: number, step: number): Share[] {
  const start = (source - step * target) / 2;
  return Array.from({ length: target }, (_, i) => {
    const [left, right] = [start + i * step, start + (i + 1) * step];
    const from = Math.max(0, Math.floor(left));
    const to = Math.min(source, Math.max(from + 1, Math.ceil(right)));
    const weights = Float32Array.from(
      { length: to - from },
      (_weight, at) => (Math.min(right, from + at + 1) - Math.max(left, from + at)) / step,
    );
    return { from, weights };
  });
}

/** @returns [rows, columns, channels], not rounded yet */
function resize(
  image: Uint8Array,
  { width, channels }: ItemShape,
  columns: readonly Share[],
  rows: readonly Share[],
): Float32Array {
  const resized = new Float32Array(rows.length * columns.length * channels);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (const [y, rowWeight] of row.weights.entries()) {
          let from = ((row.from + y) * width + column.from) * channels + channel;
          let line = 0;
          for (const weight of column.weights) {
            line += weight * (image[from] ?? 0);
            from += channels;
          }
          sum += rowWeight * line;
        }
        resized[at++] = sum;
      }
    }
  }
  return resized;
}

function recolor(pixels: Float32Array, from: 1 | 3, to: 1 | 3): Uint8Array {
  if (from === to) return new Uint8Array(pixels.map((value) => Math.round(value)));
  const colored = new Uint8Array((pixels.length / from) * to);
  if (to === 3) {
    pixels.forEach((value, i) => colored.fill(Math.round(value), 3 * i, 3 * i + 3));
    return colored;
  }
  for (let i = 0; i < colored.length; i++) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(3 * i, 3 * i + 3);
    colored[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return colored;
}
