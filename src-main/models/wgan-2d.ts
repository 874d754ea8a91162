/**
 * Wasserstein GAN for points of the plane: the game of `wasserstein.ts` between perceptrons.
 *
 * Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 4.1, whose figure 1 shows a critic's level sets
 * on the same rings, grids and rolls.
 */
import { dense, leakyRelu, relu } from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import { tf } from '../engine/tensorflow';
import * as field from './fields';
import { normalLatents } from './latents';
import { defineModel } from './model';
import { wgan2dPage } from './pages/wgan-2d';
import { hiddenStack, pointFields, POINT_VALUES, standardization } from './points';
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
    const generate = G.stack('generator', { name: 'z', shape: [hp.latentSize] }, [
      ...hiddenStack(hp, relu),
      dense('output', POINT_VALUES),
    ]);
    const C = network('critic', initializer);
    const criticize = C.stack('critic', { name: 'point', shape: [POINT_VALUES] }, [
      ...hiddenStack(hp, () => leakyRelu(0.2)),
      dense('output', 1),
    ]);

    const generator = { network: G, optimizer: wassersteinOptimizer(G, hp) };
    const critic = { network: C, optimizer: wassersteinOptimizer(C, hp) };
    return {
      networks: [G, C],
      optimizers: [generator.optimizer, critic.optimizer],
      imagesPerStep: hp.batchSize * hp.criticSteps,
      generator: {
        latentSize: hp.latentSize,
        classes: null,
        drawLatents,
        decode: (z) => fromStandard(generate(z)),
      },
      judge: { gives: 'scores', at: (points) => tf.squeeze(criticize(toStandard(points)), [1]) },
      step: (context) =>
        wassersteinStep(
          { ...context, images: toStandard(context.images) },
          { generator, critic, drawLatents, generate, criticize },
          hp,
        ),
    };
  },
});
