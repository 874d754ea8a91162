import { ORIENTATION_TAG, orientationOf } from './exif';
import type { PictureHeader } from './picture-header';
import { readDirectory, type TiffDirectory } from './tiff-directory';
import { UnreadablePicture } from './unreadable';

export const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  photometric: 262,
  stripOffsets: 273,
  samples: 277,
  stripBytes: 279,
  planes: 284,
  predictor: 317,
  colorMap: 320,
  tileWidth: 322,
  tileOffsets: 324,
  tileBytes: 325,
  extraSamples: 338,
  sampleFormat: 339,
} as const;
export const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2 } as const;
const MAX_SAMPLES = 5;
const UNSIGNED = 1;

export function isTiff(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(start);
}

/** Reads the header of the first page. @throws UnreadablePicture */
export function readTiffHeader(bytes: Uint8Array): PictureHeader {
  const directory = readTiff(bytes);
  const bits = Math.max(1, ...directory.values(TAG.bits).slice(0, MAX_SAMPLES));
  const format = directory.first(TAG.sampleFormat) ?? UNSIGNED;
  if (bits > 16 || format > 2) {
    throw new UnreadablePicture({ code: 'tiff-bits', bits, hasFractions: format === 3 });
  }
  const samples = directory.first(TAG.samples) ?? 1;
  if (samples > MAX_SAMPLES) {
    throw new UnreadablePicture({ code: 'tiff-channels', channels: samples, most: MAX_SAMPLES });
  }
  checkEnd(directory, bytes.length);
  const photometric = directory.first(TAG.photometric) ?? PHOTOMETRIC.blackIsZero;
  return {
    format: 'TIFF',
    width: directory.first(TAG.width) ?? 0,
    height: directory.first(TAG.height) ?? 0,
    orientation: orientationOf(directory.first(ORIENTATION_TAG)),
    isGrey: photometric <= PHOTOMETRIC.blackIsZero,
    // 0 is an unspecified channel.
    hasAlpha: [1, 2].includes(directory.first(TAG.extraSamples) ?? 0),
    isDeep: bits === 16 && photometric <= PHOTOMETRIC.rgb,
    significantBits: null,
    kind: 'tiff',
    isHeavy: true,
  };
}

/** @throws UnreadablePicture */
export function readTiff(bytes: Uint8Array): TiffDirectory {
  const directory = readDirectory(bytes);
  if (directory === null) throw new UnreadablePicture('cut-off-or-damaged');
  return directory;
}

/** @throws UnreadablePicture if strips or tiles are beyond the end */
function checkEnd(directory: TiffDirectory, length: number): void {
  const isTiled = directory.has(TAG.tileOffsets);
  const offsets = directory.values(isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const sizes = directory.values(isTiled ? TAG.tileBytes : TAG.stripBytes);
  if (offsets.length === 0) throw new UnreadablePicture('cut-off-or-damaged');
  if (offsets.some((offset, i) => offset + (sizes[i] ?? 0) > length)) throw new UnreadablePicture('cut-off');
}

/**
 * Normalises the colours of a palette, which have 16 bits. Some writers leave the lower eight empty, others repeat the
 * upper ones; both mean the upper ones.
 * @throws UnreadablePicture
 */
export function withExactPalette(bytes: Uint8Array): Uint8Array {
  const directory = readTiff(bytes);
  const isWide = directory.values(TAG.colorMap).some((value) => value > 255);
  return isWide ? directory.patched({ [TAG.colorMap]: (value) => 257 * (value >> 8) }) : bytes;
}
