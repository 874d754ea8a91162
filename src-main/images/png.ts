import { inflateSync } from 'node:zlib';
import { exifOrientation } from './exif';
import type { PictureHeader } from './picture-header';
import { UnreadablePicture } from './unreadable';

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits per channel, or per index into the palette. */
  readonly depth: number;
  readonly colorType: number;
  readonly isInterlaced: boolean;
}
/** The chunks of a PNG that define its pixels, and properties from other chunks. */
export interface PngParts extends PngHeader {
  /** The signature, and the chunks that define the pixels. */
  readonly pixelChunks: readonly Uint8Array[];
  /** The deflated pixels, in pieces. */
  readonly deflated: readonly Uint8Array[];
  /** Whether entries of a palette, or one colour, are transparent. */
  readonly hasTransparency: boolean;
  readonly exif: Uint8Array | null;
  /** The declared significant bits of the first channel; null if not declared. */
  readonly significantBits: number | null;
}

/** The colour types of a PNG, with their channels per pixel and possible depths. */
export const PNG_COLOR = { grey: 0, rgb: 2, indexed: 3, greyAlpha: 4, rgbAlpha: 6 } as const;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Offset of the data of the first chunk, the header. */
const HEADER_AT = PNG_SIGNATURE.length + 8;
const HEADER_BYTES = 13;
/** The passes of Adam7: where each begins, and its steps. */
const PASSES = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
];

/** The chunks that are read, by the four letters of their types as one number. */
const READ_CHUNKS: ReadonlyMap<number, string> = new Map(
  ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'eXIf', 'sBIT'].map((type) => [
    Buffer.from(type, 'latin1').readUInt32BE(),
    type,
  ]),
);

export const isPng = (bytes: Uint8Array): boolean => PNG_SIGNATURE.every((byte, i) => bytes[i] === byte);

/** @throws UnreadablePicture */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  if (!isPng(bytes)) throw new UnreadablePicture('not-png');
  if (bytes.length < HEADER_AT + HEADER_BYTES) throw new UnreadablePicture('cut-off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    view.getUint32(PNG_SIGNATURE.length) !== HEADER_BYTES ||
    READ_CHUNKS.get(view.getUint32(PNG_SIGNATURE.length + 4)) !== 'IHDR'
  ) {
    throw new UnreadablePicture('png-header');
  }
  const header = {
    width: view.getUint32(HEADER_AT),
    height: view.getUint32(HEADER_AT + 4),
    depth: view.getUint8(HEADER_AT + 8),
    colorType: view.getUint8(HEADER_AT + 9),
    isInterlaced: view.getUint8(HEADER_AT + 12) !== 0,
  };
  if (DEPTHS[header.colorType]?.includes(header.depth) !== true) {
    const { depth: bits, colorType } = header;
    throw new UnreadablePicture({ code: 'png-type', bits, colorType });
  }
  return header;
}

/** Walks over all chunks, so that a truncated file is detected. @throws UnreadablePicture */
export function readPng(bytes: Uint8Array): PngParts {
  const header = readPngHeader(bytes);
  const pixelChunks: Uint8Array[] = [bytes.subarray(0, PNG_SIGNATURE.length)];
  const deflated: Uint8Array[] = [];
  let exif: Uint8Array | null = null;
  let significantBits: number | null = null;
  let hasTransparency = false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let isComplete = false;
  for (let at = PNG_SIGNATURE.length; at + 12 <= bytes.length && !isComplete;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    const start = at;
    at = end;
    // A file may have millions of chunks that are not read: skipping them must cost next to nothing.
    const type = READ_CHUNKS.get(view.getUint32(start + 4));
    if (type === undefined) continue;
    const data = bytes.subarray(start + 8, end - 4);
    if (type === 'IHDR' && start > PNG_SIGNATURE.length) throw new UnreadablePicture('png-two-headers');
    if (type === 'IDAT') deflated.push(data);
    if (type === 'eXIf') exif ??= data;
    if (type === 'sBIT') significantBits ??= data[0] ?? null;
    if (makesPixels(type, header.colorType)) {
      pixelChunks.push(bytes.subarray(start, end));
      hasTransparency ||= type === 'tRNS';
    }
    isComplete = type === 'IEND';
  }
  if (!isComplete) throw new UnreadablePicture('cut-off');
  return { ...header, pixelChunks, deflated, hasTransparency, exif, significantBits };
}

/** @throws UnreadablePicture */
export function pngPictureHeader(bytes: Uint8Array): PictureHeader {
  const { width, height, depth, colorType, isInterlaced, ...parts } = readPng(bytes);
  const hasAlphaChannel = colorType === PNG_COLOR.greyAlpha || colorType === PNG_COLOR.rgbAlpha;
  const hasAlpha = hasAlphaChannel || parts.hasTransparency;
  return {
    format: 'PNG',
    width,
    height,
    orientation: exifOrientation(parts.exif),
    isGrey: colorType === PNG_COLOR.grey || colorType === PNG_COLOR.greyAlpha,
    hasAlpha,
    isDeep: depth === 16,
    significantBits: parts.significantBits,
    kind: isInterlaced ? 'png-interlaced' : hasAlpha ? 'png-transparent' : 'png',
    isHeavy: isInterlaced || hasAlpha,
  };
}

/**
 * Returns a PNG with only the chunks that define its pixels, after checking that they inflate to exactly the declared
 * size.
 * @param maxPixels the largest picture
 * @throws UnreadablePicture
 */
export function boundedPng(bytes: Uint8Array, maxPixels: number): Uint8Array {
  const { pixelChunks, deflated, ...header } = readPng(bytes);
  const { width, height } = header;
  if (width < 1 || height < 1 || width * height > maxPixels) {
    throw new UnreadablePicture({ code: 'pixels', width, height });
  }
  const declared = declaredBytes(header);
  let inflated: number;
  try {
    inflated = inflateSync(Buffer.concat(deflated), { maxOutputLength: declared }).length;
  } catch (cause) {
    throw new UnreadablePicture('png-inflate', { cause });
  }
  if (inflated !== declared) throw new UnreadablePicture('fewer-pixels');
  return Buffer.concat(pixelChunks);
}

/** Whether a chunk defines pixels. RGB may have a suggested palette, too, which has no effect. */
function makesPixels(type: string, colorType: number): boolean {
  if (type === 'PLTE') return colorType === PNG_COLOR.indexed;
  if (type === 'tRNS') return colorType <= PNG_COLOR.indexed;
  return type === 'IHDR' || type === 'IDAT' || type === 'IEND';
}

/** The inflated size of the pixels in bytes: each row of each pass begins with the number of its filter. */
export function declaredBytes({ width, height, depth, colorType, isInterlaced }: PngHeader): number {
  const bits = depth * (CHANNELS[colorType] ?? 0);
  const passes = isInterlaced ? PASSES : [{ x: 0, y: 0, dx: 1, dy: 1 }];
  return passes.reduce((sum, { x, y, dx, dy }) => {
    const columns = Math.ceil((width - x) / dx);
    const rows = Math.ceil((height - y) / dy);
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bits) / 8)) : sum;
  }, 0);
}
