import { WorkbenchError } from '../contract/error';

/**
 * A quarter of an image's sides: where a generator that doubles them twice begins.
 * @throws WorkbenchError `model.image-size` where they cannot be quartered
 */
export function quarter(height: number, width: number): [number, number] {
  if (height % 4 !== 0 || width % 4 !== 0) {
    throw new WorkbenchError({
      code: 'model.image-size',
      message: `This model doubles an image's sides twice, so they must be divisible by four; those of this dataset are ${String(width)}×${String(height)}.`,
      advice: 'Choose another model, or import the images at another size.',
    });
  }
  return [height / 4, width / 4];
}
