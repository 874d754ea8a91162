/**
 * Wasserstein GAN for points of the plane: the objective of `objectives/wasserstein.ts` between perceptrons.
 *
 * Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 4.1, whose figure 1 shows a critic's level
 * sets on the same rings, grids and rolls.
 */
import { dense } from '../engine/layers';
import { network } from '../engine/network';
import type { Random } from '../engine/random';
import type { Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { defineModel } from './model';
import { adversaries, discriminatorOutput } from './objectives/adversarial';
import { wasserstein } from './objectives/criteria';
import {
  WASSERSTEIN_METRICS,
  wassersteinFields,
  wassersteinOptimizer,
  wassersteinStep,
} from './objectives/wasserstein';
import { wgan2dPage } from './pages/wgan-2d';
import { featureLayers, packing, packsOf, pointFields, pointGenerator } from './points';

const fields = {
  ...pointFields,
  learningRate: field.learningRate(5e-4, 'Step size of both networks.'),
  ...wassersteinFields,
  penalty: { ...wassersteinFields.penalty, default: 0.1 },
  packing,
};

export const wgan2d = defineModel({
  id: 'wgan-2d',
  title: 'Wasserstein GAN (2-D)',
  family: 'GAN',
  summary: 'A critic whose gradient shows, all over the plane, where generated points should move.',
  paper: 'Gulrajani et al., Improved Training of Wasserstein GANs, 2017',
  page: wgan2dPage,
  data: 'points',
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize', 'criticSteps', 'packing'],
  presets: [],
  metrics: WASSERSTEIN_METRICS,
  headlineMetric: 'wasserstein_estimate',
  figures: ['points', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, training }, hp) {
    const { toStandard, latents, initializer, G, generate, generator } = pointGenerator(random, training, hp);
    const C = network('critic', initializer);
    const { input, pack } = packsOf(hp.packing);
    const features = C.stack('features', input, featureLayers(hp));
    const score = C.stack('score', features, [dense('output', 1)]);
    const criticize = (packs: Tensor2D): Tensor2D => score(features(packs));
    const passes = {
      drawLatents: (random: Random, stream: string, packs: number) =>
        latents.drawLatents(random, stream, packs * hp.packing),
      generate: (z: Tensor2D) => pack(generate(z)),
      criticize,
    };

    const { trained, ...networks } = adversaries(G, C, (network) => wassersteinOptimizer(network, hp));
    return {
      ...trained,
      generator,
      // With packing the critic has no output for a single point.
      ...(hp.packing === 1 && {
        discriminator: discriminatorOutput(wasserstein, (points) => criticize(toStandard(points))),
      }),
      step: (context) =>
        wassersteinStep({ ...context, x: pack(toStandard(context.x)) }, { ...networks, ...passes }, hp),
    };
  },
});
