import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Canvas } from '../images/canvas';

type Palette = number[][];

const MOST_COLORS = 256;
const GREYS: Palette = Array.from({ length: MOST_COLORS }, (_, level) => [level, level, level]);

/** The colours of an animation, and how the pixels of a frame become places among them. */
interface Colors {
  readonly palette: Palette;
  readonly placesOf: (frame: Canvas) => Uint8Array;
}

/**
 * Encodes frames of one size as an endless animation, a frame at a time. All frames share one palette, so that a colour
 * that does not change does not flicker. Greys, and up to 256 colours, are exact; more are quantised.
 * @param samples pictures with the colours of the frames, of any size; all are in memory at once
 */
export function* encodeGif(
  frames: Iterable<Canvas>,
  framesPerSecond: number,
  samples: readonly Canvas[],
): Generator<Uint8Array, void, void> {
  const gif = GIFEncoder();
  const { palette, placesOf } = colorsOf(samples);
  let first: { palette: Palette; repeat: number } | null = { palette, repeat: 0 };
  for (const frame of frames) {
    gif.writeFrame(placesOf(frame), frame.width, frame.height, { delay: 1000 / framesPerSecond, ...first });
    first = null;
    yield gif.bytes();
    // What was taken is written again from the beginning, so that only one frame is in memory.
    gif.stream.reset();
  }
  gif.finish();
  yield gif.bytes();
}

function colorsOf(samples: readonly Canvas[]): Colors {
  if (samples.every(({ channels }) => channels === 1))
    return { palette: GREYS, placesOf: ({ data }) => data };
  const exact = exactPlaces(samples);
  if (exact === null) {
    const palette = quantize(rgbaOf(samples), MOST_COLORS);
    return { palette, placesOf: (frame) => applyPalette(rgbaOf([frame]), palette) };
  }
  const palette = [...exact.keys()].map((color) => [color >> 16, (color >> 8) & 255, color & 255]);
  return {
    palette,
    placesOf(frame) {
      const places = new Uint8Array(frame.width * frame.height);
      for (let i = 0; i < places.length; i++) {
        const place = exact.get(colorAt(frame, i));
        // A frame has colours that no sample has: the nearest ones of the palette.
        if (place === undefined) return applyPalette(rgbaOf([frame]), palette);
        places[i] = place;
      }
      return places;
    },
  };
}

function colorAt({ data, channels }: Canvas, pixel: number): number {
  const from = pixel * channels;
  const red = data[from] ?? 0;
  if (channels === 1) return (red << 16) | (red << 8) | red;
  return (red << 16) | ((data[from + 1] ?? 0) << 8) | (data[from + 2] ?? 0);
}

/** Returns all colours with their places in the palette; null if they are too many. */
function exactPlaces(samples: readonly Canvas[]): ReadonlyMap<number, number> | null {
  const places = new Map<number, number>();
  for (const sample of samples)
    for (let i = 0; i < sample.width * sample.height; i++) {
      const color = colorAt(sample, i);
      if (places.has(color)) continue;
      if (places.size === MOST_COLORS) return null;
      places.set(color, places.size);
    }
  return places;
}

function rgbaOf(pictures: readonly Canvas[]): Uint8Array {
  const rgba = new Uint8Array(4 * pictures.reduce((sum, { width, height }) => sum + width * height, 0));
  let to = 0;
  for (const picture of pictures)
    for (let i = 0; i < picture.width * picture.height; i++) {
      const color = colorAt(picture, i);
      rgba[to++] = color >> 16;
      rgba[to++] = (color >> 8) & 255;
      rgba[to++] = color & 255;
      rgba[to++] = 255;
    }
  return rgba;
}
