import { decode as decodePng } from 'fast-png';
import { decoded } from './magick';
import type { Picture } from './picture';
import type { PictureHeader } from './picture-header';
import { boundedPng } from './png';
import { PHOTOMETRIC, readTiff, TAG } from './tiff';
import { UnreadablePicture } from './unreadable';

/**
 * The stored samples of a picture with 16 bits. The general decoder retains only 8 of them, which leaves almost nothing
 * of data with 12 bits. Therefore PNG is read with a separate library, and TIFF as a picture of twice the width, whose
 * samples are bytes.
 */
export interface DeepSamples {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** [height, width, channels], with alpha as an additional channel if there is one. */
  readonly samples: Uint16Array;
  readonly hasAlpha: boolean;
  /** Whether 0 means white. */
  readonly isInverted: boolean;
  /** The single colour that is transparent; null if there is none. */
  readonly clearColor: ArrayLike<number> | null;
}

export const WHITE_16 = 65_535;
/** A larger picture is assumed to use the whole range: reading takes 6 bytes of memory per sample. */
const MAX_DEEP_SAMPLES = 40e6;
const WHITE = 255;
const DIFFERENCED = 2;
const SEPARATE = 2;
const UNASSOCIATED = 2;

/** Whether all 16 bits of a picture can be read. */
export function isReadDeep({ isDeep, isGrey, hasAlpha, width, height }: PictureHeader): boolean {
  const channels = (isGrey ? 1 : 3) + Number(hasAlpha);
  return isDeep && width * height * channels <= MAX_DEEP_SAMPLES;
}

/** @throws UnreadablePicture */
export async function readDeep(bytes: Uint8Array, header: PictureHeader): Promise<DeepSamples> {
  if (!isReadDeep(header)) {
    const { width, height } = header;
    throw new UnreadablePicture({ code: 'too-many-deep-pixels', width, height });
  }
  try {
    return header.format === 'PNG' ? deepPng(bytes, header) : await deepTiff(bytes, header);
  } catch (cause) {
    if (cause instanceof UnreadablePicture) throw cause;
    throw new UnreadablePicture('damaged', { cause });
  }
}

/** The largest value in any colour channel. */
export function peakOf({ samples, channels, hasAlpha }: DeepSamples): number {
  const step = channels + Number(hasAlpha);
  let peak = 0;
  for (let at = 0; at < samples.length; at += step) {
    for (let channel = 0; channel < channels; channel++) {
      peak = Math.max(peak, samples[at + channel] ?? 0);
    }
  }
  return peak;
}

/**
 * Scales to 8 bits, blended with white where transparent. @param white the value that becomes 255, as do larger ones
 */
export function scaledDeep(deep: DeepSamples, white: number): Picture {
  const { width, height, channels, samples, hasAlpha, isInverted, clearColor } = deep;
  const step = channels + Number(hasAlpha);
  const data = new Uint8Array(width * height * channels);
  for (let from = 0, to = 0; from < samples.length; from += step) {
    const opacity = hasAlpha ? (samples[from + channels] ?? 0) / WHITE_16 : isClear(samples, from) ? 0 : 1;
    for (let channel = 0; channel < channels; channel++) {
      const value = (WHITE * Math.min(white, samples[from + channel] ?? 0)) / white;
      data[to++] = Math.round(opacity * (isInverted ? WHITE - value : value) + (1 - opacity) * WHITE);
    }
  }
  return { width, height, channels, data };

  function isClear(all: Uint16Array, from: number): boolean {
    if (clearColor === null) return false;
    for (let channel = 0; channel < channels; channel++) {
      if (all[from + channel] !== clearColor[channel]) return false;
    }
    return true;
  }
}

function deepPng(bytes: Uint8Array, { width, height, isGrey }: PictureHeader): DeepSamples {
  const { data, channels, transparency } = decodePng(boundedPng(bytes, MAX_DEEP_SAMPLES));
  if (!(data instanceof Uint16Array)) throw new UnreadablePicture('damaged');
  return {
    width,
    height,
    channels: isGrey ? 1 : 3,
    samples: data,
    hasAlpha: channels % 2 === 0,
    isInverted: false,
    clearColor: transparency ?? null,
  };
}

async function deepTiff(bytes: Uint8Array, header: PictureHeader): Promise<DeepSamples> {
  const { width, height, isGrey, hasAlpha } = header;
  const directory = readTiff(bytes);
  const channels = isGrey ? 1 : 3;
  const count = channels + Number(hasAlpha);
  const isDifferenced = directory.first(TAG.predictor) === DIFFERENCED;
  const isInverted = directory.first(TAG.photometric) === PHOTOMETRIC.whiteIsZero;
  const wide = directory.patched({
    [TAG.width]: (value) => 2 * value,
    [TAG.tileWidth]: (value) => 2 * value,
    [TAG.bits]: () => 8,
    [TAG.predictor]: () => 1,
    [TAG.photometric]: (value) => (isInverted ? PHOTOMETRIC.blackIsZero : value),
    [TAG.extraSamples]: (value) => (hasAlpha ? UNASSOCIATED : value),
  });
  const order = `${isGrey ? 'R' : 'RGB'}${hasAlpha ? 'A' : ''}`;
  const pairs = await decoded(wide, 'TIFF', (raster) => {
    if (raster.width !== 2 * width || raster.height !== height) throw new UnreadablePicture('damaged');
    return raster.read(0, height, order);
  });
  const samples = new Uint16Array(width * height * count);
  const isSeparate = directory.first(TAG.planes) === SEPARATE && count > 1;
  // With separate channels, the two bytes of a sample are those of two adjacent pixels.
  const apart = isSeparate ? count : 1;
  const [high, low] = directory.isLittleEndian ? [apart, 0] : [0, apart];
  for (let i = 0; i < samples.length; i++) {
    const at = isSeparate ? 2 * (i - (i % count)) + (i % count) : 2 * i;
    samples[i] = 256 * (pairs[at + high] ?? 0) + (pairs[at + low] ?? 0);
  }
  if (isDifferenced) summedUp(samples, width, count, directory.first(TAG.tileWidth) ?? width);
  return {
    width,
    height,
    channels,
    samples,
    hasAlpha,
    isInverted,
    clearColor: null,
  };
}

/**
 * Undoes differences from the pixel on the left, in place. @param run number of pixels after which differences restart
 */
function summedUp(samples: Uint16Array, width: number, channels: number, run: number): void {
  for (let i = channels; i < samples.length; i++) {
    const x = Math.floor(i / channels) % width;
    if (x % run !== 0) samples[i] = (samples[i] ?? 0) + (samples[i - channels] ?? 0);
  }
}
