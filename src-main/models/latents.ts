import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import type { Generator } from './model';

/** The prior over latents. */
export type Latents = Pick<Generator, 'latentSize' | 'drawLatents'>;

/** z ~ U(−1, 1). */
export const uniformLatents = (latentSize: number): Latents => ({
  latentSize,
  drawLatents: (random, stream, n) => random.uniform(stream, [n, latentSize], -1, 1) as Tensor2D,
});

/** z ~ N(0, I). */
export const normalLatents = (latentSize: number): Latents => ({
  latentSize,
  drawLatents: (random, stream, n) => random.normal(stream, [n, latentSize]) as Tensor2D,
});

/** Generator whose only input is latents: images [n, pixels] from 0 to 1, or points [n, 2]. */
export function generatorOf(latents: Latents, decode: (z: Tensor2D) => Tensor2D): Generator {
  return { ...latents, classes: null, decode: (z) => decode(z) };
}

/**
 * Generator conditioned on a class: an int32 label for each latent.
 * @param decodeMixed takes weights of the classes, [n, classes]: one-hot for a label
 */
export function conditionalGeneratorOf(
  latents: Latents,
  classes: number,
  decodeMixed: (z: Tensor2D, shares: Tensor2D) => Tensor2D,
): Generator {
  return {
    ...latents,
    classes,
    decode(z, labels) {
      if (labels === null) throw new Error('A conditional generator needs the classes to draw.');
      return decodeMixed(z, oneHot(labels, classes));
    },
    decodeMixed,
  };
}

/** One-hot encoding: int32 [n] → float32 [n, classes] */
export function oneHot(labels: Tensor1D, classes: number): Tensor2D {
  return tf.cast(tf.oneHot(labels, classes), 'float32') as Tensor2D;
}
