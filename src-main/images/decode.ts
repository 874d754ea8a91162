import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import { withLength } from './bmp';
import { readDeep, scaledDeep, WHITE_16 } from './deep';
import { decoded, type Raster } from './magick';
import { readPictureHeader, type Picture } from './picture';
import type { PictureHeader } from './picture-header';
import { declaredBytes, readPng } from './png';
import { meanSquares } from './shrink';
import { withExactPalette } from './tiff';
import { UnreadablePicture } from './unreadable';
import { upright } from './upright';
import { firstWebpFrame } from './webp';

/** 16 megapixels; larger pictures are reduced while they are read: each pixel becomes the mean of a square. */
const MAX_WHOLE_PIXELS = 4096 * 4096;
/** Up to this size, deflated pixels are not checked: whatever they inflate to takes at most a second. */
const UNCHECKED_DEFLATED_BYTES = 256 * 1024;
/** Number of pixels that are copied from the decoder at a time. */
const BAND_PIXELS = 1024 * 1024;
const WHITE = 255;

/**
 * Decodes a picture as viewers show it, except that colour profiles are ignored and transparent pixels are blended with
 * white.
 * @param white the value of white in pictures with 16 bits per sample
 * @returns [height, width, channels], rotated according to EXIF; smaller if it has more than `MAX_WHOLE_PIXELS`
 * @throws UnreadablePicture
 */
export async function decodePicture(bytes: Uint8Array, white = WHITE_16): Promise<Picture> {
  const header = readPictureHeader(bytes);
  const stored =
    white !== WHITE_16 && header.isDeep
      ? scaledDeep(await readDeep(bytes, header), white)
      : await decoded(await prepared(bytes, header), header.format, (raster) => assembled(raster, header));
  return upright(stored, header.orientation);
}

/** Prepares a file for the decoder: removes everything that it need not read, or that could expand without bounds. */
async function prepared(bytes: Uint8Array, { format }: PictureHeader): Promise<Uint8Array> {
  if (format === 'BMP') return withLength(bytes);
  if (format === 'WEBP') return firstWebpFrame(bytes);
  if (format === 'TIFF') return withExactPalette(bytes);
  if (format !== 'PNG') return bytes;
  const { pixelChunks, deflated, ...header } = readPng(bytes);
  const deflatedBytes = deflated.reduce((sum, { length }) => sum + length, 0);
  if (deflatedBytes > UNCHECKED_DEFLATED_BYTES) await checkInflated(deflated, declaredBytes(header));
  return Buffer.concat(pixelChunks);
}

/** Checks the inflated size, because the decoder would inflate and discard any excess. @throws UnreadablePicture */
async function checkInflated(deflated: readonly Uint8Array[], declared: number): Promise<void> {
  let inflated = 0;
  try {
    const chunks = Readable.from(deflated, { objectMode: false }).pipe(createInflate());
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      inflated += chunk.length;
      if (inflated > declared) break;
    }
  } catch (cause) {
    throw new UnreadablePicture('damaged', { cause });
  }
  if (inflated !== declared) {
    throw new UnreadablePicture(inflated > declared ? 'more-pixels' : 'fewer-pixels');
  }
}

/** @throws UnreadablePicture if its size differs from that in its header */
function assembled(raster: Raster, { width, height, isGrey, hasAlpha, format }: PictureHeader): Picture {
  const isWhole = raster.width === width && raster.height === height;
  if (!isWhole && (format !== 'GIF' || raster.width > width || raster.height > height)) {
    throw new UnreadablePicture('damaged');
  }
  const channels = isGrey ? 1 : 3;
  const order = `${isGrey ? 'R' : 'RGB'}${hasAlpha ? 'A' : ''}`;
  const read = (top: number, rows: number) => onWhite(raster.read(top, rows, order), order.length, channels);
  const step = Math.ceil(Math.sqrt((raster.width * raster.height) / MAX_WHOLE_PIXELS));
  if (step > 1) return meanSquares(raster, channels, step, BAND_PIXELS, read);
  const data = read(0, raster.height);
  if (isWhole) return { width, height, channels, data };
  return placed({ width: raster.width, height: raster.height, channels, data }, raster.place(), {
    width,
    height,
  });
}

/** @param given channels of `samples`; if one more than `channels`, the last is alpha */
function onWhite(samples: Uint8Array, given: number, channels: 1 | 3): Uint8Array {
  if (given === channels) return samples;
  const data = new Uint8Array((samples.length / given) * channels);
  for (let from = 0, to = 0; from < samples.length; from += given) {
    const opacity = (samples[from + channels] ?? 0) / WHITE;
    for (let channel = 0; channel < channels; channel++) {
      data[to++] = Math.round(opacity * (samples[from + channel] ?? 0) + (1 - opacity) * WHITE);
    }
  }
  return data;
}

/** Places a frame on a white canvas. */
function placed(
  frame: Picture,
  { x: left, y: top }: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const { channels } = frame;
  const data = new Uint8Array(width * height * channels).fill(WHITE);
  const rowBytes = frame.width * channels;
  for (let y = 0; y < frame.height; y++) {
    const row = frame.data.subarray(y * rowBytes, (y + 1) * rowBytes);
    data.set(row, ((top + y) * width + left) * channels);
  }
  return { width, height, channels, data };
}
