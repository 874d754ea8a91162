import { decode } from 'fast-png';
import { refusal, type WorkbenchError } from '../contract/error';
import { boundedPng, PNG_COLOR, readPngHeader } from './png';
import { encodePixels, type Pixels } from './sheet';
import { UnreadablePicture } from './unreadable';

export const MAX_SCALE = 16;
/** The largest result: 100 MB as RGB. */
const MAX_SCALED_PIXELS = 32 * 1024 * 1024;

/**
 * Enlarges a sheet by a whole factor: each pixel becomes a square. Uses a smaller factor if the result would have more
 * than `MAX_SCALED_PIXELS`.
 * @param factor from 1 to `MAX_SCALE`
 * @throws WorkbenchError `image.unreadable`
 */
export function scalePng(bytes: Uint8Array, factor: number): Uint8Array {
  const picture = decodeSheet(bytes);
  const largest = Math.floor(Math.sqrt(MAX_SCALED_PIXELS / (picture.width * picture.height)));
  return encodePixels(picture, Math.min(factor, Math.max(1, largest)));
}

/**
 * Decodes a PNG from `encodeSheet`, grey or RGB with 8 bits, and inflates no more than the header declares.
 * @throws WorkbenchError `image.unreadable`
 */
export function decodeSheet(bytes: Uint8Array): Pixels {
  try {
    const { depth, colorType, isInterlaced } = readPngHeader(bytes);
    const isPlain = colorType === PNG_COLOR.grey || colorType === PNG_COLOR.rgb;
    if (depth !== 8 || !isPlain || isInterlaced) {
      throw new UnreadablePicture('png-unscalable');
    }
    const { data, width, height, channels } = decode(boundedPng(bytes, MAX_SCALED_PIXELS));
    // With 8 bits per channel, fast-png returns bytes.
    return { data: data as Uint8Array, width, height, channels };
  } catch (error) {
    throw error instanceof UnreadablePicture ? unreadable(error) : error;
  }
}

function unreadable(error: UnreadablePicture): WorkbenchError {
  return refusal('image.unreadable', { why: error.why }, { cause: error });
}
