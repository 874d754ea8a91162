import { buf as crc32 } from 'crc-32';
import { PNG_COLOR } from './png';

/* Writes PNG files a chunk at a time: PNG specification, third edition, sections 5 and 11. */

/** The header of a picture with 8 bits per sample. */
export function headerChunk(picture: {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}): Uint8Array {
  const bitsPerSample = 8;
  const colorType = picture.channels === 1 ? PNG_COLOR.grey : PNG_COLOR.rgb;
  return pngChunk(
    'IHDR',
    words(picture.width, picture.height),
    Uint8Array.of(bitsPerSample, colorType, 0, 0, 0),
  );
}

export function pngChunk(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const data = Buffer.concat(parts);
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([words(data.length), typed, words(crc32(typed) >>> 0)]);
}

/** Big-endian 32-bit integers. */
export function words(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i);
  return bytes;
}
