import { readDirectory } from './tiff-directory';

/** EXIF's orientation: 1 as stored, 2 to 8 mirrored and rotated. TIFF uses the same tag. */
export const ORIENTATION_TAG = 0x112;
const PREFIX = 'Exif\0\0';

/**
 * Reads the orientation from EXIF.
 * @param bytes an EXIF block, with or without its prefix; null if there is none
 * @returns 1 to 8; 1 if it is missing or damaged: the picture can be shown without it
 */
export function exifOrientation(bytes: Uint8Array | null): number {
  if (bytes === null) return 1;
  const hasPrefix = Buffer.from(bytes.subarray(0, PREFIX.length)).toString('latin1') === PREFIX;
  const directory = readDirectory(hasPrefix ? bytes.subarray(PREFIX.length) : bytes);
  return orientationOf(directory?.first(ORIENTATION_TAG));
}

export const orientationOf = (value: number | undefined): number =>
  value !== undefined && value >= 1 && value <= 8 ? value : 1;
