import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '../engine/backend';
import { decodeSafetensors } from '../engine/safetensors';
import { tf, type Variable } from '../engine/tensorflow';
import { restoreCheckpoint, saveCheckpoint } from './checkpoint';

await loadTensorflow();

const POSITION = { step: 12, elapsedMs: 3.25 };
const variables = (values: readonly number[] = [1, 2, 3, 4], scalar = 0.5): Map<string, Variable> =>
  new Map<string, Variable>([
    ['net/weights', tf.variable(tf.tensor2d([...values], [2, 2]))],
    ['net/power', tf.variable(tf.scalar(scalar))],
  ]);
const valuesOf = (of: ReadonlyMap<string, Variable>) =>
  [...of].map(([name, variable]) => [name, [...variable.dataSync()]]);

describe('a checkpoint', () => {
  it('restores weights and position', () => {
    const saved = saveCheckpoint(variables(), POSITION);
    const restored = variables([0, 0, 0, 0], 0);
    const before = tf.memory().numTensors;
    expect(restoreCheckpoint(restored, saved ?? new Uint8Array())).toEqual({
      ...POSITION,
      hasSameItems: true,
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(valuesOf(restored)).toEqual(valuesOf(variables()));
  });

  it.each([NaN, Infinity, -Infinity])('is not written if one of the weights is %d', (value) => {
    expect(saveCheckpoint(variables([1, 2, 3, value]), POSITION)).toBeNull();
    expect(saveCheckpoint(variables([value, 2, 3, 4]), POSITION)).toBeNull();
    expect(saveCheckpoint(variables([1, 2, 3, 4], value), POSITION)).toBeNull();
  });

  it('is refused by a model with other weights, which are left unchanged', () => {
    const saved = saveCheckpoint(variables(), POSITION) ?? new Uint8Array();
    const extra = variables([9, 9, 9, 9]).set('net/more', tf.variable(tf.scalar(1)));
    const fewer = new Map([...variables([9, 9, 9, 9])].slice(0, 1));
    const renamed = new Map([...variables([9, 9, 9, 9])].map(([name, v]) => [`${name}s`, v] as const));
    const reshaped = variables([9, 9, 9, 9]).set('net/weights', tf.variable(tf.tensor1d([9, 9, 9, 9])));
    for (const other of [extra, fewer, renamed, reshaped]) {
      const before = valuesOf(other);
      expect(() => restoreCheckpoint(other, saved)).toThrow(/does not fit the model/);
      expect(valuesOf(other)).toEqual(before);
    }
  });

  it('contains step and training time in metadata that other programs can read', () => {
    const { metadata } = decodeSafetensors(saveCheckpoint(variables(), POSITION) ?? new Uint8Array());
    expect(metadata).toMatchObject({ step: '12', elapsed_ms: '3.25' });
  });
});
