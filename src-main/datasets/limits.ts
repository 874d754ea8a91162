import { refusal } from '../contract/error';

/** Limits on what a file may declare, so that no file makes the workbench allocate more than fits in memory. */
/** Files per dataset: CIFAR-10 has six, and one of names. */
export const MAX_DATA_FILES = 8;
export const MAX_ITEMS = 2_000_000;
export const MAX_SIDE = 512;
export const MAX_DATA_BYTES = 1024 ** 3;
/** The most bytes to decompress from one file. */
export const MAX_UNPACKED_BYTES = 4 * 1024 ** 3;
/** Enough for an uncompressed picture of 40 megapixels. */
const MAX_FILE_BYTES = 128 * 1024 * 1024;

/** @throws WorkbenchError `dataset.empty` or `dataset.too-large` */
export function checkCount(count: number, name: string): void {
  if (count === 0) throw refusal('dataset.empty.items', { name });
  if (count <= MAX_ITEMS) return;
  throw refusal('dataset.too-large.items', { name, count, most: MAX_ITEMS });
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
  if (height === 0 || width === 0) {
    throw refusal('dataset.empty.pixels', { name, width, height });
  }
  if (height > MAX_SIDE || width > MAX_SIDE) {
    throw refusal('dataset.too-large.side', { name, width, height, most: MAX_SIDE });
  }
  const bytes = count * height * width * channels;
  if (bytes <= MAX_DATA_BYTES) return;
  throw refusal('dataset.too-large.bytes', { name, bytes, most: MAX_DATA_BYTES });
}

/** Checks that coordinates are finite as 32-bit floats. @throws WorkbenchError `dataset.not-finite` */
export function checkFinite(coordinates: ArrayLike<number>, name: string): void {
  for (let i = 0; i < coordinates.length; i++) {
    if (Number.isFinite(Math.fround(coordinates[i] ?? NaN))) continue;
    throw refusal('dataset.not-finite', { name });
  }
}

/** @throws WorkbenchError `dataset.too-large` */
export function checkFileSize(bytes: number, name: string): void {
  if (bytes <= MAX_FILE_BYTES) return;
  throw refusal('dataset.too-large.picture', { name, bytes, most: MAX_FILE_BYTES });
}
