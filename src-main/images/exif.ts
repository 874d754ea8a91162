import { readDirectory } from './tiff-directory';

/** EXIF's orientation: 1 as it lies, 2 to 8 mirrored and turned. TIFF has it under the same number. */
export const ORIENTATION_TAG = 0x112;
const PREFIX = 'Exif\0\0';

/**
 * @param bytes a block of EXIF, with or without its prefix; null where there is none
 * @returns 1 to 8; 1 where it does not say, or is damaged: a picture can be seen without it
 */
export function exifOrientation(bytes: Uint8Array | null): number {
  if (bytes === null) return 1;
  const hasPrefix = Buffer.from(bytes.subarray(0, PREFIX.length)).toString('latin1') === PREFIX;
  const directory = readDirectory(hasPrefix ? bytes.subarray(PREFIX.length) : bytes);
  return orientationOf(directory?.first(ORIENTATION_TAG));
}

export const orientationOf = (value: number | undefined): number =>
  value !== undefined && value >= 1 && value <= 8 ? value : 1;
