import { Readable } from 'node:stream';
import { createDeflate } from 'node:zlib';
import { decode } from 'fast-png';
import { refusal, type WorkbenchError } from '../contract/error';
import { boundedPng, PNG_COLOR, PNG_SIGNATURE, readPngHeader } from './png';
import { headerChunk, pngChunk } from './png-chunks';
import type { Pixels } from './sheet';
import { UnreadablePicture } from './unreadable';

export const MAX_SCALE = 16;
/** The largest result: 100 MB as RGB. */
const MAX_SCALED_PIXELS = 32 * 1024 * 1024;
const FILTER_UP = 2;

/**
 * Enlarges a sheet by a whole factor: each pixel becomes a square. Uses a smaller factor if the result would have more
 * than `MAX_SCALED_PIXELS`. The result is compressed in another thread while it is read.
 * @param factor from 1 to `MAX_SCALE`
 * @throws WorkbenchError `image.unreadable`, before the first part is read
 */
export function scalePng(bytes: Uint8Array, factor: number): AsyncIterable<Uint8Array> {
  const picture = decodeSheet(bytes);
  const largest = Math.floor(Math.sqrt(MAX_SCALED_PIXELS / (picture.width * picture.height)));
  return enlarged(picture, Math.min(factor, Math.max(1, largest)));
}

async function* enlarged(picture: Pixels, scale: number): AsyncGenerator<Uint8Array, void, void> {
  const [width, height] = [picture.width * scale, picture.height * scale];
  yield PNG_SIGNATURE;
  yield headerChunk({ width, height, channels: picture.channels });
  const pixels = Readable.from(scanlines(picture, scale), { objectMode: false }).pipe(createDeflate());
  for await (const part of pixels as AsyncIterable<Uint8Array>) yield pngChunk('IDAT', part);
  yield pngChunk('IEND');
}

/** For each row of pixels, `scale` rows with their filter before them. */
function* scanlines(
  { data, width, height, channels }: Pixels,
  scale: number,
): Generator<Uint8Array, void, void> {
  const rowBytes = 1 + width * scale * channels;
  for (let y = 0; y < height; y++) {
    const rows = new Uint8Array(scale * rowBytes);
    for (let x = 0; x < width * scale; x++) {
      const from = (y * width + Math.floor(x / scale)) * channels;
      for (let channel = 0; channel < channels; channel++)
        rows[1 + x * channels + channel] = data[from + channel] ?? 0;
    }
    // The others differ from the row above by nothing.
    for (let copy = 1; copy < scale; copy++) rows[copy * rowBytes] = FILTER_UP;
    yield rows;
  }
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
