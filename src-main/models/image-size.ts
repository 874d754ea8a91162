import { refusal } from '../contract/error';

/** Two halvings divide the sides of images by this factor. */
export const DOWNSAMPLING_FACTOR = 4;

/**
 * The size of the feature map that a generator starts from, so that doubling it twice gives the image's size.
 * @param height of the image, as `width` in pixels
 * @throws WorkbenchError `model.image-size` if the sides are not divisible by `DOWNSAMPLING_FACTOR`
 */
export function downsampledSize(height: number, width: number): [number, number] {
  if (height % DOWNSAMPLING_FACTOR !== 0 || width % DOWNSAMPLING_FACTOR !== 0) {
    throw refusal('model.image-size', { width, height });
  }
  return [height / DOWNSAMPLING_FACTOR, width / DOWNSAMPLING_FACTOR];
}
