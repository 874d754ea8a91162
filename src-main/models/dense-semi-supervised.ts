/**
 * The dense networks of Salimans et al. 2016, "Improved Techniques for Training GANs", for classifying MNIST from few
 * labels, as in its authors' code: D has weight-normalised ReLU layers with Gaussian noise before each; G has softplus
 * layers with batch normalisation and a weight-normalised output.
 */
import {
  batchNormalization,
  dense,
  gaussianNoise,
  relu,
  sigmoid,
  softplus,
  weightNormalizedDense,
  type Layer,
} from '../engine/layers';
import { gather, type TrainingSet } from '../engine/batches';
import type { Network } from '../engine/network';
import type { Random } from '../engine/random';
import { tf, type Tensor2D, type Variable } from '../engine/tensorflow';
import { layersOfSizes } from './hidden-layers';

interface Noise {
  readonly inputNoise: number;
  readonly layerNoise: number;
}

/** [latentSize] → [pixels] of 0 to 1 */
export function denseGeneratorLayers(
  { generatorUnits }: { readonly generatorUnits: string },
  pixels: number,
): Layer[] {
  const hidden = layersOfSizes(generatorUnits, (name, units) => [
    dense(name, units, { bias: false }),
    batchNormalization(name.replace('hidden', 'normalization'), { momentum: 0.9, epsilon: 1e-6 }),
    softplus(),
  ]);
  return [...hidden, weightNormalizedDense('output', pixels, { scale: 'trained' }), sigmoid()];
}

const noiseBefore = (layer: string, { inputNoise, layerNoise }: Noise): number =>
  layer === 'hidden_1' ? inputNoise : layerNoise;

/** [pixels] → [size of the last hidden layer] */
export function featureLayers({
  discriminatorUnits,
  startFromData: fromData,
  ...noise
}: Noise & { readonly discriminatorUnits: string; readonly startFromData: boolean }): Layer[] {
  return layersOfSizes(discriminatorUnits, (name, units) => [
    gaussianNoise(name, noiseBefore(name, noise)),
    weightNormalizedDense(name, units, { scale: fromData ? 'set' : 'one' }),
    relu(),
  ]);
}

/** [features] → logits [classes] */
export function classLayers({ layerNoise }: Noise, classes: number): Layer[] {
  return [
    gaussianNoise('output', layerNoise),
    weightNormalizedDense('output', classes, { scale: 'trained' }),
  ];
}

/** The number of items in the authors' code. */
const STARTING_ITEMS = 500;

/**
 * Items of a training set for `startFromData`, [n, pixels], evenly spaced over the set because it may be sorted by
 * class.
 */
export function startingItems({ items }: TrainingSet, pixels: number): Tensor2D {
  const total = items.length / pixels;
  const count = Math.min(total, STARTING_ITEMS);
  const values = new Float32Array(count * pixels);
  const indices = Int32Array.from({ length: count }, (_, i) => Math.floor((i * total) / count));
  gather(items, pixels, indices, values);
  return tf.tensor2d(values, [count, pixels]);
}

/**
 * Sets scales and biases of D so that each unit has mean zero and unit standard deviation over some items before its
 * activation: Salimans and Kingma 2016, "Weight Normalization", section 3. Without that, signals shrink from layer to
 * layer while the noise does not.
 * @param items [n, pixels]
 */
export function startFromData(D: Network, items: Tensor2D, random: Random, noise: Noise): void {
  const find = (from: ReadonlyMap<string, Variable>, key: string): Variable => {
    const found = from.get(key);
    if (found === undefined) throw new Error(`${D.name} has no ${key}.`);
    return found;
  };
  tf.tidy(() => {
    let x = items;
    for (const key of D.variables.keys()) {
      const name = /^(.*)\/weights$/.exec(key)?.[1];
      if (name === undefined) continue;
      const weights = find(D.variables, key) as Tensor2D;
      const draws = random.normal(`start/${name}`, x.shape);
      const noisy = tf.add<Tensor2D>(x, tf.mul(draws, noiseBefore(name, noise)));
      const outputs = tf.matMul(noisy, tf.div<Tensor2D>(weights, tf.norm(weights, 2, 0, true)));
      const { mean, variance } = tf.moments(outputs, 0);
      const deviation = tf.sqrt(variance);
      const scale = `${name}/scale`;
      find(D.averages.has(scale) ? D.averages : D.variables, scale).assign(tf.reciprocal(deviation));
      find(D.variables, `${name}/biases`).assign(tf.neg(tf.div(mean, deviation)));
      x = tf.relu(tf.div(tf.sub(outputs, mean), deviation));
    }
  });
}
