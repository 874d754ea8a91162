import { tf, type Scalar, type Tensor, type Tensor2D } from './tensorflow';

/**
 * Cross-entropy of Bernoulli targets against logits, element by element, in the form that never overflows:
 * max(l, 0) − l·t + log(1 + e^−|l|).
 */
export function sigmoidCrossEntropy(logits: Tensor, targets: Tensor | number): Tensor {
  const log1pExp = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
  if (targets === 0) return tf.add(tf.relu(logits), log1pExp);
  if (targets === 1) return tf.add(tf.relu(tf.neg(logits)), log1pExp);
  return tf.add(tf.sub(tf.relu(logits), tf.mul(logits, targets)), log1pExp);
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
  const squares = gradients.map((gradient) => tf.sum<Scalar>(tf.square(gradient)));
  return tf.sqrt<Scalar>(tf.addN(squares));
}
