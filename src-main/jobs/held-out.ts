import { at } from '../contract/at';
import type { ItemShape } from '../contract/dataset';
import type { LoadedSplit } from '../datasets/load';
import { shuffle } from '../engine/batches';
import { mulberry32, streamKey } from '../contract/pseudo-random';

/**
 * Divides the training split into items to train on and items for validation. The choice is random, stratified by
 * class, and the same in every run on a dataset, whatever its seed, so that validation metrics can be compared. At
 * least one item of each class is trained on. The items to train on are moved together in place: a copy would double
 * the memory.
 * @param count number of items to hold out; see `heldOutCount` in the contract
 */
export function holdOut(
  split: LoadedSplit,
  count: number,
): { training: LoadedSplit; validation: LoadedSplit | null } {
  if (count === 0) return { training: split, validation: null };
  const chosen = representative(split, count, streamKey(0, 'validation'), 1);
  const validation = itemsOf(split, chosen);
  const itemSize = split.items.length / split.count;
  const isHeldOut = new Uint8Array(split.count);
  for (const index of chosen) isHeldOut[index] = 1;
  let kept = 0;
  for (let i = 0; i < split.count; i++) {
    if (isHeldOut[i] === 1) continue;
    split.items.copyWithin(kept * itemSize, i * itemSize, (i + 1) * itemSize);
    split.labels?.copyWithin(kept, i, i + 1);
    kept++;
  }
  const items = split.items.subarray(0, kept * itemSize);
  const labels = split.labels?.subarray(0, kept) ?? null;
  return { training: { ...split, items, labels, count: kept }, validation };
}

/**
 * The training split of a model that does not train: `load` reads it when its items or labels are first used, because
 * most figures need none of them, and they would double the memory of the process.
 */
export function onDemand(shape: ItemShape, load: () => LoadedSplit): LoadedSplit {
  let loaded: LoadedSplit | null = null;
  const split = () => (loaded ??= load());
  const { width, height, channels } = shape;
  return {
    width,
    height,
    channels,
    get items() {
      return split().items;
    },
    get labels() {
      return split().labels;
    },
    get count() {
      return split().count;
    },
  };
}

/**
 * Returns a part of a split, chosen at random by `key` and stratified by class; the split itself if it is no larger.
 */
export function partOf(split: LoadedSplit, count: number, key: number): LoadedSplit {
  return split.count <= count ? split : itemsOf(split, representative(split, count, key));
}

/**
 * Returns the ascending indices of `count` items of a split: items at even distances in a list that is sorted by class
 * and shuffled within each class, so that each class has its proportion to within one item.
 * @param spared number of items of each class that are not chosen unless there are no others
 */
function representative(
  { count: total, labels }: Pick<LoadedSplit, 'count' | 'labels'>,
  count: number,
  key: number,
  spared = 0,
): Int32Array {
  const order = new Int32Array(total);
  shuffle(order, mulberry32(key));
  const byClass = new Map<number, number[]>();
  for (const index of order) {
    const label = labels === null ? 0 : at(labels, index);
    const members = byClass.get(label);
    if (members === undefined) byClass.set(label, [index]);
    else members.push(index);
  }
  const classes = [...byClass].sort(([a], [b]) => a - b).map(([, members]) => members);
  const candidates = classes.flatMap((members) => members.slice(spared));
  const from = candidates.length < count ? classes.flat() : candidates;
  return Int32Array.from(
    from.filter(
      (_, i) => Math.floor(((i + 1) * count) / from.length) > Math.floor((i * count) / from.length),
    ),
  ).sort();
}

function itemsOf(split: LoadedSplit, indices: Int32Array): LoadedSplit {
  const itemSize = split.items.length / split.count;
  const items = split.items.slice(0, indices.length * itemSize);
  indices.forEach((index, i) => {
    items.set(split.items.subarray(index * itemSize, (index + 1) * itemSize), i * itemSize);
  });
  const { labels: all } = split;
  const labels = all && Uint8Array.from(indices, (index) => at(all, index));
  return { ...split, items, labels, count: indices.length };
}
