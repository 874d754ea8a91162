/** What the forms of models for points of the plane share: plain perceptrons, and data of unit standard deviation within them. */
import { integer } from '../contract/hyperparameters';
import type { TrainingSet } from '../engine/batches';
import { dense, leakyRelu, relu, type Layer } from '../engine/layers';
import { tf, type Tensor2D } from '../engine/tensorflow';
import * as field from './fields';

/** x and y. */
export const POINT_VALUES = 2;

export const pointFields = {
  latentSize: field.latentSize(2, 'Dimensions of z.'),
  hiddenLayers: integer({
    label: 'Hidden layers',
    help: 'Of each network, one after the other.',
    group: 'Architecture',
    default: 3,
    min: 1,
    max: 8,
  }),
  hiddenUnits: field.hiddenUnits(128, 'Width of each hidden layer.'),
  batchSize: field.batchSize(256, 'Points in a step.', 'points'),
};

interface Sizes {
  readonly hiddenLayers: number;
  readonly hiddenUnits: number;
}

export const POINT = { name: 'point', shape: [POINT_VALUES] };

/** [values] → [2] */
export function generatorLayers(sizes: Sizes): Layer[] {
  return [...hiddenLayers(sizes, relu), dense('output', POINT_VALUES)];
}

/** [values] → [hiddenUnits], for a discriminator or critic. */
export function featureLayers(sizes: Sizes): Layer[] {
  return hiddenLayers(sizes, () => leakyRelu(0.2));
}

/** `hiddenLayers` dense layers, each with its activation. */
export function hiddenLayers({ hiddenLayers: count, hiddenUnits }: Sizes, activation: () => Layer): Layer[] {
  return Array.from({ length: count }, (_, i) => [
    dense(`hidden_${String(i + 1)}`, hiddenUnits),
    activation(),
  ]).flat();
}

export interface Standardization {
  /** Points [n, 2] of the data in the range of the networks: about zero, of unit standard deviation. */
  readonly toStandard: (points: Tensor2D) => Tensor2D;
  /** And back. */
  readonly fromStandard: (points: Tensor2D) => Tensor2D;
}

/** By the mean of the training points, and one standard deviation for both axes, so that shapes stay as they are. */
export function standardization({ items }: TrainingSet): Standardization {
  const count = items.length / POINT_VALUES;
  const mean: [number, number] = [0, 0];
  for (let i = 0; i < items.length; i++) mean[i % 2] = (mean[i % 2] ?? 0) + (items[i] ?? 0) / count;
  let squares = 0;
  for (let i = 0; i < items.length; i++) squares += ((items[i] ?? 0) - (mean[i % 2] ?? 0)) ** 2;
  // Points that all lie in one place have a standard deviation of zero.
  const deviation = Math.sqrt(squares / items.length) || 1;
  return {
    toStandard: (points) => tf.mul(tf.sub(points, tf.tensor1d(mean)), 1 / deviation),
    fromStandard: (points) => tf.add(tf.mul(points, deviation), tf.tensor1d(mean)),
  };
}
