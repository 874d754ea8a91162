/** Baselines that an image model must exceed to have learnt anything: the mean image, and a linear code. */
import { at } from '../../src-main/contract/at';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../../src-main/engine/tensorflow';

/** Prevents a probability of zero for a pixel that has the same value in all training images. */
const SMOOTHING = 1e-4;
/** Subspace iterations; the 32nd component of digits converges to four digits after some twenty. */
const ITERATIONS = 30;
/** Additional components, which make the last of the requested ones converge sooner. */
const SPARE = 8;

/**
 * Nats per image of `test` when each pixel is Bernoulli with the mean of `training`, independent of the image. A VAE
 * that has learnt nothing reaches this value.
 * @param training [n, pixels] of 0 to 1, like `test`
 */
export function meanImageNats(training: Tensor2D, test: Tensor2D): number {
  return tf.tidy(() => {
    const mean = tf.clipByValue(tf.mean<Tensor1D>(training, 0), SMOOTHING, 1 - SMOOTHING);
    const ink = tf.mul(test, tf.log(mean));
    const paper = tf.mul(tf.sub(1, test), tf.log(tf.sub(1, mean)));
    const nats = tf.neg<Scalar>(tf.mean(tf.sum(tf.add(ink, paper), 1)));
    return nats.dataSync()[0] ?? NaN;
  });
}

/**
 * Mean squared error of `test` reconstructed from the first principal components of `training`: the optimum of a linear
 * code of that size. By subspace iteration on the covariance.
 * @param training [n, pixels], like `test`
 */
export function principalComponentsError(training: Tensor2D, test: Tensor2D, components: number): number {
  const [, values] = training.shape;
  return tf.tidy(() => {
    const mean = tf.mean<Tensor1D>(training, 0);
    const centred = tf.sub<Tensor2D>(training, mean);
    const covariance = tf.matMul(centred, centred, true, false);
    let basis = orthonormal(tf.randomNormal([values, components + SPARE], 0, 1, 'float32', 1));
    for (let i = 0; i < ITERATIONS; i++) basis = orthonormal(tf.matMul(covariance, basis));
    // Within the subspace, the components are ordered by their variance.
    const first = tf.slice(basis, [0, 0], [values, components]);
    const from = tf.sub<Tensor2D>(test, mean);
    const back = tf.matMul(tf.matMul(from, first), first, false, true);
    return tf.mean<Scalar>(tf.square(tf.sub(from, back))).dataSync()[0] ?? NaN;
  });
}

/** Gram–Schmidt, applied twice for accuracy, to the columns of [values, k]. */
function orthonormal(columns: Tensor2D): Tensor2D {
  const [rows, count] = columns.shape;
  const data = Float64Array.from(tf.transpose(columns).dataSync());
  const column = (i: number) => data.subarray(i * rows, (i + 1) * rows);
  for (let i = 0; i < count; i++) {
    const own = column(i);
    for (let round = 0; round < 2; round++) {
      for (let j = 0; j < i; j++) {
        const other = column(j);
        const share = own.reduce((sum, value, row) => sum + value * at(other, row), 0);
        own.forEach((value, row) => (own[row] = value - share * at(other, row)));
      }
    }
    const norm = Math.hypot(...own) || 1;
    own.forEach((value, row) => (own[row] = value / norm));
  }
  return tf.transpose(tf.tensor2d(Float32Array.from(data), [count, rows]));
}
