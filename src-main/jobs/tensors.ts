import type { LoadedSplit } from '../datasets/load';
import { gather } from '../engine/batches';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';

/** Returns items `from` … `from + count − 1` as float32 [count, values]: images scaled to 0 … 1, points unchanged. */
export function itemBatch({ items, count: total }: LoadedSplit, from: number, count: number): Tensor2D {
  const itemSize = items.length / total;
  const values = new Float32Array(count * itemSize);
  gather(
    items,
    itemSize,
    Int32Array.from({ length: count }, (_, i) => from + i),
    values,
  );
  return tf.tensor2d(values, [count, itemSize]);
}

/** Returns the labels of the same items, int32 [count]; null if there are none. */
export function labelBatch({ labels }: LoadedSplit, from: number, count: number): Tensor1D | null {
  return labels && tf.tensor1d(Int32Array.from(labels.subarray(from, from + count)), 'int32');
}

/** Converts images [n, pixels] from 0 to 1 to bytes from 0 to 255; values beyond are clipped. */
export function imagesToBytes(images: () => Tensor2D): Uint8Array {
  const values = tf.tidy(() => images().dataSync<'float32'>());
  return Uint8Array.from(values, (value) => Math.round(Math.min(1, Math.max(0, value)) * 255));
}
