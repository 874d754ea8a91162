import { differenceColor } from './palette';

export interface Difference {
  /** RGBA, a pixel each. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Of the absolute differences of values from 0 to 1. */
  readonly mean: number;
}

/** Absolute differences from none to the largest, or which of two pictures is brighter. */
export type DifferenceKind = 'absolute' | 'signed';

/**
 * Where two pictures of one size differ, in a colour scale: the second less the first, mean over the channels.
 * Cost: about 1 ms for 300 × 300 pixels.
 * @param first, second RGBA
 */
export function differenceOf(
  first: Uint8ClampedArray,
  second: Uint8ClampedArray,
  kind: DifferenceKind,
  dark: boolean,
): Difference {
  if (first.length !== second.length) throw new RangeError('The pictures differ in size.');
  const colors = Array.from({ length: 511 }, (_, i) => differenceColor((i - 255) / 255, dark));
  const pixels = new Uint8ClampedArray(first.length);
  let sum = 0;
  for (let i = 0; i < first.length; i += 4) {
    let difference = 0;
    for (let channel = 0; channel < 3; channel++) {
      difference += ((second[i + channel] ?? 0) - (first[i + channel] ?? 0)) / 3;
    }
    const size = Math.abs(difference);
    sum += size;
    const shown = Math.round(kind === 'signed' ? difference : size);
    pixels.set(colors[shown + 255] ?? [0, 0, 0], i);
    pixels[i + 3] = 255;
  }
  return { pixels, mean: first.length === 0 ? 0 : sum / (255 * (first.length / 4)) };
}
