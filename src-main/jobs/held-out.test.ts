import { describe, expect, it } from 'vitest';
import type { LoadedSplit } from '../datasets/load';
import { holdOut, onDemand, partOf } from './held-out';

/** Creates items of two values, both the index of the item, so that the values identify it. */
function split(labels: readonly number[] | null, count = labels?.length ?? 0): LoadedSplit {
  return {
    width: 2,
    height: 1,
    channels: 1,
    count,
    items: Float32Array.from({ length: 2 * count }, (_, i) => Math.floor(i / 2)),
    labels: labels && Uint8Array.from(labels),
  };
}
/** Returns the indices of a split's items; both values of each item must agree. */
function numbersOf({ items, count }: LoadedSplit): number[] {
  expect(items).toHaveLength(2 * count);
  return Array.from({ length: count }, (_, i) => {
    expect(items[2 * i + 1]).toBe(items[2 * i]);
    return items[2 * i] ?? NaN;
  });
}
const sizes = (labels: Uint8Array | null, classes: number) =>
  Array.from({ length: classes }, (_, label) => labels?.filter((one) => one === label).length);

describe('the validation split', () => {
  it('has the requested number of items, and all others are in the training split with their labels', () => {
    const labels = Array.from({ length: 103 }, (_, i) => (i * i) % 7);
    const { training, validation } = holdOut(split(labels), 31);
    if (validation === null) throw new Error('Nothing was held out.');
    expect([training.count, validation.count]).toEqual([72, 31]);
    const [trained, heldOut] = [numbersOf(training), numbersOf(validation)];
    expect([...trained, ...heldOut].sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
    expect([...(training.labels ?? [])]).toEqual(trained.map((i) => labels[i]));
    expect([...(validation.labels ?? [])]).toEqual(heldOut.map((i) => labels[i]));
  });

  it('is stratified to within one item per class, even if the classes come one after the other', () => {
    const labels = [0, 1, 2].flatMap((label) => Array<number>([50, 31, 19][label] ?? 0).fill(label));
    const { validation } = holdOut(split(labels), 20);
    const [first = 0, second = 0, third = 0] = sizes(validation?.labels ?? null, 3);
    expect(first).toBeGreaterThanOrEqual(9);
    expect(first).toBeLessThanOrEqual(11);
    expect(second).toBeGreaterThanOrEqual(5);
    expect(second).toBeLessThanOrEqual(7);
    expect(third).toBeGreaterThanOrEqual(3);
    expect(third).toBeLessThanOrEqual(5);
  });

  it('is spread over the whole split', () => {
    const { validation } = holdOut(split(null, 1000), 100);
    const heldOut = validation === null ? [] : numbersOf(validation);
    expect(new Set(heldOut).size).toBe(100);
    for (let tenth = 0; tenth < 10; tenth++) {
      const found = heldOut.filter((i) => Math.floor(i / 100) === tenth).length;
      expect(found, `tenth ${String(tenth)}`).toBeGreaterThan(2);
      expect(found, `tenth ${String(tenth)}`).toBeLessThan(22);
    }
  });

  it('is the same each time', () => {
    const of = () => {
      const { validation } = holdOut(split(null, 57), 13);
      return validation === null ? [] : numbersOf(validation);
    };
    expect(of()).toEqual(of());
  });

  it('leaves one item of each class to train on', () => {
    const { training } = holdOut(split([0, 1, 1, 2, 2, 2, 3, 3, 3, 3]), 6);
    expect(sizes(training.labels, 4).every((size = 0) => size > 0)).toBe(true);
  });

  it('has the requested number of items even if no class can spare one', () => {
    expect(holdOut(split([0, 1, 2, 3]), 3).validation?.count).toBe(3);
  });

  it('is empty if no items are requested', () => {
    const whole = split([0, 1, 0]);
    expect(holdOut(whole, 0)).toEqual({ training: whole, validation: null });
  });
});

describe('a part of a split', () => {
  it('is chosen by its key, stratified by class, and in the order of the split', () => {
    const whole = split(Array.from({ length: 400 }, (_, i) => (i < 300 ? 0 : 1)));
    const part = partOf(whole, 40, 5);
    const chosen = numbersOf(part);
    expect(chosen).toEqual([...chosen].sort((a, b) => a - b));
    expect(sizes(part.labels, 2)).toEqual([30, 10]);
    expect(numbersOf(partOf(whole, 40, 5))).toEqual(chosen);
    expect(numbersOf(partOf(whole, 40, 6))).not.toEqual(chosen);
  });

  it('is the whole split if that is no larger', () => {
    const whole = split(null, 12);
    expect(partOf(whole, 12, 1)).toBe(whole);
    expect(partOf(whole, 11, 1).count).toBe(11);
  });
});

it('a split on demand is read once, when its items, labels or number are first used', () => {
  let reads = 0;
  const whole = split([0, 1, 1]);
  const deferred = onDemand(whole, () => {
    reads++;
    return whole;
  });
  expect([deferred.width, deferred.height, deferred.channels, reads]).toEqual([2, 1, 1, 0]);
  expect(deferred.items).toBe(whole.items);
  expect([deferred.labels, deferred.count, reads]).toEqual([whole.labels, 3, 1]);
});
