import { describe, expect, it } from 'vitest';
import { POINT_SHAPE } from '../../contract/dataset';
import { defaultsOf } from '../../contract/hyperparameters';
import { loadTensorflow } from '../../engine/backend';
import { tf, type Tensor2D } from '../../engine/tensorflow';
import { MODELS } from '../registry';
import { stream, streamRandom } from './stream';

/**
 * Models standardise points, so they do not depend on the points' position and unit: if the training points and the
 * inputs are shifted and scaled, decision fields and encoders give the same outputs, and samples are shifted and scaled
 * alike. pytorch.test.ts checks that the step does so, and the mean and standard deviation.
 */
await loadTensorflow();

const CLASSES = 3;
const COUNT = 12;
const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % CLASSES);
const latents = streamRandom.normal('z', [COUNT, 2]) as Tensor2D;
const classes = tf.tensor1d(labels, 'int32');

describe.each(MODELS.filter(({ info }) => info.data === 'points'))('$info.id', (model) => {
  /** All outputs of the model for points `scale · p + shift`, as numbers. */
  function seen(scale: number, shift: number): number[] {
    const moved = (name: string) => stream(name, 2 * COUNT).map((value) => value * scale + shift);
    const training = { items: moved('training'), labels };
    const { generator, discriminator, encode } = model.build(
      { ...POINT_SHAPE, pixels: 2, classes: CLASSES, training, random: streamRandom, totalSteps: 1, seed: 0 },
      defaultsOf(model.info.fields),
    );
    const points = tf.tensor2d(moved('points'), [COUNT, 2]);
    const samples = generator && tf.div(tf.sub(generator.decode(latents, classes), shift), scale);
    return [samples, discriminator?.at(points, null), encode?.(points)].flatMap((x) =>
      x ? Array.from(x.dataSync()) : [],
    );
  }

  it('does not depend on the position and scale of points', () => {
    const [near, far] = [seen(1, 0), seen(8, -3)];
    expect(far).toHaveLength(near.length);
    near.forEach((value, i) => {
      expect(far[i]).toBeCloseTo(value, 4);
    });
  });
});
