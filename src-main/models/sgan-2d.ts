/**
 * Semi-supervised GAN for points of the plane: the game of `semi-supervised.ts` between perceptrons. Two moons with a few
 * labels each are the classic test: the border should follow the empty space between them.
 *
 * Salimans et al. 2016, "Improved Techniques for Training GANs", section 5.
 */
import { dense } from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import { tf } from '../engine/tensorflow';
import { players } from './adversarial';
import * as field from './fields';
import { classesOf } from './labels';
import { normalLatents } from './latents';
import { defineModel } from './model';
import { sgan2dPage } from './pages/sgan-2d';
import { pointFeatures, pointFields, pointGenerator, POINT_VALUES, standardization } from './points';
import {
  keptLabels,
  realness,
  SEMI_SUPERVISED_METRICS,
  semiSupervisedEvaluation,
  semiSupervisedFields,
  semiSupervisedStep,
} from './semi-supervised';

const fields = {
  ...pointFields,
  learningRate: field.learningRate(1e-3, 'Step size of Adam, for both networks.'),
  beta1: field.beta1(0.5),
  beta2: field.beta2(0.999),
  ...semiSupervisedFields,
  labelled: { ...semiSupervisedFields.labelled, default: 20 },
};

export const sgan2d = defineModel({
  id: 'sgan-2d',
  title: 'Semi-supervised GAN (2-D)',
  family: 'GAN',
  summary: 'Tells classes of points apart from a few labels, with the help of all the points that have none.',
  paper: 'Salimans et al., Improved Techniques for Training GANs, 2016',
  page: sgan2dPage,
  data: 'points',
  needsLabels: true,
  fields,
  presets: [],
  metrics: SEMI_SUPERVISED_METRICS,
  headlineMetric: 'validation_accuracy',
  figures: ['points'],
  defaultBudget: { unit: 'steps', count: 5000 },

  build({ random, seed, classes: known, training }, hp) {
    const classes = classesOf(known, 'A semi-supervised GAN');
    const { toStandard, fromStandard } = standardization(training);
    const drawLatents = normalLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const G = network('generator', initializer);
    const generate = pointGenerator(G, { name: 'z', shape: [hp.latentSize] }, hp);
    const D = network('discriminator', initializer);
    const features = pointFeatures(D, hp);
    const classify = D.stack('classes', features, [dense('output', classes)]);

    const kept = keptLabels(training, POINT_VALUES, classes, hp.labelled, seed);
    const { generator, discriminator, both } = players(G, D, (network) => adam([network], hp));
    const asSeen = toStandard;
    const game = { generator, discriminator, kept, drawLatents, generate, asSeen, features, classify };
    return {
      ...both,
      constants: [kept.items, kept.labels],
      generator: {
        latentSize: hp.latentSize,
        classes: null,
        drawLatents,
        decode: (z) => fromStandard(generate(z)),
      },
      judge: {
        gives: 'probabilities',
        at: (points) => tf.sigmoid(realness(classify(features(toStandard(points))))),
      },
      step: (context) => semiSupervisedStep(context, game, hp),
      evaluate: (batch) => semiSupervisedEvaluation(game, batch),
    };
  },
});
