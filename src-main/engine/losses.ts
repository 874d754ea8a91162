import { sumOfSquares } from './native-kernels';
import { tf, type Scalar, type Tensor, type Tensor1D, type Tensor2D } from './tensorflow';

/**
 * Cross-entropy of Bernoulli targets against logits, element by element, in the form that never overflows: max(l, 0) −
 * l·t + log(1 + e^−|l|). Its gradient with respect to the logits is σ(l) − t, three ops instead of the ten of tfjs; it
 * has none with respect to the targets.
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

/** Mean over all values. */
export function mean(values: Tensor): Scalar {
  return tf.mean<Scalar>(values);
}

/** The fraction of booleans that are true, 0 to 1. */
export function fractionTrue(truths: Tensor): Scalar {
  return mean(tf.cast(truths, 'float32'));
}

/** Euclidean norm of all gradients as one vector. */
export function globalNorm(gradients: readonly Tensor[]): Scalar {
  return tf.sqrt<Scalar>(tf.addN(gradients.map(sumOfSquares)));
}

/** Cross-entropy of classes against logits [n, classes]; labels int32 [n] → [n], in nats. */
export function softmaxCrossEntropy(logits: Tensor2D, labels: Tensor1D): Tensor1D {
  const oneHot = tf.oneHot(labels, logits.shape[1]);
  return tf.neg(tf.sum<Tensor1D>(tf.mul(oneHot, tf.logSoftmax(logits)), 1));
}

/** 1 where the largest logit is that of the label, else 0; [n, classes] and int32 [n] → [n]. */
export function isCorrect(logits: Tensor2D, labels: Tensor1D): Tensor1D {
  return tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32');
}

/** −log N(values; mean, standardDeviation²) of each value, in nats. */
export function gaussianNegativeLogLikelihood(
  values: Tensor,
  mean: Tensor,
  standardDeviation: number,
): Tensor {
  const scaled = tf.mul(tf.sub(values, mean), 1 / standardDeviation);
  return tf.add(tf.mul(tf.square(scaled), 0.5), Math.log(standardDeviation) + 0.5 * Math.log(2 * Math.PI));
}
