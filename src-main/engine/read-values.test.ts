import { beforeAll, expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { valuesOf } from './read-values';
import { tf } from './tensorflow';

beforeAll(() => loadTensorflow());

it('reads values, and disposes of what was made, but of nothing that existed', () => {
  const existing = tf.tensor1d([1, 2, 3]);
  const before = tf.memory().numTensors;
  expect([...valuesOf(() => tf.add(tf.mul(existing, 2), 1))]).toEqual([3, 5, 7]);
  expect([...valuesOf(() => existing)]).toEqual([1, 2, 3]);
  expect(tf.memory().numTensors).toBe(before);
  expect([...existing.dataSync()]).toEqual([1, 2, 3]);
  existing.dispose();
});
