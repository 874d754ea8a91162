import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '../../engine/backend';
import { labelledSubset } from './labelled-subset';

await loadTensorflow();

const LABELS = Uint8Array.from({ length: 120 }, (_, i) => (i < 80 ? 0 : i < 116 ? 1 : 2));
/** Items of two values, both equal to the index of the item. */
const training = { items: Float32Array.from({ length: 240 }, (_, i) => Math.floor(i / 2)), labels: LABELS };

function subset(count: number, seed: number) {
  const { items, labels } = labelledSubset(training, 2, 3, count, seed);
  const numbers = Array.from(items.dataSync()).filter((_, i) => i % 2 === 0);
  return { numbers, labels: Array.from(labels.dataSync()), shape: items.shape };
}
const sizes = (labels: readonly number[]) =>
  [0, 1, 2].map((label) => labels.filter((one) => one === label).length);

describe('the labelled subset', () => {
  it('has the requested number of items, equally many of each class as far as there are enough', () => {
    const { numbers, labels, shape } = subset(10, 1);
    expect(shape).toEqual([10, 2]);
    expect(sizes(labels)).toEqual([4, 3, 3]);
    expect(labels).toEqual(numbers.map((i) => LABELS[i]));
    expect(new Set(numbers).size).toBe(10);
    // The last class has four items in all.
    expect(sizes(subset(30, 1).labels)).toEqual([13, 13, 4]);
    expect(subset(500, 1).numbers).toHaveLength(120);
  });

  it('depends on the seed', () => {
    expect(subset(10, 1)).toEqual(subset(10, 1));
    expect(subset(10, 2).numbers).not.toEqual(subset(10, 1).numbers);
  });
});
