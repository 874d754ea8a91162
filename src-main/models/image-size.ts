import { refusal } from '../contract/error';

/** What the sides of images must be divisible by for `quarter`. */
export const QUARTERED = 4;

/**
 * A quarter of an image's sides: where a generator that doubles them twice begins.
 * @throws WorkbenchError `model.image-size` where they cannot be quartered
 */
export function quarter(height: number, width: number): [number, number] {
  if (height % QUARTERED !== 0 || width % QUARTERED !== 0) {
    throw refusal('model.image-size', { width, height });
  }
  return [height / QUARTERED, width / QUARTERED];
}
