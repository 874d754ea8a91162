import { WorkbenchError } from '../contract/error';

/** What the sides of images must be divisible by for `quarter`. */
export const QUARTERED = 4;

/**
 * A quarter of an image's sides: where a generator that doubles them twice begins.
 * @throws WorkbenchError `model.image-size` where they cannot be quartered
 */
export function quarter(height: number, width: number): [number, number] {
  if (height % QUARTERED !== 0 || width % QUARTERED !== 0) {
    throw new WorkbenchError({
      code: 'model.image-size',
      message: `This model doubles an image's sides twice, so they must be divisible by four; those of this dataset are ${String(width)}×${String(height)}.`,
      advice: 'Choose another model, or import the images at another size.',
    });
  }
  return [height / QUARTERED, width / QUARTERED];
}
