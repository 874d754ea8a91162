import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '../engine/backend';
import { statelessRandom } from '../engine/random';
import { tf, type Rank, type Tensor1D } from '../engine/tensorflow';
import type { BuiltModel } from '../models/model';
import { evaluator, measureAll } from './evaluation';
import type { LoadedSplit } from '../datasets/load';

const backend = await loadTensorflow();
const step = tf.tensor1d([0], 'int32');
const randomOf = (seed: number) => ({ random: statelessRandom(seed, step, backend.native), step });

/** Creates a split with one value for each item. */
function split(values: readonly number[], labels: readonly number[] | null = null): LoadedSplit {
  const items = Float32Array.from(values);
  const shape = { width: 1, height: 1, channels: 1 } as const;
  return { ...shape, items, labels: labels && Uint8Array.from(labels), count: values.length };
}
/** Measures each item's own value. */
const identity: BuiltModel['evaluate'] = ({ x }) => ({
  value: tf.reshape<Tensor1D['rankType']>(x, [-1]),
});
const built = (evaluate: BuiltModel['evaluate']) => ({ evaluate }) as BuiltModel;
const none = () => undefined;

describe('measuring a split', () => {
  it('gives mean and standard error over all items, whatever the size of the last batch', () => {
    const values = Array.from({ length: 2345 }, (_, i) => ((i * 37) % 101) / 7);
    const { count, means } = measureAll(built(identity), split(values), randomOf(1).random);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    expect(count).toBe(2345);
    expect(means.value?.mean).toBeCloseTo(mean, 5);
    expect(means.value?.standardError).toBeCloseTo(Math.sqrt(variance / values.length), 6);
  });

  it('has no standard error for one item', () => {
    const { means } = measureAll(built(identity), split([4]), randomOf(1).random);
    expect(means).toEqual({ value: { mean: 4, standardError: null } });
  });

  it('gives the model the labels of its items', () => {
    const labels = Array.from({ length: 1100 }, (_, i) => i % 5);
    const isLabelled: BuiltModel['evaluate'] = ({ x, labels: given }) => ({
      right: tf.cast<Tensor1D>(tf.equal(tf.reshape(x, [-1]), given ?? NaN), 'float32'),
    });
    const { means } = measureAll(built(isLabelled), split(labels, labels), randomOf(1).random);
    expect(means.right?.mean).toBe(1);
  });
});

describe('an evaluator', () => {
  const validation = split(Array.from({ length: 5600 }, (_, i) => i));
  const test = split(Array.from({ length: 1200 }, () => -1));
  const make = (given: Partial<Parameters<typeof evaluator>[0]> = {}, seed = 1, evaluate = identity) =>
    evaluator({ built: built(evaluate), validation, test, atStart: randomOf(seed), ...given }, seed);

  it('measures a random part of the held-out items while training, the same each time', () => {
    const [first] = make().whileTraining(10);
    expect(first).toMatchObject({ split: 'validation', step: 10, count: 5000, of: 5600 });
    const mean = first?.metrics.validation_value?.mean ?? NaN;
    // The mean of the first 5000 items is 2499.5, that of all items 2799.5.
    expect(Math.abs(mean - 2799.5)).toBeLessThan(60);
    expect(make().whileTraining(20)).toEqual([{ ...first, step: 20 }]);
    expect(make({}, 2).whileTraining(10)[0]?.metrics.validation_value?.mean).not.toBe(mean);
  });

  it('measures a part of the test split, and names it so, if nothing is held out', () => {
    const large = split(Array.from({ length: 7000 }, (_, i) => i));
    const [only, ...others] = make({ validation: null, test: large }).whileTraining(10);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ split: 'test', count: 5000, of: 7000 });
    expect(Object.keys(only?.metrics ?? {})).toEqual(['test_value']);
  });

  it('measures all of both splits at the end, and reports its progress', async () => {
    const progress: [number, number][] = [];
    const evaluations = await make().atEnd(30, (done, total) => progress.push([done, total]));
    expect(evaluations).toMatchObject([
      {
        split: 'validation',
        step: 30,
        count: 5600,
        of: 5600,
        metrics: { validation_value: { mean: 2799.5 } },
      },
      { split: 'test', step: 30, count: 1200, of: 1200, metrics: { test_value: { mean: -1 } } },
    ]);
    expect(progress.map(([done]) => done)).toEqual([1000, 2000, 3000, 4000, 5000, 5600, 6600, 6800]);
    expect(progress.every(([, total]) => total === 6800)).toBe(true);
  });

  it('draws the same noise each time, but different noise for each batch and each seed', async () => {
    const noise: BuiltModel['evaluate'] = ({ x }, random) => ({
      noise: random.normal('noise', [x.shape[0]]) as Tensor1D,
    });
    const meansOf = async (seed: number, at: number) =>
      (await make({}, seed, noise).atEnd(at, none)).map(({ metrics }) => metrics);
    const first = await meansOf(1, 10);
    expect(await meansOf(1, 20)).toEqual(first);
    expect(await meansOf(2, 10)).not.toEqual(first);
    const batch = (count: number) =>
      measureAll(built(noise), split(Array<number>(count).fill(0)), randomOf(1).random);
    // If the second batch had the same draws as the first, the mean would not change.
    expect(batch(2000).means.noise?.mean).not.toBeCloseTo(batch(1000).means.noise?.mean ?? NaN, 6);
  });

  it('has no metrics for weights that are not finite, data without labels, or models without evaluation', async () => {
    const broken: BuiltModel['evaluate'] = ({ x }) => ({
      loss: tf.div<Tensor1D>(tf.reshape(x, [-1]), 0),
      accuracy: tf.reshape<Rank.R1>(x, [-1]),
    });
    for (const evaluate of [broken, () => ({})]) {
      expect(make({}, 1, evaluate).whileTraining(10)).toEqual([]);
      expect(await make({}, 1, evaluate).atEnd(10, none)).toEqual([]);
    }
    const unmeasured = make({ built: {} as BuiltModel });
    expect(unmeasured.whileTraining(10)).toEqual([]);
    expect(await unmeasured.atEnd(10, none)).toEqual([]);
  });

  it('leaks no tensors', async () => {
    const before = tf.memory().numTensors;
    const tested = make({ atStart: { random: statelessRandom(1, step, backend.native), step } });
    tested.whileTraining(10);
    await tested.atEnd(20, none);
    expect(tf.memory().numTensors).toBe(before);
  });
});
