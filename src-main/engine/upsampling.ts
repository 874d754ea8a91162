import { tf, type Tensor4D } from './tensorflow';

/**
 * Repeats each pixel `factor` times in both directions: [n, height, width, channels] → [n, height · factor, width ·
 * factor, channels].
 *
 * The gradient of a pixel is the sum of those of its copies: their average times their number. tfjs has a
 * kernel for it that is wrong for batches of more than one in pure JavaScript and for some sizes on WebGPU; TensorFlow's
 * own, which is right, takes longer than the average.
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
