/**
 * Vanilla GAN for points of the plane: the game of `adversarial.ts` between perceptrons, where mode collapse and the
 * discriminator's view of the plane can be seen.
 *
 * Goodfellow et al. 2014, "Generative Adversarial Nets"; rings and grids of Gaussians are the test of Metz et al. 2016,
 * "Unrolled Generative Adversarial Networks", section 3.1.
 */
import { dense } from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import { tf, type Tensor2D } from '../engine/tensorflow';
import { adversarialStep, players } from './adversarial';
import * as field from './fields';
import { normalLatents } from './latents';
import { GAN_METRICS } from './metrics';
import { defineModel } from './model';
import { ganMlp2dPage } from './pages/gan-mlp-2d';
import { pointFeatures, pointFields, pointGenerator, standardization } from './points';

const fields = {
  ...pointFields,
  learningRate: field.learningRate(1e-3, 'Step size of Adam, for both networks.'),
  beta1: field.beta1(0.5),
  beta2: field.beta2(0.999),
  ...field.adversarial,
};

export const ganMlp2d = defineModel({
  id: 'gan-mlp-2d',
  title: 'Vanilla GAN (2-D)',
  family: 'GAN',
  summary: 'A GAN of points in the plane: what it covers, what it leaves out, and what D sees, at a glance.',
  paper: 'Goodfellow et al., Generative Adversarial Nets, 2014',
  page: ganMlp2dPage,
  data: 'points',
  needsLabels: false,
  fields,
  presets: [
    {
      id: 'collapse',
      label: 'Meant to collapse',
      help: 'Momentum and a higher rate set G and D chasing one another: the points run together and wander.',
      hyperparameters: { beta1: 0.9, learningRate: 0.002 },
      budget: { unit: 'steps', count: 3000 },
    },
  ],
  metrics: GAN_METRICS,
  headlineMetric: 'd_accuracy',
  figures: ['points'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, training }, hp) {
    const { toStandard, fromStandard } = standardization(training);
    const drawLatents = normalLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const G = network('generator', initializer);
    const generate = pointGenerator(G, { name: 'z', shape: [hp.latentSize] }, hp);
    const D = network('discriminator', initializer);
    const features = pointFeatures(D, hp);
    const verdict = D.stack('verdict', features, [dense('output', 1)]);
    const discriminate = (points: Tensor2D): Tensor2D => verdict(features(points));

    const { generator, discriminator, both } = players(G, D, (network) => adam([network], hp));
    return {
      ...both,
      generator: {
        latentSize: hp.latentSize,
        classes: null,
        drawLatents,
        decode: (z) => fromStandard(generate(z)),
      },
      judge: {
        gives: 'probabilities',
        at: (points) => tf.squeeze(tf.sigmoid(discriminate(toStandard(points))), [1]),
      },
      step(context) {
        const z = drawLatents(context.random, 'z', hp.batchSize);
        const game = { generator, discriminator, generate: () => generate(z), discriminate };
        return adversarialStep({ ...context, x: toStandard(context.x) }, game, hp);
      },
    };
  },
});
