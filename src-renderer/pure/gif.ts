import { applyPalette, GIFEncoder, quantize } from 'gifenc';

/** Frames of equal size, as RGBA bytes row by row. */
export interface FilmFrames {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Uint8ClampedArray[];
}

type Palette = [red: number, green: number, blue: number][];

const MOST_COLORS = 256;
/** Number of frames whose colours make a palette; more would hardly change it. */
const SAMPLED = 8;

/**
 * Encodes an endless animation. Up to 256 colours, such as all greys, are exact; more are quantised to a palette that
 * all frames share. Cost: about 1 ms for each frame of 224×224.
 * @param pause called after each frame, so that the page can be drawn
 */
export async function encodeGif(
  { width, height, frames }: FilmFrames,
  framesPerSecond: number,
  pause: () => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  const exact = exactPalette(frames);
  const palette = exact?.palette ?? sharedPalette(frames);
  const encoder = GIFEncoder();
  for (const [index, frame] of frames.entries()) {
    const pixels = exact === null ? applyPalette(frame, palette) : indexed(frame, exact.places);
    const first = index === 0 ? { palette, repeat: 0 } : {};
    encoder.writeFrame(pixels, width, height, { delay: 1000 / framesPerSecond, ...first });
    await pause();
  }
  encoder.finish();
  return encoder.bytes();
}

const colorAt = (frame: Uint8ClampedArray, i: number): number =>
  ((frame[i] ?? 0) << 16) | ((frame[i + 1] ?? 0) << 8) | (frame[i + 2] ?? 0);

/** Returns all colours with their places in the palette; null if they are too many. */
function exactPalette(
  frames: readonly Uint8ClampedArray[],
): { palette: Palette; places: ReadonlyMap<number, number> } | null {
  const places = new Map<number, number>();
  for (const frame of frames) {
    for (let i = 0; i < frame.length; i += 4) {
      const color = colorAt(frame, i);
      if (places.has(color)) continue;
      if (places.size === MOST_COLORS) return null;
      places.set(color, places.size);
    }
  }
  const palette = [...places.keys()].map((color): Palette[number] => [
    color >> 16,
    (color >> 8) & 255,
    color & 255,
  ]);
  return { palette, places };
}

function indexed(frame: Uint8ClampedArray, places: ReadonlyMap<number, number>): Uint8Array {
  const pixels = new Uint8Array(frame.length / 4);
  for (let i = 0; i < pixels.length; i++) pixels[i] = places.get(colorAt(frame, 4 * i)) ?? 0;
  return pixels;
}

function sharedPalette(frames: readonly Uint8ClampedArray[]): Palette {
  const every = Math.max(1, Math.floor(frames.length / SAMPLED));
  const sampled = frames.filter((_, i) => i % every === 0);
  const size = sampled[0]?.length ?? 0;
  const joined = new Uint8ClampedArray(size * sampled.length);
  sampled.forEach((frame, i) => joined.set(frame, i * size));
  return quantize(joined, MOST_COLORS) as Palette;
}
