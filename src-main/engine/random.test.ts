import { describe, expect, it } from 'vitest';
import { batchOrder, gather, gatherLabels } from './batches';
import { streamKey } from '../contract/pseudo-random';
import { statelessRandom } from './random';
import { loadTensorflow } from './backend';
import { tf } from './tensorflow';

const backend = await loadTensorflow();
const at = (step: number, seed = 7) => statelessRandom(seed, tf.tensor1d([step], 'int32'), backend.native);
const values = (tensor: ReturnType<typeof tf.add>) => [...tensor.dataSync()];

describe('statelessRandom', () => {
  it('draws the same numbers for the same seed, stream and step, in any order', () => {
    const random = at(3);
    const first = values(random.normal('a', [4, 5]));
    random.normal('b', [100]);
    expect(values(random.normal('a', [4, 5]))).toEqual(first);
    expect(values(at(3).normal('a', [4, 5]))).toEqual(first);
  });

  it('draws different numbers for a different seed, stream or step', () => {
    const reference = values(at(3).normal('a', [8]));
    expect(values(at(4).normal('a', [8]))).not.toEqual(reference);
    expect(values(at(3, 8).normal('a', [8]))).not.toEqual(reference);
    expect(values(at(3).normal('b', [8]))).not.toEqual(reference);
  });

  it('has the moments of its distributions', () => {
    const normal = tf.moments(at(0).normal('z', [200_000]));
    expect(normal.mean.dataSync()[0]).toBeCloseTo(0, 1.9);
    expect(normal.variance.dataSync()[0]).toBeCloseTo(1, 1.9);
    const uniform = at(0).uniform('z', [200_000], -1, 3);
    expect(tf.moments(uniform).mean.dataSync()[0]).toBeCloseTo(1, 1.9);
    expect(tf.min(uniform).dataSync()[0]).toBeGreaterThanOrEqual(-1);
    expect(tf.max(uniform).dataSync()[0]).toBeLessThan(3);
  });

  it('gives unrelated numbers for seeds that differ in any one bit', () => {
    const keys = new Set(
      [0, ...Array.from({ length: 31 }, (_, bit) => 2 ** bit)].map((seed) => streamKey(seed, 'z')),
    );
    expect(keys.size).toBe(32);
  });

  it('gives unrelated streams for neighbouring seeds', () => {
    const keys = new Set(Array.from({ length: 10_000 }, (_, seed) => streamKey(seed, 'z')));
    expect(keys.size).toBe(10_000);
  });
});

describe('batchOrder', () => {
  it('uses every image once per epoch, in a different order each time', () => {
    const order = batchOrder(1, 100, 10);
    expect(order.stepsPerEpoch).toBe(10);
    const epoch = (n: number) => Array.from({ length: 10 }, (_, i) => [...order.indices(n * 10 + i)]).flat();
    const [first, second] = [epoch(0), epoch(1)];
    expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(second).not.toEqual(first);
  });

  it('leaves out the items that do not fill a batch, different ones in each epoch', () => {
    const order = batchOrder(1, 105, 10);
    expect(order.stepsPerEpoch).toBe(10);
    const epochs = Array.from({ length: 6 }, (_, epoch) =>
      Array.from({ length: 10 }, (_, i) => {
        const batch = [...order.indices(10 * epoch + i)];
        expect(batch).toHaveLength(10);
        return batch;
      }).flat(),
    );
    for (const epoch of epochs) expect(new Set(epoch).size).toBe(100);
    expect(new Set(epochs.map(String)).size).toBe(6);
    expect(new Set(epochs.flat()).size).toBe(105);
  });

  it('has a different order for a different seed', () => {
    expect([...batchOrder(2, 100, 100).indices(0)]).not.toEqual([...batchOrder(1, 100, 100).indices(0)]);
  });

  it('returns the batch of a step without computing earlier ones', () => {
    const walked = batchOrder(1, 100, 10);
    for (let step = 0; step < 25; step++) walked.indices(step);
    expect([...batchOrder(1, 100, 10).indices(25)]).toEqual([...walked.indices(25)]);
  });

  it('repeats images if there are fewer than a batch', () => {
    const order = batchOrder(1, 3, 8);
    expect(order.stepsPerEpoch).toBe(1);
    expect(new Set(order.indices(0))).toEqual(new Set([0, 1, 2]));
    expect(order.indices(0)).toHaveLength(8);
  });
});

describe('gathering a batch', () => {
  it('scales images to 0 … 1, and does not scale points', () => {
    const batch = new Float32Array(4);
    gather(Uint8Array.of(0, 51, 255, 102, 1, 2), 2, Int32Array.of(1, 0), batch);
    expect([...batch]).toEqual([1, 0.4, 0, 0.2].map(Math.fround));
    gather(Float32Array.of(7, -8, 255, 0.5), 2, Int32Array.of(1, 0), batch);
    expect([...batch]).toEqual([255, 0.5, 7, -8]);
  });

  it('returns the labels of the items', () => {
    expect([...gatherLabels(Uint8Array.of(5, 6, 255), Int32Array.of(2, 0, 2))]).toEqual([255, 5, 255]);
  });

  it('throws if there is no such item, instead of returning zeros', () => {
    for (const index of [2, -1]) {
      expect(() => gather(new Uint8Array(4), 2, Int32Array.of(0, index), new Float32Array(4))).toThrow(
        RangeError,
      );
      expect(() => gatherLabels(Uint8Array.of(5, 6), Int32Array.of(index))).toThrow(RangeError);
    }
  });
});
