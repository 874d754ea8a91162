import { POINT_SHAPE } from '../../contract/dataset';
import { countText } from '../../contract/numbers';
import type { ItemSet } from '../assemble';
import { colorOrder, colorOrderNote } from '../color-order';
import { encodeFloats } from '../idx';
import { checkCount, checkFinite, checkImages } from '../limits';
import { NO_VALUES, scalingFor, widened } from '../pixel-values';
import { sizeText } from '../problem';
import { blocksOf, imagesOf, valuesOf } from './npy-blocks';
import { checkLength, type NpyArray } from './npy-file';
import { interleavedView, type ImageView } from './npy-items';

/** How many images show in which order colours lie. */
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

/** What the header says must be possible before anything is read. */
function checkSize({ array, count, width, height, stored }: ImageView): void {
  checkImages([count, height, width, stored], array.name);
  checkLength(array);
}

export function pointSet(array: NpyArray, isTransposed: boolean): ItemSet {
  const { name, shape } = array;
  const count = (isTransposed ? shape[1] : shape[0]) ?? 0;
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

/** Settles in which order flat colours lie. @returns the view, and what a person should know of it */
export async function settled(view: ImageView): Promise<{ view: ImageView; notes: string[] }> {
  const { array, count, unusual, stored } = view;
  const notes: string[] = [];
  if (unusual !== null) {
    notes.push(
      `${array.name} is taken for ${countText(count)} images of ${sizeText(view)} pixels, laid out as ${unusual}.`,
    );
  }
  if (stored === 4) {
    notes.push(`${array.name} has an opacity for each pixel: what is not opaque is put on white.`);
  }
  if (!view.isFlatColor) return { view, notes };
  checkSize(view);
  const order = await flatColorOrder(view);
  notes.push(
    colorOrderNote(
      `The ${countText(3 * view.width * view.height)} values of an image in ${array.name}`,
      order,
      'planar',
    ),
  );
  return { view: order === 'interleaved' ? interleavedView(view) : view, notes };
}

async function flatColorOrder(view: ImageView) {
  const size = 3 * view.width * view.height;
  const images: ArrayLike<number>[] = [];
  for await (const values of imagesOf(interleavedView(view))) {
    for (let at = 0; at < values.length && images.length < COMPARED_IMAGES; at += size) {
      images.push(values.slice(at, at + size));
    }
    if (images.length === COMPARED_IMAGES) break;
  }
  return colorOrder(images, view.width, view.height);
}
