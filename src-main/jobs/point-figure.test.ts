import type { Rank } from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { LoadedSplit } from '../datasets/load';
import { loadTensorflow } from '../engine/backend';
import type { Random } from '../engine/random';
import { tf, type Tensor2D } from '../engine/tensorflow';
import { pointFigure } from './point-figure';

const UNUSED = {} as Random;
const TEST: LoadedSplit = {
  ...{ items: Float32Array.of(-1, -1, 1, 1), labels: null, count: 2 },
  ...{ width: 2, height: 1, channels: 1 },
};

await loadTensorflow();

/** Places that a generator gives, and a discriminator σ(x): what it says of them falls from 1/2 to 10⁻²⁶. */
const PLACES = [0, -8, -16, -30, -60];

it('has arrows as long as the gradients by which a generator learns, also where all is recognised', () => {
  const generator = {
    ...{ latentSize: 2, classes: null },
    drawLatents: () =>
      tf.tensor2d(
        PLACES.flatMap((x) => [x, 0]),
        [PLACES.length, 2],
      ),
    decode: (z: Tensor2D) => z.clone(),
  };
  const at = (points: Tensor2D) => {
    const across = tf.slice<Rank.R2, Tensor2D>(points, [0, 0], [-1, 1]);
    return tf.reshape<Rank.R1>(tf.sigmoid(across), [-1]);
  };
  const request = { stream: 'any', count: PLACES.length, label: null };
  const figure = pointFigure(generator, { output: 'probability', at }, TEST, UNUSED, request);
  const { arrows } = figure.make();
  figure.dispose();
  PLACES.forEach((x, i) => {
    // d log σ(x) / dx = 1 − σ(x)
    expect(arrows?.[4 * i + 2]).toBeCloseTo(1 - 1 / (1 + Math.exp(-x)), 3);
    expect(arrows?.[4 * i + 3]).toBeCloseTo(0, 6);
  });
});
