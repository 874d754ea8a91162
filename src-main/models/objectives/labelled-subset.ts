import { gather, gatherLabels, type TrainingSet } from '../../engine/batches';
import { mulberry32, streamKey } from '../../contract/pseudo-random';
import { tf, type Tensor1D, type Tensor2D } from '../../engine/tensorflow';

export interface LabelledSubset {
  /** [count, values] */
  readonly items: Tensor2D;
  /** int32 [count] */
  readonly labels: Tensor1D;
}

/**
 * The first items of each class in an order that depends on the run's seed, so that results over several seeds are also
 * over several choices of labels, as is usual in the field.
 */
export function labelledSubset(
  { items, labels: known }: TrainingSet,
  itemSize: number,
  classes: number,
  count: number,
  seed: number,
): LabelledSubset {
  const labels = known ?? new Uint8Array();
  const random = mulberry32(streamKey(seed, 'labels kept'));
  const order = Array.from(labels.keys())
    .map((index) => ({ index, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
  const byClass = Array.from({ length: classes }, (_, label) =>
    order.filter((index) => labels[index] === label),
  );
  const chosen: number[] = [];
  for (let rank = 0; chosen.length < Math.min(count, labels.length); rank++) {
    for (const members of byClass) {
      const index = members[rank];
      if (index !== undefined && chosen.length < count) chosen.push(index);
    }
  }
  const indices = Int32Array.from(chosen);
  const values = new Float32Array(chosen.length * itemSize);
  gather(items, itemSize, indices, values);
  return {
    items: tf.tensor2d(values, [chosen.length, itemSize]),
    labels: tf.tensor1d(gatherLabels(labels, indices), 'int32'),
  };
}
