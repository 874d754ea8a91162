import { at } from '../../contract/at';
import { POINT_SHAPE } from '../../contract/dataset';
import type { ImportNote } from '../../contract/problems/catalogue';
import type { ItemSet } from '../assemble';
import { colorOrder, colorOrderNote } from '../color-order';
import { encodeFloats } from '../idx';
import { checkCount, checkFinite, checkImages } from '../limits';
import { NO_VALUES, scalingFor, widened } from '../pixel-values';
import { blocksOf, imagesOf, valuesOf } from './npy-blocks';
import { checkLength, type NpyArray } from './npy-file';
import { interleavedView, type ImageView } from './npy-items';

/** Number of images that are compared to find the colour order. */
const COMPARED_IMAGES = 64;

export function imageSet(view: ImageView): ItemSet {
  const { array, count, width, height, channels } = view;
  const { name } = array;
  return {
    ...{ name, count, width, height, channels },
    kind: 'images',
    async check() {
      checkSize(view);
      let range = NO_VALUES;
      for await (const values of valuesOf(array)) range = widened(range, values);
      return range;
    },
    blocks: (scaling) => blocksOf(view, scaling ?? scalingFor(NO_VALUES, name)),
  };
}

/** Checks the sizes in the header before any data is read. */
function checkSize({ array, count, width, height, stored }: ImageView): void {
  checkImages([count, height, width, stored], array.name);
  checkLength(array);
}

export function pointSet(array: NpyArray, isTransposed: boolean): ItemSet {
  const { name, shape } = array;
  const count = at(shape, isTransposed ? 1 : 0);
  const view: ImageView = {
    ...{ array, count, ...POINT_SHAPE, stored: 1, unusual: null, isFlatColor: false },
    isItemByItem: isTransposed === array.isFirstFastest,
    places: () => null,
  };
  return {
    ...{ name, count, ...POINT_SHAPE },
    kind: 'points',
    async check() {
      checkCount(count, name);
      checkLength(array);
      for await (const values of valuesOf(array)) checkFinite(values, name);
      return null;
    },
    async *blocks() {
      for await (const values of imagesOf(view)) {
        yield { ...POINT_SHAPE, count: values.length / 2, data: encodeFloats(Float32Array.from(values)) };
      }
    },
  };
}

/** Determines the colour order of flat images. @returns the view, and notes for the user */
export async function settled(view: ImageView): Promise<{ view: ImageView; notes: ImportNote[] }> {
  const { array, count, width, height, unusual, stored } = view;
  const { name } = array;
  const notes: ImportNote[] = [];
  if (unusual !== null) {
    notes.push({ code: 'layout', name, count, width, height, layout: unusual });
  }
  if (stored === 4) notes.push({ code: 'opacity', name });
  if (!view.isFlatColor) return { view, notes };
  checkSize(view);
  const order = await flatColorOrder(view);
  notes.push(colorOrderNote({ name, values: 3 * width * height }, order, 'planar'));
  return { view: order === 'interleaved' ? interleavedView(view) : view, notes };
}

async function flatColorOrder(view: ImageView) {
  const size = 3 * view.width * view.height;
  const images: ArrayLike<number>[] = [];
  for await (const values of imagesOf(interleavedView(view))) {
    for (let from = 0; from < values.length && images.length < COMPARED_IMAGES; from += size) {
      images.push(values.slice(from, from + size));
    }
    if (images.length === COMPARED_IMAGES) break;
  }
  return colorOrder(images, view.width, view.height);
}
