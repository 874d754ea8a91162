import type { ItemShape } from '../contract/dataset';
import { WorkbenchError } from '../contract/error';

/** Refuses data: a code without its `dataset.`, what is wrong and why, and what to do. */
export function datasetProblem(
  code: string,
  message: string,
  advice: string,
  cause?: unknown,
): WorkbenchError {
  return new WorkbenchError({ code: `dataset.${code}`, message, advice }, { cause });
}

/** 28×28 */
export const sizeText = (size: { readonly width: number; readonly height: number }): string =>
  `${String(size.width)}×${String(size.height)}`;

/** images of 28×28 pixels */
export const imagesText = (shape: ItemShape): string =>
  `${shape.channels === 1 ? 'images' : 'colour images'} of ${sizeText(shape)} pixels`;
