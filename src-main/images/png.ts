import { inflateSync } from 'node:zlib';

/** Why a picture cannot be read, to be put after a colon. */
export class UnreadablePicture extends Error {}

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a channel, or of an index into the palette. */
  readonly depth: number;
  readonly colorType: number;
  readonly isInterlaced: boolean;
}

/** The colour types of a PNG: the channels of a pixel, and the depths there can be. */
export const PNG_COLOR = { grey: 0, rgb: 2, indexed: 3, greyAlpha: 4, rgbAlpha: 6 } as const;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Where the first chunk, the header, has its data. */
const HEADER_AT = SIGNATURE.length + 8;
const HEADER_BYTES = 13;
/** Adam7: where each pass begins and how far it steps. */
const PASSES = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
];

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** @throws UnreadablePicture */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  if (!isPng(bytes)) throw new UnreadablePicture('it is not a PNG');
  if (bytes.length < HEADER_AT + HEADER_BYTES) throw new UnreadablePicture('it is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(SIGNATURE.length) !== HEADER_BYTES || chunkType(bytes, SIGNATURE.length) !== 'IHDR') {
    throw new UnreadablePicture('its header is not one of a PNG');
  }
  const header = {
    width: view.getUint32(HEADER_AT),
    height: view.getUint32(HEADER_AT + 4),
    depth: view.getUint8(HEADER_AT + 8),
    colorType: view.getUint8(HEADER_AT + 9),
    isInterlaced: view.getUint8(HEADER_AT + 12) !== 0,
  };
  if (DEPTHS[header.colorType]?.includes(header.depth) !== true) {
    throw new UnreadablePicture(
      `it declares ${String(header.depth)} bits of colour type ${String(header.colorType)}, which there are not`,
    );
  }
  return header;
}

/**
 * A PNG with nothing but the chunks that make up its pixels, once they are known to inflate to what the header declares
 * and not a byte more.
 * @param maxPixels how large a picture may be
 * @throws UnreadablePicture
 */
export function boundedPng(bytes: Uint8Array, maxPixels: number): Uint8Array {
  const header = readPngHeader(bytes);
  const { width, height, colorType } = header;
  if (width < 1 || height < 1 || width * height > maxPixels) {
    throw new UnreadablePicture(`it declares ${String(width)}×${String(height)} pixels`);
  }
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE.length)];
  const data: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let complete = false;
  for (let at = SIGNATURE.length; at + 12 <= bytes.length && !complete;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    const type = chunkType(bytes, at);
    if (type === 'IHDR' && at > SIGNATURE.length) throw new UnreadablePicture('it has two headers');
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, end - 4));
    if (makesPixels(type, colorType)) kept.push(bytes.subarray(at, end));
    complete = type === 'IEND';
    at = end;
  }
  if (!complete) throw new UnreadablePicture('it is cut off');
  const declared = declaredBytes(header);
  let inflated: number;
  try {
    inflated = inflateSync(Buffer.concat(data), { maxOutputLength: declared }).length;
  } catch (cause) {
    throw new UnreadablePicture('its pixels cannot be inflated to the size it declares', { cause });
  }
  if (inflated !== declared) throw new UnreadablePicture('it holds fewer pixels than it declares');
  return Buffer.concat(kept);
}

/** A palette may be suggested for RGB, too; there it changes nothing. */
function makesPixels(type: string, colorType: number): boolean {
  if (type === 'PLTE') return colorType === PNG_COLOR.indexed;
  if (type === 'tRNS') return colorType <= PNG_COLOR.indexed;
  return type === 'IHDR' || type === 'IDAT' || type === 'IEND';
}

/** Of the pixels inflated: each row, of each pass, is led by the number of its filter. */
function declaredBytes({ width, height, depth, colorType, isInterlaced }: PngHeader): number {
  const bits = depth * (CHANNELS[colorType] ?? 0);
  const passes = isInterlaced ? PASSES : [{ x: 0, y: 0, dx: 1, dy: 1 }];
  return passes.reduce((sum, { x, y, dx, dy }) => {
    const columns = Math.ceil((width - x) / dx);
    const rows = Math.ceil((height - y) / dy);
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bits) / 8)) : sum;
  }, 0);
}

function chunkType(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at + 4, at + 8));
}
