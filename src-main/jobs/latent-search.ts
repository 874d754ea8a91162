import { refusal } from '../contract/error';
import { LATENT_LIMITS } from '../contract/latent';
import { tf, type Scalar, type Tensor2D } from '../engine/tensorflow';
import type { Decode } from './tensors';

/** Within these bounds lie all latents of a uniform prior, and nearly all values of a normal one. */
const BOUNDS = { uniform: [-1, 1], normal: [-3, 3], 'rectified-normal': [0, 3] } as const;

/**
 * Hyperparameters of Adam. Creswell and Bharath 2018, "Inverting the Generator of a GAN" (1802.05701), minimise the
 * same error.
 */
const [RATE, BETA1, BETA2, EPSILON] = [0.05, 0.9, 0.999, 1e-8];

/**
 * Searches for the latent whose decoded output is nearest to an item, by some steps of gradient descent on the mean
 * squared error; values that leave the prior are set to its bound. The answer has everything that is needed to continue, so that a search can be shown and ended at any
 * time.
 * @param values the latent and both moments of Adam, [3 · latentSize], then the item
 * @param taken number of earlier steps
 * @returns the latent and both moments after the steps, then the error before each step
 * @throws WorkbenchError `latent.size`
 */
export function searchLatent(
  decode: Decode,
  { latentSize, itemSize, prior }: { latentSize: number; itemSize: number; prior: keyof typeof BOUNDS },
  { steps, taken }: { steps: number; taken: number },
  values: Float32Array,
): Float32Array {
  const size = 3 * latentSize + itemSize;
  if (values.length !== size)
    throw refusal('latent.size', { size, given: values.length, most: LATENT_LIMITS.count.min });
  const part = (index: number) => values.slice(index * latentSize, (index + 1) * latentSize);
  const [latent, first, second] = [part(0), part(1), part(2)];
  const item = tf.tensor2d(values.slice(3 * latentSize), [1, itemSize]);
  const errorOf = (z: Tensor2D): Scalar => tf.mean<Scalar>(tf.squaredDifference(decode(z), item));
  const errors: number[] = [];
  const [lowest, highest] = BOUNDS[prior];
  for (let step = taken + 1; step <= taken + steps; step++) {
    const gradient = tf.tidy(() => {
      const { value, grad } = tf.valueAndGrad((z) => errorOf(z as Tensor2D))(
        tf.tensor2d(latent, [1, latentSize]),
      );
      errors.push(value.dataSync<'float32'>()[0] ?? NaN);
      return grad.dataSync<'float32'>();
    });
    for (let i = 0; i < latentSize; i++) {
      const slope = gradient[i] ?? 0;
      first[i] = BETA1 * (first[i] ?? 0) + (1 - BETA1) * slope;
      second[i] = BETA2 * (second[i] ?? 0) + (1 - BETA2) * slope * slope;
      const [mean, square] = [(first[i] ?? 0) / (1 - BETA1 ** step), (second[i] ?? 0) / (1 - BETA2 ** step)];
      const next = (latent[i] ?? 0) - (RATE * mean) / (Math.sqrt(square) + EPSILON);
      latent[i] = Math.min(highest, Math.max(lowest, next));
    }
  }
  item.dispose();
  const answer = new Float32Array(3 * latentSize + errors.length);
  [latent, first, second].forEach((values, index) => answer.set(values, index * latentSize));
  answer.set(errors, 3 * latentSize);
  return answer;
}
