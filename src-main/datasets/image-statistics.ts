import { at } from '../contract/at';
import type { ItemShape } from '../contract/dataset';
import type { SplitFiles } from './files';
import { countItems, readItems, type LoadedSplit } from './load';

/** Bytes of images processed in one step: about a millisecond. */
const STEP_BYTES = 256 * 1024;

/** Reads a split lazily in blocks, each with the index of its first item. */
export function* blocksOf(files: SplitFiles): Generator<LoadedSplit & { readonly first: number }> {
  const count = countItems(files);
  let first = 0;
  let step = 1;
  while (first < count) {
    const block = readItems(files, first, step);
    yield { ...block, first };
    first += block.count;
    step = Math.max(1, Math.floor(STEP_BYTES / itemLength(block)));
  }
}

const itemLength = ({ width, height, channels }: ItemShape): number => width * height * channels;

/** The mean images of a split: over all images, and over each class. */
export interface Means extends ItemShape {
  /** [1 + classes, height, width, channels]; black for a class without images. */
  readonly tiles: Uint8Array;
  readonly count: number;
}

/** Computes the mean images of a split, one block per step. @param take called with the means after the last step */
export function* meanSteps(
  files: SplitFiles,
  classCount: number,
  take: (means: Means) => void,
): Generator<undefined> {
  const count = 1 + classCount;
  let sums = new Float64Array(0);
  const counts = new Uint32Array(count);
  let shape: ItemShape = { width: 0, height: 0, channels: 1 };
  for (const block of blocksOf(files)) {
    const length = itemLength(block);
    if (sums.length === 0) {
      sums = new Float64Array(count * length);
      shape = { width: block.width, height: block.height, channels: block.channels };
    }
    for (let i = 0; i < block.count; i++) {
      const label = block.labels?.[i];
      const tile = label === undefined || label >= classCount ? 0 : 1 + label;
      counts[tile] = at(counts, tile) + 1;
      for (let j = 0; j < length; j++) sums[tile * length + j]! += block.items[i * length + j]!;
    }
    yield undefined;
  }
  take({ ...shape, tiles: meansOf(sums, counts), count });
}

/** Each image is in one sum: that of its class, or the first if it has no class. */
function meansOf(sums: Float64Array, counts: Uint32Array): Uint8Array {
  const length = sums.length / counts.length;
  const tiles = new Uint8Array(sums.length);
  const total = counts.reduce((sum, one) => sum + one, 0);
  for (let i = 0; i < length; i++) {
    let all = 0;
    for (let tile = 0; tile < counts.length; tile++) {
      const sum = at(sums, tile * length + i);
      all += sum;
      tiles[tile * length + i] = Math.round(sum / Math.max(1, at(counts, tile)));
    }
    tiles[i] = Math.round(all / Math.max(1, total));
  }
  return tiles;
}

/** An image of a split, and its distance from another one. */
export interface Neighbor {
  /** Its index in the split. */
  readonly item: number;
  readonly label: number | null;
  /** Euclidean distance, with pixels from 0 to 1. */
  readonly distance: number;
}

/**
 * Compares an image with all others of its split, one block per step. Ties are in the order of the split.
 * @param take called with the nearest after the last step
 */
export function* neighborSteps(
  files: SplitFiles,
  item: number,
  count: number,
  take: (neighbors: Neighbor[]) => void,
): Generator<undefined> {
  const { items: wanted } = readItems(files, item, 1);
  const nearest: Neighbor[] = [];
  for (const block of blocksOf(files)) {
    for (let i = 0; i < block.count; i++) {
      if (block.first + i === item) continue;
      const limit = nearest.length < count ? Infinity : (nearest.at(-1)?.distance ?? Infinity);
      const distance = Math.sqrt(squaredDistance(wanted, block.items, i * wanted.length)) / 255;
      if (distance >= limit) continue;
      const place = nearest.findIndex((one) => one.distance > distance);
      const neighbor = { item: block.first + i, label: block.labels?.[i] ?? null, distance };
      nearest.splice(place < 0 ? nearest.length : place, 0, neighbor);
      if (nearest.length > count) nearest.pop();
    }
    yield undefined;
  }
  take(nearest);
}

function squaredDistance(a: LoadedSplit['items'], of: LoadedSplit['items'], at: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - of[at + i]!;
    sum += difference * difference;
  }
  return sum;
}

/** The indices of a class's items in a split, in order. */
export function itemsOfClass(labels: Uint8Array | null, label: number): number[] {
  const places: number[] = [];
  labels?.forEach((one, place) => {
    if (one === label) places.push(place);
  });
  return places;
}

/** Reads items of a split by index, one by one; null if none of the indices exists. */
export function readItemsAt(files: SplitFiles, places: readonly number[]): LoadedSplit | null {
  const read = places.map((place) => readItems(files, place, 1)).filter(({ count }) => count === 1);
  const [first] = read;
  if (first === undefined) return null;
  const length = first.items.length;
  const items = new Uint8Array(read.length * length);
  for (const [i, one] of read.entries()) items.set(one.items, i * length);
  const labels =
    first.labels === null
      ? null
      : Uint8Array.from(read, (one) => (one.labels === null ? 0 : at(one.labels, 0)));
  return { ...first, items, labels, count: read.length };
}
