/**
 * Wasserstein GAN for points of the plane: the game of `wasserstein.ts` between perceptrons.
 *
 * Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 4.1, whose figure 1 shows a critic's level sets
 * on the same rings, grids and rolls.
 */
import { dense } from '../engine/layers';
import { glorotInitializer, network, type Network } from '../engine/network';
import { tf, type Tensor2D } from '../engine/tensorflow';
import { players } from './adversarial';
import * as field from './fields';
import { normalLatents } from './latents';
import { defineModel } from './model';
import { wgan2dPage } from './pages/wgan-2d';
import { pointFeatures, pointFields, pointGenerator, standardization } from './points';
import { WASSERSTEIN_METRICS, wassersteinFields, wassersteinOptimizer, wassersteinStep } from './wasserstein';

const fields = {
  ...pointFields,
  learningRate: field.learningRate(5e-4, 'Step size of both networks.'),
  ...wassersteinFields,
  penalty: { ...wassersteinFields.penalty, default: 0.1 },
};

export const wgan2d = defineModel({
  id: 'wgan-2d',
  title: 'Wasserstein GAN (2-D)',
  family: 'GAN',
  summary: 'A critic whose slopes show, all over the plane, which way generated points have to go.',
  paper: 'Gulrajani et al., Improved Training of Wasserstein GANs, 2017',
  page: wgan2dPage,
  data: 'points',
  needsLabels: false,
  fields,
  presets: [],
  metrics: WASSERSTEIN_METRICS,
  headlineMetric: 'wasserstein_estimate',
  figures: ['points'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, training }, hp) {
    const { toStandard, fromStandard } = standardization(training);
    const drawLatents = normalLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const G = network('generator', initializer);
    const generate = pointGenerator(G, { name: 'z', shape: [hp.latentSize] }, hp);
    const C = network('critic', initializer);
    const features = pointFeatures(C, hp);
    const score = C.stack('score', features, [dense('output', 1)]);
    const criticize = (points: Tensor2D): Tensor2D => score(features(points));

    const optimize = (network: Network) => wassersteinOptimizer(network, hp);
    const { generator, discriminator: critic, both } = players(G, C, optimize);
    return {
      ...both,
      examplesPerStep: hp.batchSize * hp.criticSteps,
      generator: {
        latentSize: hp.latentSize,
        classes: null,
        drawLatents,
        decode: (z) => fromStandard(generate(z)),
      },
      judge: { gives: 'scores', at: (points) => tf.squeeze(criticize(toStandard(points)), [1]) },
      step: (context) =>
        wassersteinStep(
          { ...context, x: toStandard(context.x) },
          { generator, critic, drawLatents, generate, criticize },
          hp,
        ),
    };
  },
});
