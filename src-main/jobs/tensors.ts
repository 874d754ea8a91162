import type { LoadedSplit } from '../datasets/load';
import { gather } from '../engine/batches';
import { seededNumbers } from '../evaluation/engine';
import type { Matrix } from '../evaluation/matrix';
import { subset } from '../evaluation/subsets';
import { valuesOf } from '../engine/read-values';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';

/** Returns items `from` … `from + count − 1` as float32 [count, values]: images scaled to 0 … 1, points unchanged. */
export const itemBatch = (split: LoadedSplit, from: number, count: number): Tensor2D =>
  itemsAt(
    split,
    Int32Array.from({ length: count }, (_, i) => from + i),
  );

/** Returns items by their indices, like `itemBatch`. */
export function itemsAt({ items, count: total }: LoadedSplit, indices: Int32Array): Tensor2D {
  const itemSize = items.length / total;
  const values = new Float32Array(indices.length * itemSize);
  gather(items, itemSize, indices, values);
  return tf.tensor2d(values, [indices.length, itemSize]);
}

/**
 * Returns the indices of a seeded choice of items, in the order of the split; of all, if there are no more. The first
 * items of a split may all be of one class, in the order of a dataset's folders.
 * @param use what they are chosen for; another use has other items
 */
export function chosenItems({ count }: Pick<LoadedSplit, 'count'>, most: number, use: string, seed = 0) {
  return Int32Array.from(subset(count, Math.min(most, count), seededNumbers(seed, use)).sort());
}

/** Returns the labels of the same items, int32 [count]; null if there are none. */
export function labelBatch({ labels }: LoadedSplit, from: number, count: number): Tensor1D | null {
  return labels && tf.tensor1d(Int32Array.from(labels.subarray(from, from + count)), 'int32');
}

/** Decodes latents [n, latentSize] of the requested class. */
export type Decode = (latents: Tensor2D) => Tensor2D;

/** Reads a tensor as a matrix, and disposes of all others. */
export function matrixOf(make: () => Tensor2D): Matrix {
  const made = tf.tidy(make);
  const [rows, columns] = made.shape;
  const values = made.dataSync<'float32'>().slice();
  made.dispose();
  return { values, rows, columns };
}

/** Converts images [n, pixels] from 0 to 1 to bytes from 0 to 255; values beyond are clipped. */
export function imagesToBytes(images: () => Tensor2D): Uint8Array {
  const values = valuesOf(images);
  const bytes = new Uint8Array(values.length);
  // `Uint8Array.from` with a function takes ten times as long.
  for (let i = 0; i < values.length; i++)
    bytes[i] = Math.round(Math.min(1, Math.max(0, values[i] as number)) * 255);
  return bytes;
}
