import { refusal } from '../contract/error';
import { checkMatrix } from './matrix';
import { mean, measuredMean, type Measured } from './measured';
import type { Steps } from './steps';
import { SSIM_WINDOW, structuralSimilarity } from './ssim';
import type { Randomness } from './subsets';

/** Images with pixels from 0 to 1, [count, height, width, channels]. */
export interface Pictures {
  readonly values: Float32Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export interface PicturePair {
  readonly real: Pictures;
  readonly generated: Pictures;
}

/** @throws WorkbenchError as `checkMatrix`, `evaluation.sizes-differ`, `evaluation.too-small` */
function checkPictures({ real, generated }: PicturePair, least: number, leastSide: number): void {
  for (const [pictures, items] of [
    [real, 'real-images'],
    [generated, 'generated-images'],
  ] as const) {
    const { values, count, height, width, channels } = pictures;
    checkMatrix({ values, rows: count, columns: height * width * channels }, items, least);
  }
  if (
    real.height !== generated.height ||
    real.width !== generated.width ||
    real.channels !== generated.channels
  )
    throw refusal('evaluation.sizes-differ', { real: sizeOf(real), generated: sizeOf(generated) });
  if (Math.min(real.height, real.width) < leastSide) throw refusal('evaluation.too-small', { leastSide });
}

const sizeOf = ({ width, height, channels }: Pictures) => ({ width, height, channels });

/** Mean over channels. @returns [height · width] */
function greyOf({ values, height, width, channels }: Pictures, index: number): Float64Array {
  const pixels = height * width;
  const from = index * pixels * channels;
  return Float64Array.from({ length: pixels }, (_, pixel) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      sum += values[from + pixel * channels + channel] as number;
    }
    return sum / channels;
  });
}

/**
 * Sharpness of generated images relative to the data: the mean variance of the image after a Laplacian filter (0 1 0, 1
 * −4 1, 0 1 0; inner pixels of the mean over channels), divided by that of the real images. 1 is as sharp as the data,
 * below 1 is blurred, above 1 is noisy; not finite if all real images are flat. Filter and variance: Tolstikhin et al.
 * 2018 (1711.01558), §4.
 * @throws WorkbenchError as `checkPictures`; `evaluation.too-small` below 3 × 3 pixels
 */
export function relativeSharpness(pair: PicturePair): Measured {
  checkPictures(pair, 1, 3);
  const ofData = mean(sharpnesses(pair.real));
  return measuredMean(sharpnesses(pair.generated), (average) => average / ofData);
}

/** Variance of each image after the Laplacian filter. @returns [count] */
function sharpnesses(pictures: Pictures): Float64Array {
  const { count, height, width } = pictures;
  return Float64Array.from({ length: count }, (_, index) => {
    const grey = greyOf(pictures, index);
    const at = (row: number, column: number) => grey[row * width + column] as number;
    let [sum, squares] = [0, 0];
    for (let row = 1; row < height - 1; row++) {
      for (let column = 1; column < width - 1; column++) {
        const around = at(row - 1, column) + at(row + 1, column) + at(row, column - 1) + at(row, column + 1);
        const value = around - 4 * at(row, column);
        sum += value;
        squares += value * value;
      }
    }
    const pixels = (height - 2) * (width - 2);
    return squares / pixels - (sum / pixels) ** 2;
  });
}

export interface StructuralDiversity {
  /** 1 − mean similarity of pairs of generated images. */
  readonly generated: Measured;
  /** The same for pairs of real images, for comparison. */
  readonly real: Measured;
}

const PAIRS = 1000;
const BLOCK = 50;

/**
 * 1 − mean structural similarity (ssim.ts) of 1000 random pairs of different images, each averaged over its channels: 0
 * if all images are the same. Follows Odena et al. 2017 (1610.09585), §4.2, who average over pairs of one class and use
 * several scales, for which small images are too small.
 * @throws WorkbenchError as `checkPictures`, also with fewer than two images; `evaluation.too-small` below 11 × 11
 *   pixels
 */
export function* structuralDiversity(pair: PicturePair, random: Randomness): Steps<StructuralDiversity> {
  checkPictures(pair, 2, SSIM_WINDOW);
  const similarities = { real: new Float64Array(PAIRS), generated: new Float64Array(PAIRS) };
  for (const [half, kind] of (['real', 'generated'] as const).entries()) {
    const next = random(`pairs/${kind}`);
    const { count, height, width } = pair[kind];
    for (let i = 0; i < PAIRS; i++) {
      const first = Math.floor(next() * count);
      const second = (first + 1 + Math.floor(next() * (count - 1))) % count;
      similarities[kind][i] =
        1 - structuralSimilarity(greyOf(pair[kind], first), greyOf(pair[kind], second), height, width);
      if ((i + 1) % BLOCK === 0) yield (half + (i + 1) / PAIRS) / 2;
    }
  }
  return { generated: measuredMean(similarities.generated), real: measuredMean(similarities.real) };
}
