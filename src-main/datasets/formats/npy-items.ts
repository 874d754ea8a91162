import { at } from '../../contract/at';
import { MIN_IMAGE_SIDE, type ItemShape } from '../../contract/dataset';
import type { NpyArray } from './npy-file';

/** An interpretation of an array as a list of images. */
export interface ImageView extends ItemShape {
  readonly array: NpyArray;
  readonly count: number;
  /** Values per pixel; the fourth is the opacity. */
  readonly stored: 1 | 3 | 4;
  /** Whether memory has one image after another, rather than the same pixel of all images together. */
  readonly isItemByItem: boolean;
  /**
   * [height · width · stored], the index in the image of each value, by its index in memory; null where both are equal.
   */
  readonly places: () => Uint32Array | null;
  /** An unusual layout, e.g. `[h, w, n]`, for a note; null for the usual ones. */
  readonly unusual: string | null;
  /**
   * Whether an image is a flat list of colour values, whose order the shape does not show. The view assumes planar
   * order.
   */
  readonly isFlatColor: boolean;
}

/** A dimension of an image: its size, and the distance between its values in the image as imported. */
interface Axis {
  readonly size: number;
  readonly step: number;
}
const COLORS_FIRST = '[c, h, w, n]';
/** Dimensions in the order of the shape; one of them counts the images. */
type Layout = readonly (Axis | 'images')[];

/**
 * Returns the possible interpretations of an array as images, the most likely first: [n, h·w], [n, h, w], [n, h, w, c],
 * [n, c, h, w], also with the images last, or with the colours first.
 * @param counts of labels, one per image; a view with as many images as one of them comes first
 */
export function imageViews(array: NpyArray, counts: ReadonlySet<number>): ImageView[] {
  // [c, h, w, n] is rarer than a volume, which has the same shape.
  const views = candidates(array).filter((view) => view.unusual !== COLORS_FIRST || counts.has(view.count));
  const rank = (view: ImageView) => (counts.has(view.count) ? 0 : 2) + (view.height === view.width ? 0 : 1);
  return views.sort((a, b) => rank(a) - rank(b));
}

function candidates(array: NpyArray): ImageView[] {
  const [a = 0, b = 0, c = 0, d = 0] = array.shape;
  switch (array.shape.length) {
    case 2:
      return [...flat(array, b, true), ...flat(array, a, false)];
    case 3:
      return [
        ...view(array, [b, c, 1], ['images', row(c, b), column(c)]),
        ...view(array, [a, b, 1], [row(b, a), column(b), 'images'], '[h, w, n]'),
      ];
    case 4:
      return [
        ...view(array, [b, c, d], ['images', row(c, b, d), column(c, d), color(d)]),
        ...view(array, [c, d, b], ['images', color(b), row(d, c, b), column(d, b)]),
        ...view(array, [a, b, c], [row(b, a, c), column(b, c), color(c), 'images'], '[h, w, c, n]'),
        ...view(array, [b, c, a], [color(a), row(c, b, a), column(c, a), 'images'], COLORS_FIRST),
      ];
    default:
      return [];
  }
}

const row = (width: number, height: number, channels = 1): Axis => ({ size: height, step: width * channels });
const column = (width: number, channels = 1): Axis => ({ size: width, step: channels });
const color = (channels: number): Axis => ({ size: channels, step: 1 });

/** Flattened square images in grey or colour. */
function flat(array: NpyArray, values: number, isImagesFirst: boolean): ImageView[] {
  const [grey, rgb] = [Math.sqrt(values), Math.sqrt(values / 3)];
  const viewOf = (side: number, channels: number, axes: Axis[]) =>
    isImagesFirst
      ? view(array, [side, side, channels], ['images', ...axes])
      : view(array, [side, side, channels], [...axes, 'images'], '[values, n]');
  if (Number.isInteger(grey) && grey >= MIN_IMAGE_SIDE) return viewOf(grey, 1, [{ size: values, step: 1 }]);
  if (!Number.isInteger(rgb) || rgb < MIN_IMAGE_SIDE) return [];
  return viewOf(rgb, 3, [color(3), { size: values / 3, step: 3 }]).map((one) => ({
    ...one,
    isFlatColor: true,
  }));
}

/** The view of flat colour images that are interleaved already. */
export const interleavedView = (view: ImageView): ImageView => ({ ...view, places: () => null });

/** @returns an empty list where the number of channels is not that of an image */
function view(
  array: NpyArray,
  [height, width, stored]: readonly [number, number, number],
  layout: Layout,
  unusual: string | null = null,
): ImageView[] {
  if (stored !== 1 && stored !== 3 && stored !== 4) return [];
  const isImagesFirst = layout[0] === 'images';
  const count = at(array.shape, isImagesFirst ? 0 : array.shape.length - 1);
  const isItemByItem = isImagesFirst !== array.isFirstFastest;
  const axes = layout.filter((axis) => axis !== 'images');
  // A flat list has a single axis in memory, in either order.
  const isReversed = array.isFirstFastest && array.shape.length > 2;
  return [
    {
      ...{ array, count, height, width, stored, isItemByItem, unusual },
      channels: stored === 1 ? 1 : 3,
      places: () => placesOf(isReversed ? [...axes].reverse() : axes),
      isFlatColor: false,
    },
  ];
}

/**
 * @param all axes, the slowest in memory first
 * @returns null where every value is in its place
 */
function placesOf(all: readonly Axis[]): Uint32Array | null {
  const axes = all.filter(({ size }) => size > 1);
  const isInPlace = axes.every(
    ({ step }, i) => step === axes.slice(i + 1).reduce((product, { size }) => product * size, 1),
  );
  if (isInPlace) return null;
  let places = Uint32Array.of(0);
  for (const { size, step } of axes) {
    const wider = new Uint32Array(places.length * size);
    places.forEach((place, i) => {
      for (let index = 0; index < size; index++) wider[i * size + index] = place + index * step;
    });
    places = wider;
  }
  return places;
}
