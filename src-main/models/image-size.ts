import { refusal } from '../contract/error';

/** By which two halvings divide the sides of images. */
export const DOWNSAMPLING_FACTOR = 4;

/**
 * The size from which a generator that doubles it twice comes to an image's size.
 * @param height of the image, as `width` in pixels
 * @throws WorkbenchError `model.image-size` if the sides are not divisible by `DOWNSAMPLING_FACTOR`
 */
export function downsampledSize(height: number, width: number): [number, number] {
  if (height % DOWNSAMPLING_FACTOR !== 0 || width % DOWNSAMPLING_FACTOR !== 0) {
    throw refusal('model.image-size', { width, height });
  }
  return [height / DOWNSAMPLING_FACTOR, width / DOWNSAMPLING_FACTOR];
}
