import { deflateSync } from 'node:zlib';
import { buf as crc32 } from 'crc-32';
import type { Canvas } from './canvas';

/*
 * Animated PNG, a frame at a time: a film of hundreds of frames is never in memory as a whole, as upng-js and other
 * encoders need it. See the PNG specification, third edition, section 11.3.6.
 */

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const GREY = 0;
const RGB = 2;

/** Encodes frames of one size. @param count the number of frames, which the file states before the first */
export function* encodeApng(
  frames: Iterable<Canvas>,
  { count, framesPerSecond }: { count: number; framesPerSecond: number },
): Generator<Uint8Array, void, void> {
  let sequence = 0;
  for (const frame of frames) {
    if (sequence === 0) {
      yield SIGNATURE;
      yield header(frame);
      // Plays without end.
      yield chunk('acTL', words(count, 0));
    }
    yield frameControl(frame, sequence++, framesPerSecond);
    const data = deflateSync(scanlines(frame));
    const isFirst = sequence === 1;
    yield isFirst ? chunk('IDAT', data) : chunk('fdAT', words(sequence++), data);
  }
  yield chunk('IEND');
}

function header({ width, height, channels }: Canvas): Uint8Array {
  const bitsPerChannel = 8;
  return chunk(
    'IHDR',
    words(width, height),
    Uint8Array.of(bitsPerChannel, channels === 1 ? GREY : RGB, 0, 0, 0),
  );
}

function frameControl({ width, height }: Canvas, sequence: number, framesPerSecond: number): Uint8Array {
  const place = words(sequence, width, height, 0, 0);
  // The delay as a fraction of a second; then: leave the frame as it is, and replace all of the one before.
  return chunk('fcTL', place, Uint8Array.of(0, 1, 0, framesPerSecond, 0, 0));
}

/** Rows with their filter before them: none, as flat squares of a few greys compress well without. */
function scanlines({ data, width, height, channels }: Canvas): Uint8Array {
  const rowBytes = width * channels;
  const lines = new Uint8Array(height * (rowBytes + 1));
  for (let y = 0; y < height; y++)
    lines.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  return lines;
}

/** Big-endian 32-bit integers. */
function words(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i);
  return bytes;
}

function chunk(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const data = Buffer.concat(parts);
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([words(data.length), typed, words(crc32(typed) >>> 0)]);
}
