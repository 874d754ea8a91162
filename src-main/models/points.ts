/** What models for points of the plane share: plain perceptrons, and standardisation of the data. */
import { at } from '../contract/at';
import { integer } from '../contract/hyperparameters';
import type { TrainingSet } from '../engine/batches';
import { dense, leakyRelu, relu, type Layer } from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import type { Random } from '../engine/random';
import { tf, type Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { hiddenLayers } from './hidden-layers';
import { generatorOf, normalLatents } from './latents';

/** Number of coordinates of a point: x and y. */
export const POINT_VALUES = 2;

export const pointFields = {
  latentSize: field.latentSize(2, 'Dimensions of z.'),
  hiddenUnits: field.hiddenUnits('128, 128, 128', 'Widths of the hidden layers of each network.'),
  batchSize: field.batchSize(256, 'Points in a step.', 'points'),
};

export const POINT = { name: 'point', shape: [POINT_VALUES] };

/** Lin et al. 2018, "PacGAN: The power of two samples in generative adversarial networks". */
export const packing = integer({
  label: 'Packing',
  help: 'Points that the discriminator or critic sees together as one example, all real or all generated (PacGAN): with two or more it sees when they are too much alike.',
  group: 'Objective',
  default: 1,
  min: 1,
  max: 16,
});

/**
 * For a discriminator of packs: `pack` reshapes points [n · size, 2] to packs [n, size · 2] of neighbours in the batch.
 */
export function packsOf(size: number) {
  const name = size === 1 ? POINT.name : `${String(size)} points`;
  const values = size * POINT_VALUES;
  return {
    input: { name, shape: [values] },
    pack: (points: Tensor2D): Tensor2D => (size === 1 ? points : tf.reshape(points, [-1, values])),
  };
}

interface Sizes {
  readonly hiddenUnits: string;
}

/** [values] → [2] */
export function generatorLayers({ hiddenUnits }: Sizes): Layer[] {
  return [...hiddenLayers(hiddenUnits, () => [relu()]), dense('output', POINT_VALUES)];
}

/** [values] → [size of the last hidden layer], for a discriminator or critic. */
export function featureLayers({ hiddenUnits }: Sizes): Layer[] {
  return hiddenLayers(hiddenUnits, () => [leakyRelu(0.2)]);
}

export interface Standardization {
  /** Standardises points [n, 2] of the data: mean about zero, standard deviation one. */
  readonly toStandard: (points: Tensor2D) => Tensor2D;
  /** The inverse of `toStandard`. */
  readonly fromStandard: (points: Tensor2D) => Tensor2D;
}

/** The mean of the training points, and one standard deviation for both axes, so that shapes are preserved. */
export function pointMoments({ items }: Pick<TrainingSet, 'items'>) {
  const count = items.length / POINT_VALUES;
  const mean: [number, number] = [0, 0];
  for (let i = 0; i < items.length; i++) mean[i % 2] = at(mean, i % 2) + at(items, i) / count;
  let squares = 0;
  for (let i = 0; i < items.length; i++) squares += (at(items, i) - at(mean, i % 2)) ** 2;
  // Identical points have a standard deviation of zero.
  return { mean, standardDeviation: Math.sqrt(squares / items.length) || 1 };
}

export function standardization(training: TrainingSet): Standardization {
  const { mean, standardDeviation } = pointMoments(training);
  return {
    toStandard: (points) => tf.mul(tf.sub(points, tf.tensor1d(mean)), 1 / standardDeviation),
    fromStandard: (points) => tf.add(tf.mul(points, standardDeviation), tf.tensor1d(mean)),
  };
}

/**
 * A generator from normal latents to points, and what the other network needs. Its initial weights must be drawn later.
 */
export function pointGenerator(
  random: Random,
  training: TrainingSet,
  hp: Sizes & { readonly latentSize: number },
) {
  const { toStandard, fromStandard } = standardization(training);
  const latents = normalLatents(hp.latentSize);
  const initializer = glorotInitializer(random);
  const G = network('generator', initializer);
  const generate = G.stack('generator', { name: 'z', shape: [hp.latentSize] }, generatorLayers(hp));
  const generator = generatorOf(latents, (z) => fromStandard(generate(z)));
  return { toStandard, latents, initializer, G, generate, generator };
}
