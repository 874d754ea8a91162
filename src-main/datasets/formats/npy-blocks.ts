import type { Block } from './format';
import type { Values } from './npy-elements';
import { unitsOf, type NpyArray } from './npy-file';
import type { ImageView } from './npy-items';
import type { Scaling } from '../pixel-values';

/** Memory for part of an array whose images are interleaved in the file: more memory takes fewer passes. */
const HELD_BYTES = 256 * 1024 * 1024;
const BLOCK_VALUES = 1024 * 1024;
const WHITE = 255;

/** Yields the values of a numeric array in memory order. @throws WorkbenchError as `unitsOf` */
export async function* valuesOf(array: NpyArray): AsyncGenerator<Values, void, void> {
  const { element } = array;
  if (element.kind !== 'numbers') throw new TypeError(`${array.name} holds no numbers.`);
  for await (const bytes of unitsOf(array, element.bytes)) yield element.decode(bytes);
}

/** Yields [images, height · width · stored], some images at a time. */
export async function* imagesOf(view: ImageView): AsyncGenerator<Values, void, void> {
  const places = view.places();
  if (!view.isItemByItem) {
    yield* untangled(view, places);
    return;
  }
  const { array, height, width, stored } = view;
  const { element } = array;
  if (element.kind !== 'numbers') throw new TypeError(`${array.name} holds no numbers.`);
  const size = height * width * stored;
  for await (const bytes of unitsOf(array, size * element.bytes)) {
    const values = element.decode(bytes);
    yield places === null ? values : moved(values, places);
  }
}

function moved(values: Values, places: Uint32Array): Values {
  const result = values.slice();
  for (let start = 0; start < values.length; start += places.length) {
    for (let i = 0; i < places.length; i++) result[start + (places[i] ?? 0)] = values[start + i] ?? 0;
  }
  return result;
}

/**
 * For arrays that store one pixel of all images, then the next (Fortran order, or images last): reads the whole array
 * once for each group of images that fits in memory.
 */
async function* untangled(
  { array, count, height, width, stored }: ImageView,
  places: Uint32Array | null,
): AsyncGenerator<Values, void, void> {
  const { element } = array;
  if (element.kind !== 'numbers') throw new TypeError(`${array.name} holds no numbers.`);
  const size = height * width * stored;
  // Two-byte floats are held as four-byte floats.
  const heldBytes = element.bytes === 2 ? 4 : element.bytes;
  const atATime = Math.max(1, Math.floor(HELD_BYTES / (size * heldBytes)));
  for (let first = 0; first < count; first += atATime) {
    const images = Math.min(atATime, count - first);
    let held: Values | null = null;
    let pixel = 0;
    for await (const bytes of unitsOf(array, count * element.bytes)) {
      const values = element.decode(bytes);
      held ??= like(values, images * size);
      for (let start = first; start < values.length; start += count) {
        const place = places?.[pixel] ?? pixel;
        for (let i = 0; i < images; i++) held[i * size + place] = values[start + i] ?? 0;
        pixel++;
      }
    }
    const step = size * Math.max(1, Math.floor(BLOCK_VALUES / size));
    for (let at = 0; held !== null && at < held.length; at += step) yield held.slice(at, at + step);
  }
}

const like = (values: Values, length: number): Values =>
  new (values.constructor as new (length: number) => Values)(length);

/** Yields images as bytes, grey or RGB; transparent pixels are blended with white, as for pictures. */
export async function* blocksOf(view: ImageView, scaling: Scaling): AsyncGenerator<Block, void, void> {
  const { width, height, channels, stored } = view;
  for await (const values of imagesOf(view)) {
    const bytes = scaling.toBytes(values);
    const count = bytes.length / (width * height * stored);
    yield { width, height, channels, count, data: stored === 4 ? onWhite(bytes) : bytes };
  }
}

/** @param pixels red, green, blue and opacity (alpha) of each pixel */
function onWhite(pixels: Uint8Array): Uint8Array {
  const result = new Uint8Array((pixels.length / 4) * 3);
  for (let i = 0, at = 0; i < pixels.length; i += 4) {
    const opacity = (pixels[i + 3] ?? 0) / WHITE;
    for (let channel = 0; channel < 3; channel++) {
      result[at++] = Math.round((pixels[i + channel] ?? 0) * opacity + WHITE * (1 - opacity));
    }
  }
  return result;
}
