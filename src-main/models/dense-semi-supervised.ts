/**
 * The dense networks of Salimans et al. 2016, "Improved Techniques for Training GANs", for classifying MNIST from few
 * labels, as its authors' code has them: D of weight-normalised ReLU layers with Gaussian noise before each; G of softplus
 * layers with batch normalisation and a weight-normalised output. The code also starts biases and scales from a batch of
 * data, and classifies with an average of the weights.
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
  return [...hidden, weightNormalizedDense('output', pixels, { scaled: true }), sigmoid()];
}

/** [pixels] → [the last of the units] */
export function featureLayers({
  discriminatorUnits,
  inputNoise,
  layerNoise,
}: Noise & { readonly discriminatorUnits: string }): Layer[] {
  return layersOfSizes(discriminatorUnits, (name, units) => [
    gaussianNoise(name, name === 'hidden_1' ? inputNoise : layerNoise),
    weightNormalizedDense(name, units),
    relu(),
  ]);
}

/** [features] → logits [classes] */
export function classLayers({ layerNoise }: Noise, classes: number): Layer[] {
  return [gaussianNoise('output', layerNoise), weightNormalizedDense('output', classes, { scaled: true })];
}
