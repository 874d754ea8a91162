import type { ItemShape } from '../contract/dataset';
import { isBmp, readBmpHeader } from './bmp';
import { isGif, readGifHeader } from './gif';
import { isJpeg, readJpegHeader } from './jpeg';
import type { PictureHeader } from './picture-header';
import { isPng, pngPictureHeader } from './png';
import { isTiff, readTiffHeader } from './tiff';
import { UnreadablePicture } from './unreadable';
import { isWebp, readWebpHeader } from './webp';

export interface Picture extends ItemShape {
  /** [height, width, channels], 0 to 255. */
  readonly data: Uint8Array;
}

/** The formats, as named in messages. */
export const PICTURE_FORMATS = 'PNG, JPEG, WebP, GIF, BMP or TIFF';
/** Number of first bytes that identify a picture. */
export const PICTURE_MAGIC_BYTES = 18;
/**
 * The decoder's memory grows with the number of pixels: 4 bytes each for a plain JPEG or PNG, 12 for a lossless WebP or
 * a TIFF in one strip. With these limits it stays under 600 MB.
 */
const MAX_PIXELS = 100e6;
const MAX_HEAVY_PIXELS = 40e6;

const FORMATS: readonly (readonly [
  is: (bytes: Uint8Array) => boolean,
  read: (bytes: Uint8Array) => PictureHeader,
])[] = [
  [isPng, pngPictureHeader],
  [isJpeg, readJpegHeader],
  [isWebp, readWebpHeader],
  [isGif, readGifHeader],
  [isTiff, readTiffHeader],
  [isBmp, readBmpHeader],
];

/** Whether a file is a picture, by its first bytes, whatever its name. */
export const isPicture = (bytes: Uint8Array): boolean => FORMATS.some(([is]) => is(bytes));

/** Reads everything except the pixels. @throws UnreadablePicture */
export function readPictureHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.length === 0) throw new UnreadablePicture('empty');
  const format = FORMATS.find(([is]) => is(bytes));
  if (format === undefined) throw new UnreadablePicture({ code: 'not-a-picture', formats: PICTURE_FORMATS });
  const header = format[1](bytes);
  const { width, height, isHeavy, kind } = header;
  if (width < 1 || height < 1) throw new UnreadablePicture({ code: 'pixels', width, height });
  const most = isHeavy ? MAX_HEAVY_PIXELS : MAX_PIXELS;
  if (width * height > most) {
    throw new UnreadablePicture({ code: 'too-many-pixels', width, height, kind, most });
  }
  return header;
}

/** The size of a picture when shown, in pixels. */
export function shownSize({ width, height, orientation }: PictureHeader): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
