import { countText } from '../contract/numbers';
import { datasetProblem, sizeText } from './problem';

/** Limits on what a file may declare, so that none makes the workbench reserve what it cannot hold. */
/** Of one dataset: six and one of names make CIFAR-10. */
export const MAX_DATA_FILES = 8;
export const MAX_ITEMS = 2_000_000;
export const MAX_SIDE = 512;
export const MAX_DATA_BYTES = 1024 ** 3;
/** What reading a packed file through may cost. */
export const MAX_UNPACKED_BYTES = 4 * 1024 ** 3;
/** 40 megapixels as they are stored without compression. */
const MAX_FILE_BYTES = 128 * 1024 * 1024;

const EXPECTED = 'Give a file with images of at least one pixel, labels or points in it.';

/** @throws WorkbenchError `dataset.empty` or `dataset.too-large` */
export function checkCount(count: number, name: string): void {
  if (count === 0) throw datasetProblem('empty', `${name} declares no items at all.`, EXPECTED);
  if (count <= MAX_ITEMS) return;
  throw datasetProblem(
    'too-large',
    `${name} declares ${countText(count)} items; at most ${countText(MAX_ITEMS)} can be taken in.`,
    'Split the file, or take a part of it.',
  );
}

/**
 * @param dimensions of images: [count, height, width, channels]
 * @throws WorkbenchError `dataset.empty` or `dataset.too-large`
 */
export function checkImages(
  [count, height, width, channels]: readonly [number, number, number, number],
  name: string,
): void {
  checkCount(count, name);
  const size = sizeText({ width, height });
  if (height === 0 || width === 0) {
    throw datasetProblem('empty', `${name} declares images of ${size} pixels, which hold nothing.`, EXPECTED);
  }
  if (height > MAX_SIDE || width > MAX_SIDE) {
    throw datasetProblem(
      'too-large',
      `${name} declares images of ${size} pixels; at most ${String(MAX_SIDE)} a side can be read.`,
      'Scale the images down first.',
    );
  }
  const bytes = count * height * width * channels;
  if (bytes <= MAX_DATA_BYTES) return;
  throw datasetProblem(
    'too-large',
    `${name} declares ${countText(bytes)} bytes of images; at most ${countText(MAX_DATA_BYTES)} bytes can be read.`,
    'Take a part of the images, or scale them down first.',
  );
}

/** Coordinates are kept with 32 bits. @throws WorkbenchError `dataset.not-finite` */
export function checkFinite(coordinates: ArrayLike<number>, name: string): void {
  for (let i = 0; i < coordinates.length; i++) {
    if (Number.isFinite(Math.fround(coordinates[i] ?? NaN))) continue;
    throw datasetProblem(
      'not-finite',
      `${name} holds points whose coordinates are not finite numbers.`,
      'Remove them, and give the file again.',
    );
  }
}

/** @throws WorkbenchError `dataset.too-large` */
export function checkFileSize(bytes: number, name: string): void {
  if (bytes <= MAX_FILE_BYTES) return;
  throw datasetProblem(
    'too-large',
    `${name} has ${countText(bytes)} bytes; a picture may have at most ${countText(MAX_FILE_BYTES)}.`,
    'Scale it down, or leave it out.',
  );
}
