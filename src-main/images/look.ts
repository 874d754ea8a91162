import { decodePicture } from './decode';
import { isReadDeep, peakOf, readDeep, scaledDeep } from './deep';
import type { Picture } from './picture';
import type { PictureHeader } from './picture-header';

/** Facts that only the pixels of a picture show. */
export interface Look {
  /** Whether it looks grey, however it is stored. */
  readonly isGrey: boolean;
  /** Of samples of 16 bits, the largest one; null with fewer bits. */
  readonly peak: number | null;
}

/** Decodes a picture to the end, so that one which is damaged is noticed. @throws UnreadablePicture */
export async function lookAt(bytes: Uint8Array, header: PictureHeader): Promise<Look> {
  if (isReadDeep(header)) {
    const deep = await readDeep(bytes, header);
    const peak = peakOf(deep);
    return { isGrey: looksGrey(scaledDeep(deep, Math.max(1, peak))), peak };
  }
  const picture = await decodePicture(bytes);
  // Of a picture that is too large for more, from its upper eight bits.
  const peak = header.isDeep ? 257 * picture.data.reduce((most, value) => Math.max(most, value), 0) : null;
  return { isGrey: looksGrey(picture), peak };
}

function looksGrey({ data, channels }: Picture): boolean {
  if (channels === 1) return true;
  for (let at = 0; at < data.length; at += channels) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  }
  return true;
}
