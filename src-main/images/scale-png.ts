import { decode } from 'fast-png';
import { inflateSync } from 'node:zlib';
import { WorkbenchError } from '../contract/error';
import { encodePixels, type Pixels } from './sheet';

export const MAX_SCALE = 16;
/** Of the picture that comes out: 100 MB as RGB. */
export const MAX_SCALED_PIXELS = 32 * 1024 * 1024;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3 };

/**
 * Enlarges a sheet by a whole factor, each pixel becoming a square.
 * @throws WorkbenchError `image.scale` when the factor is none or the picture would be too large, `image.unreadable`
 */
export function scalePng(bytes: Uint8Array, factor: number): Uint8Array {
  if (!Number.isInteger(factor) || factor < 1 || factor > MAX_SCALE) {
    throw new WorkbenchError({
      code: 'image.scale',
      message: `A sheet is enlarged by a whole factor from 1 to ${String(MAX_SCALE)}, not by ${String(factor)}.`,
      advice: 'Choose a factor in that range.',
    });
  }
  const picture = decodeSheet(bytes);
  const { width, height } = picture;
  if (width * height * factor * factor > MAX_SCALED_PIXELS) {
    throw new WorkbenchError({
      code: 'image.scale',
      message: `A sheet of ${String(width)}×${String(height)} enlarged ${String(factor)} times would be too large a picture.`,
      advice: 'Choose a smaller factor.',
    });
  }
  return encodePixels(picture, factor);
}

/**
 * Reads what `encodeSheet` writes, grey or RGB with 8 bits, and inflates no more than the header declares.
 * @throws WorkbenchError `image.unreadable`
 */
export function decodeSheet(bytes: Uint8Array): Pixels {
  const { data, width, height, channels } = decode(pixelChunks(bytes));
  // With 8 bits per channel, which `pixelChunks` has made sure of, fast-png gives bytes.
  return { data: data as Uint8Array, width, height, channels };
}

/** @returns the PNG with nothing but the chunks that make up its pixels, once they are known to inflate as declared */
function pixelChunks(bytes: Uint8Array): Uint8Array {
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) throw unreadable('it is not a PNG');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE.length)];
  const data: Uint8Array[] = [];
  let size: { width: number; height: number; channels: number } | null = null;
  let complete = false;
  for (let at = SIGNATURE.length; at + 12 <= bytes.length && !complete;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IHDR') {
      if (size !== null) throw unreadable('it has two headers');
      size = readHeader(view, at + 8, end - at - 12);
    }
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, end - 4));
    if (type === 'IHDR' || type === 'IDAT' || type === 'IEND') kept.push(bytes.subarray(at, end));
    complete = type === 'IEND';
    at = end;
  }
  if (size === null || !complete) throw unreadable('it is cut off');
  const { width, height, channels } = size;
  // Each row is led by the number of its filter.
  const declared = height * (1 + width * channels);
  let inflated: number;
  try {
    inflated = inflateSync(Buffer.concat(data), { maxOutputLength: declared }).length;
  } catch (error) {
    throw unreadable('its pixels cannot be inflated to the size it declares', error);
  }
  if (inflated !== declared) throw unreadable('it holds fewer pixels than it declares');
  return Buffer.concat(kept);
}

function readHeader(view: DataView, at: number, length: number) {
  if (length !== 13) throw unreadable('its header is not one of a PNG');
  const width = view.getUint32(at);
  const height = view.getUint32(at + 4);
  const channels = CHANNELS[view.getUint8(at + 9)];
  const interlaced = view.getUint8(at + 12) !== 0;
  if (view.getUint8(at + 8) !== 8 || channels === undefined || interlaced) {
    throw unreadable('it is not grey or RGB with 8 bits and without interlacing');
  }
  if (width < 1 || height < 1 || width * height > MAX_SCALED_PIXELS) {
    throw unreadable(`it declares ${String(width)}×${String(height)} pixels`);
  }
  return { width, height, channels };
}

function unreadable(why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    {
      code: 'image.unreadable',
      message: `The picture cannot be read: ${why}.`,
      advice:
        'Its record in the data file may be damaged; the run can be trained again from its configuration.',
    },
    { cause },
  );
}
