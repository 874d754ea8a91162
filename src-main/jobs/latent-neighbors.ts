import type { LoadedSplit } from '../datasets/load';
import type { Tensor2D } from '../engine/tensorflow';
import type { LinearAlgebra } from '../evaluation/linear-algebra';
import type { Matrix } from '../evaluation/matrix';
import { neighborsIn } from '../evaluation/neighbors';
import { complete } from '../evaluation/steps';
import type { Encoder } from './encoder';
import { itemBatch, matrixOf } from './tensors';

/** Items that are encoded for one request: about 50 ms on two cores, so that decoding never waits for long. */
const ITEMS_A_REQUEST = 500;

/**
 * Finds the training items that are nearest to others: in features of the dataset's encoder or, without one, by their
 * values. The features of the training split are computed in parts, one for each call, and then stay in memory.
 */
export function neighborSearch(training: LoadedSplit, encoder: Encoder | null, algebra: LinearAlgebra) {
  const encode = encoder?.features ?? ((items: Tensor2D) => items.clone());
  let reference: Float32Array | null = null;
  let columns = 0;
  let encoded = 0;

  function encodeNext(): void {
    const count = Math.min(ITEMS_A_REQUEST, training.count - encoded);
    if (count === 0) return;
    const part = matrixOf(() => encode(itemBatch(training, encoded, count)));
    ({ columns } = part);
    reference ??= new Float32Array(training.count * columns);
    reference.set(part.values, encoded * columns);
    encoded += count;
  }

  return {
    /**
     * @param make an item [1, values]
     * @returns [3 + 2n]: the number of encoded items, that of all, whether distances are of features (1) or of values
     *   (0), and, once all are encoded, index and Euclidean distance of the n nearest items, the nearest first
     */
    find(make: () => Tensor2D, count: number): Float32Array {
      encodeNext();
      const head = [encoded, training.count, encoder === null ? 0 : 1];
      if (reference === null || encoded < training.count) return Float32Array.from(head);
      const all: Matrix = { values: reference, rows: training.count, columns };
      const query = matrixOf(() => encode(make()));
      const { indices, squared } = complete(
        neighborsIn(query, all, Math.min(count, training.count), algebra),
      );
      return Float32Array.from([
        ...head,
        ...[...indices].flatMap((item, i) => [item, Math.sqrt(squared[i] ?? NaN)]),
      ]);
    },
  };
}

export type NeighborSearch = ReturnType<typeof neighborSearch>;
