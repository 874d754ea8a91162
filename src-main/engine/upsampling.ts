import { tf, type Tensor4D } from './tensorflow';

/**
 * Repeats each pixel `factor` times in both directions: [n, height, width, channels] → [n, height · factor, width ·
 * factor, channels].
 *
 * The gradient of a pixel is the sum of the gradients of its copies, computed as their mean times their number. tfjs's
 * kernel for it gives wrong results in pure JavaScript for batches of more than one, and on WebGPU for some sizes;
 * TensorFlow's own kernel is correct, but slower than the mean.
 */
export function repeatPixels(images: Tensor4D, factor: number): Tensor4D {
  return tf.customGrad((input) => {
    const x = input as Tensor4D;
    const [, height, width] = x.shape;
    return {
      value: tf.image.resizeNearestNeighbor(x, [height * factor, width * factor]),
      gradFunc: (dy: Tensor4D) => tf.mul(tf.avgPool(dy, factor, factor, 'valid'), factor * factor),
    };
  })(images);
}
