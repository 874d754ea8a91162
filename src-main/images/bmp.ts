import type { PictureHeader } from './picture-header';
import { UnreadablePicture } from './unreadable';

/** Offset of the second header: its length, then the size of the picture. */
const INFO_AT = 14;
/** Length of OS/2's header, whose sides have 16 bits. */
const CORE_BYTES = 12;
/** From this length on, the header has a mask of the alpha bits. */
const MASKED_BYTES = 56;
const COMPRESSION = { none: 0, masks: 3 } as const;

/** Lengths of the second header, by version; they distinguish a BMP from text that begins with BM. */
const INFO_BYTES = [CORE_BYTES, 40, 52, MASKED_BYTES, 64, 108, 124];

export function isBmp(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x42 || bytes[1] !== 0x4d || bytes.length < INFO_AT + 4) return false;
  return INFO_BYTES.includes(new DataView(bytes.buffer, bytes.byteOffset).getUint32(INFO_AT, true));
}

/** @throws UnreadablePicture */
export function readBmpHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < INFO_AT + CORE_BYTES) throw new UnreadablePicture('cut-off');
  const infoBytes = view.getUint32(INFO_AT, true);
  const isCore = infoBytes === CORE_BYTES;
  if (bytes.length < INFO_AT + infoBytes) throw new UnreadablePicture('cut-off');
  const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = Math.abs(isCore ? view.getUint16(20, true) : view.getInt32(22, true));
  const bits = view.getUint16(isCore ? 24 : 28, true);
  const compression = isCore ? COMPRESSION.none : view.getUint32(30, true);
  const isMasked = compression === COMPRESSION.masks;
  if (compression === COMPRESSION.none || isMasked) {
    const rowBytes = 4 * Math.ceil((width * bits) / 32);
    if (view.getUint32(10, true) + rowBytes * height > bytes.length) throw new UnreadablePicture('cut-off');
  }
  return {
    format: 'BMP',
    width,
    height,
    orientation: 1,
    isGrey: false,
    // The fourth byte of a pixel is alpha only if there is a mask for it.
    hasAlpha: isMasked && infoBytes >= MASKED_BYTES && view.getUint32(66, true) !== 0,
    isDeep: false,
    significantBits: null,
    kind: 'bmp',
    isHeavy: true,
  };
}

/**
 * Returns the same picture with its actual length in the header: some writers leave it empty, but the decoder requires
 * it.
 */
export function withLength(bytes: Uint8Array): Uint8Array {
  if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(2, true) === bytes.length) return bytes;
  const copy = Uint8Array.from(bytes);
  new DataView(copy.buffer).setUint32(2, copy.length, true);
  return copy;
}
