import { decodePicture } from './decode';
import { isReadDeep, peakOf, readDeep, scaledDeep } from './deep';
import type { Picture } from './picture';
import type { PictureHeader } from './picture-header';

/** Properties of a picture that only its pixels show. */
export interface Look {
  /** Whether it looks grey, however it is stored. */
  readonly isGrey: boolean;
  /** The largest sample of a picture with 16 bits; null with fewer bits. */
  readonly peak: number | null;
}

/** Decodes a whole picture, so that damage is detected. @throws UnreadablePicture */
export async function lookAt(bytes: Uint8Array, header: PictureHeader): Promise<Look> {
  if (isReadDeep(header)) {
    const deep = await readDeep(bytes, header);
    const peak = peakOf(deep);
    return { isGrey: looksGrey(scaledDeep(deep, Math.max(1, peak))), peak };
  }
  const picture = await decodePicture(bytes);
  // A picture that is too large for all 16 bits: estimate from the upper eight.
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
