import { exifOrientation } from './exif';
import type { PictureHeader } from './picture-header';
import { UnreadablePicture } from './unreadable';

/** Offset of the first chunk, after RIFF, the length and WEBP. */
const FIRST_CHUNK = 12;
/** Flags in VP8X. */
const FLAG = { animation: 0x02, alpha: 0x10 } as const;

export const isWebp = (bytes: Uint8Array): boolean => name(bytes, 0) === 'RIFF' && name(bytes, 8) === 'WEBP';

/** @throws UnreadablePicture */
export function readWebpHeader(bytes: Uint8Array): PictureHeader {
  let exif: Uint8Array | null = null;
  let size: { width: number; height: number; hasAlpha: boolean } | null = null;
  for (const { type, data } of chunks(bytes)) {
    if (type === 'EXIF') exif ??= data;
    size ??= sizeOf(type, data);
  }
  if (size === null) throw new UnreadablePicture('damaged');
  return {
    format: 'WEBP',
    ...size,
    orientation: exifOrientation(exif),
    isGrey: false,
    isDeep: false,
    significantBits: null,
    kind: 'webp',
    isHeavy: true,
  };
}

/**
 * Removes all frames of an animation except the first, because the decoder would read them all.
 * @throws UnreadablePicture
 */
export function firstWebpFrame(bytes: Uint8Array): Uint8Array {
  for (const { type, data, end } of chunks(bytes)) {
    if (type === 'VP8X' && ((data[0] ?? 0) & FLAG.animation) === 0) return bytes;
    if (type !== 'ANMF') continue;
    const first = Uint8Array.from(bytes.subarray(0, end));
    new DataView(first.buffer).setUint32(4, end - 8, true);
    return first;
  }
  return bytes;
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  readonly end: number;
}

/** @throws UnreadablePicture if the file is shorter than declared */
function* chunks(bytes: Uint8Array): Generator<Chunk, void, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = 8 + view.getUint32(4, true);
  if (length > bytes.length) throw new UnreadablePicture('cut-off');
  for (let at = FIRST_CHUNK; at + 8 <= length;) {
    const from = at + 8;
    const to = from + view.getUint32(at + 4, true);
    // Chunks have even lengths.
    const end = to + (to % 2);
    if (to > length) throw new UnreadablePicture('cut-off');
    yield { type: name(bytes, at), data: bytes.subarray(from, to), end };
    at = end;
  }
}

function sizeOf(type: string, data: Uint8Array): { width: number; height: number; hasAlpha: boolean } | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (type === 'VP8X' && data.length >= 10) {
    const side = (at: number) => 1 + view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);
    return { width: side(4), height: side(7), hasAlpha: ((data[0] ?? 0) & FLAG.alpha) !== 0 };
  }
  if (type === 'VP8 ' && data.length >= 10) {
    const side = (at: number) => view.getUint16(at, true) & 0x3fff;
    return { width: side(6), height: side(8), hasAlpha: false };
  }
  if (type === 'VP8L' && data.length >= 5) {
    const bits = view.getUint32(1, true);
    return {
      width: 1 + (bits & 0x3fff),
      height: 1 + ((bits >>> 14) & 0x3fff),
      hasAlpha: ((bits >>> 28) & 1) === 1,
    };
  }
  return null;
}

function name(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
