import { at } from '../contract/at';
import type { MeasuredAttribute } from '../contract/latent';

export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/**
 * Measures attributes of images, of bright content on a dark ground.
 *
 * - `brightness`: the mean of all values.
 * - `thickness`: twice the sum of all values, divided by that of the differences between neighbours: for strokes, about
 *   their width in pixels.
 * - `slant`: how far the content leans to the right per pixel upwards, from its second moments.
 * - `width`: the standard deviation of the content's columns relative to that of its rows.
 *
 * @param images [n, height · width · channels]
 * @returns for each attribute, [n]
 */
export function measuredAttributes(
  images: ArrayLike<number>,
  shape: ImageShape,
): Readonly<Record<MeasuredAttribute, Float64Array>> {
  const size = shape.width * shape.height * shape.channels;
  const count = images.length / size;
  const made = () => new Float64Array(count);
  const measured = { brightness: made(), thickness: made(), slant: made(), width: made() };
  for (let item = 0; item < count; item++) {
    const { mass, xx, xy, yy } = momentsOf(images, item * size, shape);
    const edges = edgesOf(images, item * size, shape);
    measured.brightness[item] = mass / size;
    measured.thickness[item] = edges === 0 ? 0 : (2 * mass) / edges;
    measured.slant[item] = yy === 0 ? 0 : -xy / yy;
    measured.width[item] = yy === 0 ? 0 : Math.sqrt(xx / yy);
  }
  return measured;
}

/** The sum of an image's values, and the central second moments of their places. */
function momentsOf(
  images: ArrayLike<number>,
  from: number,
  { width, height, channels }: ImageShape,
): { mass: number; xx: number; xy: number; yy: number } {
  let [mass, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < width * height * channels; i++) {
    const value = at(images, from + i);
    const pixel = Math.floor(i / channels);
    const [column, row] = [pixel % width, Math.floor(pixel / width)];
    mass += value;
    x += value * column;
    y += value * row;
    xx += value * column * column;
    xy += value * column * row;
    yy += value * row * row;
  }
  if (mass === 0) return { mass: 0, xx: 0, xy: 0, yy: 0 };
  const [meanX, meanY] = [x / mass, y / mass];
  return {
    mass,
    xx: xx / mass - meanX * meanX,
    xy: xy / mass - meanX * meanY,
    yy: yy / mass - meanY * meanY,
  };
}

/** The sum of the absolute differences between neighbours, across and down. */
function edgesOf(images: ArrayLike<number>, from: number, { width, height, channels }: ImageShape): number {
  const row = width * channels;
  let sum = 0;
  for (let i = 0; i < row * height; i++) {
    const value = at(images, from + i);
    if (i % row < row - channels) sum += Math.abs(at(images, from + i + channels) - value);
    if (i < row * (height - 1)) sum += Math.abs(at(images, from + i + row) - value);
  }
  return sum;
}
