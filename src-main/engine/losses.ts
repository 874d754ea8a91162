import { sumOfSquares } from './native-kernels';
import { tf, type Scalar, type Tensor, type Tensor2D } from './tensorflow';

/**
 * Cross-entropy of Bernoulli targets against logits, element by element, in the form that never overflows:
 * max(l, 0) − l·t + log(1 + e^−|l|). Its gradient by the logits is σ(l) − t, which is three ops instead of the ten
 * that follow from the form; the targets take none.
 */
export function sigmoidCrossEntropy(logits: Tensor, targets: Tensor | number): Tensor {
  return tf.customGrad((input, save) => {
    const l = input as Tensor;
    (save as (tensors: Tensor[]) => void)([l]);
    const log1pExp = tf.log1p(tf.exp(tf.neg(tf.abs(l))));
    const value = tf.add(tf.sub(tf.relu(l), tf.mul(l, targets)), log1pExp);
    const gradFunc = (dy: Tensor, [saved]: Tensor[]) => tf.mul(dy, tf.sub(tf.sigmoid(saved ?? l), targets));
    return { value, gradFunc };
  })(logits);
}

/**
 * KL(N(mean, e^logVariance) ‖ N(0, 1)) of each latent: −½ (1 + log σ² − μ² − σ²); Kingma and Welling 2013, app. B.
 * Shapes [batch, latents] → [batch, latents].
 */
export function gaussianKl(mean: Tensor2D, logVariance: Tensor2D): Tensor2D {
  return tf.mul(-0.5, tf.sub(tf.sub(tf.add(1, logVariance), tf.square(mean)), tf.exp(logVariance)));
}

/** Euclidean norm of all gradients taken as one vector. */
export function globalNorm(gradients: readonly Tensor[]): Scalar {
  return tf.sqrt<Scalar>(tf.addN(gradients.map(sumOfSquares)));
}
