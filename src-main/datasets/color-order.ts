import type { ImportNote } from '../contract/problems/catalogue';

/** The order of a colour image's flat values: `planar` is all reds, then all greens, then all blues, as in CIFAR. */
export type ColorOrder = 'planar' | 'interleaved';

/** With fewer images the result is unreliable, and more add nothing. */
const FEWEST_IMAGES = 10;
const MOST_IMAGES = 64;
const CLEARLY = 0.9;

/**
 * Finds the order of the colour values: in the right one, pixels are more like their neighbours to the right and below.
 * @param images of [3 · width · height] values each
 * @returns null where neither order is clearly smoother
 */
export function colorOrder(
  images: readonly ArrayLike<number>[],
  width: number,
  height: number,
): ColorOrder | null {
  if (images.length < FEWEST_IMAGES) return null;
  const step = Math.ceil(images.length / MOST_IMAGES);
  const looked = images.filter((_, i) => i % step === 0);
  const planar = looked.reduce((sum, image) => sum + variation(image, width, height, 1, width * height), 0);
  const interleaved = looked.reduce((sum, image) => sum + variation(image, width, height, 3, 1), 0);
  if (planar < CLEARLY * interleaved) return 'planar';
  return interleaved < CLEARLY * planar ? 'interleaved' : null;
}

/**
 * The sum of absolute differences between neighbouring pixels; `pixelStep` is the distance between pixels in values.
 */
function variation(
  image: ArrayLike<number>,
  width: number,
  height: number,
  pixelStep: number,
  channelStep: number,
): number {
  if (image.length < 3 * width * height) throw new RangeError('An image has too few values.');
  let sum = 0;
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = channel * channelStep + (y * width + x) * pixelStep;
        const value = image[from]!;
        if (x + 1 < width) sum += Math.abs(value - image[from + pixelStep]!);
        if (y + 1 < height) sum += Math.abs(value - image[from + pixelStep * width]!);
      }
    }
  }
  return sum;
}

/**
 * @param size number of flattened values
 * @param size.name what holds them; null for the columns of a table
 */
export const colorOrderNote = (
  size: { readonly name: string | null; readonly values: number },
  order: ColorOrder | null,
  fallback: ColorOrder,
): ImportNote => ({ code: 'color-order', ...size, order: order ?? fallback, isClear: order !== null });
