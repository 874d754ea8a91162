import { convertIndexedToRgb, decode as decodePng, type DecodedPng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import type { ItemShape } from '../contract/dataset';
import { boundedPng, isPng, PNG_COLOR, readPngHeader, UnreadablePicture } from './png';

/** What a picture says of itself. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
  /** Whether it has grey alone; a picture in colours may look grey all the same. */
  readonly isGrey: boolean;
  readonly hasAlpha: boolean;
}
export interface Picture extends ItemShape {
  /** [height, width, channels], 0 to 255. */
  readonly data: Uint8Array;
}

/** 16 megapixels, in whatever proportion. */
export const MAX_PICTURE_PIXELS = 4096 * 4096;
/** What decoding a JPEG of that many pixels takes. */
const MAX_JPEG_MEGABYTES = 768;
const WHITE = 255;
/** Huffman tables, a reserved marker and arithmetic conditions are numbered among the frames of a JPEG. */
const NO_FRAME = [0xc4, 0xc8, 0xcc];
const END_OF_IMAGE = Buffer.of(0xff, 0xd9);

/** @throws UnreadablePicture */
export function readPictureHeader(bytes: Uint8Array): PictureHeader {
  const header = isPng(bytes) ? pngHeader(bytes) : jpegHeader(bytes);
  const { width, height } = header;
  if (width < 1 || height < 1 || width * height > MAX_PICTURE_PIXELS) {
    throw new UnreadablePicture(`it declares ${String(width)}×${String(height)} pixels`);
  }
  return header;
}

/**
 * Reads a PNG or JPEG; which one it is, its first bytes tell. What is transparent lies on white.
 * @throws UnreadablePicture
 */
export function decodePicture(bytes: Uint8Array): Picture {
  readPictureHeader(bytes);
  try {
    return isPng(bytes) ? pngPicture(bytes) : jpegPicture(bytes);
  } catch (cause) {
    if (cause instanceof UnreadablePicture) throw cause;
    throw new UnreadablePicture('it is damaged', { cause });
  }
}

function pngHeader(bytes: Uint8Array): PictureHeader {
  const { width, height, colorType } = readPngHeader(bytes);
  const hasAlpha = colorType === PNG_COLOR.greyAlpha || colorType === PNG_COLOR.rgbAlpha;
  const isGrey = colorType === PNG_COLOR.grey || colorType === PNG_COLOR.greyAlpha;
  return { width, height, isGrey, hasAlpha };
}

function pngPicture(bytes: Uint8Array): Picture {
  const { width, height, depth, colorType, isInterlaced } = readPngHeader(bytes);
  if (isInterlaced && depth < 8) {
    throw new UnreadablePicture('it is interlaced with fewer than 8 bits, which is not read');
  }
  const png = decodePng(boundedPng(bytes, MAX_PICTURE_PIXELS));
  const isIndexed = colorType === PNG_COLOR.indexed;
  const samples = isIndexed ? convertIndexedToRgb(png) : unpacked(png);
  const given = samples.length / (width * height);
  const channels = given < 3 ? 1 : 3;
  const most = isIndexed ? WHITE : 2 ** depth - 1;
  const data = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * given;
    const opacity = opacityAt(samples, at, given, most, png.transparency);
    for (let channel = 0; channel < channels; channel++) {
      const value = (WHITE * (samples[at + channel] ?? 0)) / most;
      data[pixel * channels + channel] = Math.round(opacity * value + (1 - opacity) * WHITE);
    }
  }
  return { width, height, channels, data };
}

/** From 0 to 1: by the last channel of grey or RGB with alpha, or by the one colour that is declared transparent. */
function opacityAt(
  samples: ArrayLike<number>,
  at: number,
  channels: number,
  most: number,
  transparent: Uint16Array | undefined,
): number {
  if (channels % 2 === 0) return (samples[at + channels - 1] ?? 0) / most;
  return transparent?.every((value, channel) => samples[at + channel] === value) === true ? 0 : 1;
}

/** Grey of 1, 2 or 4 bits lies packed, each row from a byte of its own on. */
function unpacked({ data, width, height, depth }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const rowBytes = Math.ceil((width * depth) / 8);
  const values = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = data[y * rowBytes + Math.floor((x * depth) / 8)] ?? 0;
      values[y * width + x] = (byte >> (8 - depth - ((x * depth) % 8))) & (2 ** depth - 1);
    }
  }
  return values;
}

interface JpegHeader extends PictureHeader {
  /** Where what describes the frame begins; its pixels come after. */
  readonly frameAt: number;
}

/** Walks over the segments to the frame's: marker, length, precision, height, width, components. */
function jpegHeader(bytes: Uint8Array): JpegHeader {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new UnreadablePicture('it is neither a PNG nor a JPEG');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    // A marker may be led by any number of fill bytes.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.includes(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { width, height, isGrey: bytes[at + 9] === 1, hasAlpha: false, frameAt: at };
    }
    at += 2 + view.getUint16(at + 2);
  }
  throw new UnreadablePicture('it is cut off or damaged');
}

function jpegPicture(bytes: Uint8Array): Picture {
  const { isGrey, frameAt } = jpegHeader(bytes);
  // The library takes what is missing at the end for grey.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(END_OF_IMAGE, frameAt) < 0) {
    throw new UnreadablePicture('it is cut off');
  }
  const { width, height, data } = decodeJpeg(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    // Strictly, the library refuses whole grey pictures with restart markers.
    tolerantDecoding: isGrey,
    maxResolutionInMP: MAX_PICTURE_PIXELS / 1e6,
    maxMemoryUsageInMB: MAX_JPEG_MEGABYTES,
  });
  if (!isGrey) return { width, height, channels: 3, data };
  return { width, height, channels: 1, data: data.filter((_, i) => i % 3 === 0) };
}
