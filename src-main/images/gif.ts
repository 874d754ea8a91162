import type { PictureHeader } from './picture-header';
import { UnreadablePicture } from './unreadable';

const BLOCK = { extension: 0x21, image: 0x2c } as const;
const GRAPHIC_CONTROL = 0xf9;

export const isGif = (bytes: Uint8Array): boolean =>
  /^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6)));

/** Reads the header of the canvas and of the first frame. @throws UnreadablePicture */
export function readGifHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.length < 13) throw new UnreadablePicture('cut-off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  let hasAlpha = false;
  let at = 13 + tableBytes(bytes[10] ?? 0);
  while (bytes[at] === BLOCK.extension) {
    if (bytes[at + 1] === GRAPHIC_CONTROL) hasAlpha = ((bytes[at + 3] ?? 0) & 1) === 1;
    at = endOfBlocks(bytes, at + 2);
  }
  if (at + 11 > bytes.length) throw new UnreadablePicture('cut-off');
  if (bytes[at] !== BLOCK.image) throw new UnreadablePicture('damaged');
  const [left, top] = [view.getUint16(at + 1, true), view.getUint16(at + 3, true)];
  const [across, down] = [view.getUint16(at + 5, true), view.getUint16(at + 7, true)];
  endOfBlocks(bytes, at + 11 + tableBytes(bytes[at + 9] ?? 0));
  return {
    format: 'GIF',
    // A frame that exceeds the canvas enlarges it, as in browsers.
    width: Math.max(width, left + across),
    height: Math.max(height, top + down),
    orientation: 1,
    isGrey: false,
    hasAlpha: hasAlpha || across < width || down < height,
    isDeep: false,
    significantBits: null,
    kind: 'gif',
    isHeavy: true,
  };
}

const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

/** Skips blocks: each begins with its length, and the last is empty. @throws UnreadablePicture */
function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let length = bytes[at]; length !== 0; length = bytes[at]) {
    if (length === undefined) throw new UnreadablePicture('cut-off');
    at += 1 + length;
  }
  return at + 1;
}
