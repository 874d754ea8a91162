/**
 * Wasserstein GAN: the objective of `objectives/wasserstein.ts` between the networks of a DCGAN (`dcgan.ts`).
 *
 * Arjovsky, Chintala and Bottou 2017, "Wasserstein GAN"; Gulrajani et al. 2017, "Improved Training of Wasserstein GANs".
 * The critic has no batch normalisation, which would make its outputs for the images of a batch depend on one another.
 */
import { dense } from '../engine/layers';
import { network, normalInitializer } from '../engine/network';
import type { Tensor2D } from '../engine/tensorflow';
import { generatorLayers, imageFeatures, toSigned, toUnit } from './dcgan';
import * as field from './fields';
import { DOWNSAMPLING_FACTOR } from './image-size';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { adversaries, discriminatorOutput } from './objectives/adversarial';
import { wasserstein } from './objectives/criteria';
import {
  WASSERSTEIN_METRICS,
  wassersteinFields,
  wassersteinOptimizer,
  wassersteinStep,
} from './objectives/wasserstein';
import { wganPage } from './pages/wgan';
import { SOURCES } from './sources';

const fields = {
  latentSize: field.latentSize(100),
  filters: field.filters(32),
  initialDeviation: field.initialDeviation(0.02),
  batchSize: field.batchSize(64, 'Real images, and as many generated ones, in each critic step.'),
  learningRate: field.learningRate(
    1e-4,
    'Step size of both networks; the paper takes 5e-5 with weight clipping.',
  ),
  ...wassersteinFields,
};

export const wgan = defineModel({
  id: 'wgan',
  title: 'Wasserstein GAN',
  family: 'GAN',
  summary:
    'A critic that measures how far apart real and generated images are: its loss falls as samples get better.',
  paper: 'Arjovsky, Chintala and Bottou, Wasserstein GAN, 2017',
  page: wganPage,
  data: 'images',
  sidesDivisibleBy: DOWNSAMPLING_FACTOR,
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize', 'criticSteps'],
  presets: [
    {
      id: 'paper',
      label: 'Paper (weight clipping)',
      help: 'Weights clipped to ±0.01, five critic steps, RMSprop at 5e-5.',
      hyperparameters: {
        constraint: 'weight-clipping',
        optimizer: 'rmsprop',
        learningRate: 5e-5,
        criticSteps: 5,
      },
    },
    {
      id: 'gradient-clipping',
      label: 'Gradient clipping',
      help: 'The critic’s gradients clipped to ±0.01, one critic step, as in the source’s code, which names no optimiser.',
      source: SOURCES.ganBasics,
      hyperparameters: { constraint: 'gradient-clipping', criticSteps: 1 },
    },
  ],
  metrics: WASSERSTEIN_METRICS,
  headlineMetric: 'wasserstein_estimate',
  figures: ['samples', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 5000 },

  build({ random, ...image }, hp) {
    const latents = normalLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const G = network('generator', initializer);
    const generate = G.stack(
      'generator',
      { name: 'z', shape: [hp.latentSize] },
      generatorLayers(image, hp.filters),
    );
    const C = network('critic', initializer);
    const features = imageFeatures(C, image, hp.filters, { normalized: false });
    const score = C.stack('score', features, [dense('output', 1)]);

    const { trained, ...networks } = adversaries(G, C, (network) => wassersteinOptimizer(network, hp));
    const criticize = (images: Tensor2D): Tensor2D => score(features(images));
    return {
      ...trained,
      generator: generatorOf(latents, (z) => toUnit(generate(z))),
      discriminator: discriminatorOutput(wasserstein, (images) => criticize(toSigned(images))),
      step: (context) =>
        wassersteinStep(
          { ...context, x: toSigned(context.x) },
          { ...networks, drawLatents: latents.drawLatents, generate, criticize },
          hp,
        ),
    };
  },
});
