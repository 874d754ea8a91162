/**
 * Deep convolutional GAN: strided convolutions in the discriminator, strided transposed convolutions in the generator,
 * batch normalisation in both, no pooling and no dense layers between; the objective of `objectives/adversarial.ts`.
 *
 * Radford, Metz and Chintala 2015, "Unsupervised Representation Learning with Deep Convolutional GANs", with its
 * settings (Adam 2e-4, β₁ 0.5, N(0, 0.02²), LeakyReLU 0.2, tanh) at the size of small images: the sides are doubled
 * twice, not four times. Real and generated images pass through D in separate batches, so that each has its own batch
 * statistics. The workbench's images are 0 to 1; inside the networks they are −1 to 1, the range of tanh.
 */
import type { ItemShape } from '../contract/dataset';
import { network, normalInitializer, type NetworkBuilder, type Stack } from '../engine/network';
import {
  batchNormalization,
  convolution,
  dense,
  flatten,
  leakyRelu,
  relu,
  reshape,
  tanh,
  transposedConvolution,
  type Layer,
  type TrainingPass,
} from '../engine/layers';
import { adam } from '../engine/optimizers';
import { tf, type Tensor, type Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { downsampledSize, DOWNSAMPLING_FACTOR } from './image-size';
import { generatorOf, uniformLatents } from './latents';
import { defineModel } from './model';
import { adversarial, adversaries } from './objectives/adversarial';
import { nonSaturating } from './objectives/criteria';
import { dcganPage } from './pages/dcgan';
import { SOURCES } from './sources';

const objective = adversarial(nonSaturating);

const fields = {
  latentSize: field.latentSize(100),
  filters: field.filters(32),
  initialDeviation: field.initialDeviation(0.02),
  batchSize: field.batchSize(64, 'Real images, and as many generated ones, in a step.'),
  ...field.adamOfBoth({ learningRate: 2e-4, beta1: 0.5 }),
  ...objective.fields,
};

/** Scales images from 0 … 1 to −1 … 1, the range of the networks. */
export const toSigned = (images: Tensor2D): Tensor2D => tf.sub(tf.mul(images, 2), 1);
/** Scales the networks' outputs from −1 … 1 to images of 0 … 1. */
export const toUnit = (images: Tensor): Tensor2D => tf.mul(tf.add(images, 1), 0.5);

/** [latents] → [pixels] in −1 … 1, by two transposed convolutions that double the sides. */
export function generatorLayers({ height, width, channels }: ItemShape, filters: number): Layer[] {
  const [h, w] = downsampledSize(height, width);
  return [
    dense('seed', h * w * 2 * filters, { bias: false }),
    reshape([h, w, 2 * filters]),
    batchNormalization('normalization_1', { momentum: 0.9 }),
    relu(),
    transposedConvolution('stage_1', filters, { kernel: 5, stride: 2, bias: false }),
    batchNormalization('normalization_2', { momentum: 0.9 }),
    relu(),
    transposedConvolution('stage_2', channels, { kernel: 5, stride: 2 }),
    tanh(),
    flatten(),
  ];
}

/** [height, width, channels] → [features], by two convolutions that halve the sides. */
export function featureLayers(filters: number, { normalized }: { normalized: boolean }): Layer[] {
  return [
    convolution('convolution_1', filters, { kernel: 5, stride: 2 }),
    leakyRelu(0.2),
    convolution('convolution_2', 2 * filters, { kernel: 5, stride: 2, bias: !normalized }),
    ...(normalized ? [batchNormalization('normalization', { momentum: 0.9 })] : []),
    leakyRelu(0.2),
    flatten(),
  ];
}

/** [pixels] → [features] */
export function imageFeatures(
  D: NetworkBuilder,
  { height, width, channels, pixels }: ItemShape & { readonly pixels: number },
  ...settings: Parameters<typeof featureLayers>
): Stack {
  return D.stack('features', { name: 'image', shape: [pixels] }, [
    reshape([height, width, channels]),
    ...featureLayers(...settings),
  ]);
}

export const dcgan = defineModel({
  id: 'dcgan',
  title: 'DCGAN',
  family: 'GAN',
  prior: 'uniform',
  summary:
    'The convolutional GAN that others are measured by: strided convolutions, batch normalisation, no pooling.',
  paper: 'Radford, Metz and Chintala, Deep Convolutional GANs, 2015',
  page: dcganPage,
  data: 'images',
  sidesDivisibleBy: DOWNSAMPLING_FACTOR,
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize'],
  presets: [
    {
      id: 'simultaneous',
      label: 'Simultaneous updates',
      help: 'Both gradients of a step are taken before either update.',
      source: SOURCES.ganBasics,
      hyperparameters: { updates: 'simultaneous' },
    },
  ],
  metrics: objective.metrics,
  headlineMetric: 'g_loss',
  figures: ['samples', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 5000 },

  build({ random, ...image }, hp) {
    const latents = uniformLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const G = network('generator', initializer);
    const generate = G.stack(
      'generator',
      { name: 'z', shape: [hp.latentSize] },
      generatorLayers(image, hp.filters),
    );
    const D = network('discriminator', initializer);
    const features = imageFeatures(D, image, hp.filters, { normalized: true });
    const logit = D.stack('logit', features, [dense('output', 1)]);

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    return {
      ...trained,
      generator: generatorOf(latents, (z) => toUnit(generate(z))),
      discriminator: objective.discriminatorOutput((images) => logit(features(toSigned(images)))),
      step(context) {
        const z = latents.drawLatents(context.random, 'z', hp.batchSize);
        const passes = {
          generate: (training: TrainingPass) => generate(z, training),
          discriminate: (images: Tensor2D, training: TrainingPass) => logit(features(images, training)),
        };
        return objective.step({ ...context, x: toSigned(context.x) }, { ...networks, ...passes }, hp);
      },
    };
  },
});
