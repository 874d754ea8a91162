import { deflateSync } from 'node:zlib';
import type { Canvas } from './canvas';
import { PNG_SIGNATURE } from './png';
import { headerChunk, pngChunk, words } from './png-chunks';

/*
 * Animated PNG, a frame at a time: a film of hundreds of frames is never in memory as a whole, as upng-js and other
 * encoders need it. See the PNG specification, third edition, section 11.3.6.
 */

/** Encodes frames of one size. @param count the number of frames, which the file states before the first */
export function* encodeApng(
  frames: Iterable<Canvas>,
  { count, framesPerSecond }: { count: number; framesPerSecond: number },
): Generator<Uint8Array, void, void> {
  let sequence = 0;
  for (const frame of frames) {
    if (sequence === 0) {
      yield PNG_SIGNATURE;
      yield headerChunk(frame);
      // Plays without end.
      yield pngChunk('acTL', words(count, 0));
    }
    yield frameControl(frame, sequence++, framesPerSecond);
    const data = deflateSync(scanlines(frame));
    const isFirst = sequence === 1;
    yield isFirst ? pngChunk('IDAT', data) : pngChunk('fdAT', words(sequence++), data);
  }
  yield pngChunk('IEND');
}

function frameControl({ width, height }: Canvas, sequence: number, framesPerSecond: number): Uint8Array {
  const place = words(sequence, width, height, 0, 0);
  // The delay as a fraction of a second; then: leave the frame as it is, and replace all of the one before.
  return pngChunk('fcTL', place, Uint8Array.of(0, 1, 0, framesPerSecond, 0, 0));
}

/** Rows with their filter before them: none, as flat squares of a few greys compress well without. */
function scanlines({ data, width, height, channels }: Canvas): Uint8Array {
  const rowBytes = width * channels;
  const lines = new Uint8Array(height * (rowBytes + 1));
  for (let y = 0; y < height; y++)
    lines.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  return lines;
}
