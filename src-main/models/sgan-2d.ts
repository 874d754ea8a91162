/**
 * Semi-supervised GAN for points of the plane: the objective of `objectives/semi-supervised.ts` between perceptrons. Two
 * moons with a few labels each are the classic test: the decision boundary should follow the gap between them.
 *
 * Salimans et al. 2016, "Improved Techniques for Training GANs", section 5.
 */
import { dense } from '../engine/layers';
import { network } from '../engine/network';
import { adam } from '../engine/optimizers';
import * as field from './fields';
import { classesOf } from './labels';
import { defineModel } from './model';
import { adversaries } from './objectives/adversarial';
import { labelledSubset } from './objectives/labelled-subset';
import { sgan2dPage } from './pages/sgan-2d';
import { featureLayers, POINT, POINT_VALUES, pointFields, pointGenerator } from './points';
import { SEMI_SUPERVISED_METRICS, semiSupervised, semiSupervisedFields } from './objectives/semi-supervised';

const fields = {
  ...pointFields,
  ...field.adamOfBoth({ learningRate: 1e-3, beta1: 0.5 }),
  ...semiSupervisedFields,
  labelled: { ...semiSupervisedFields.labelled, default: 20 },
};

export const sgan2d = defineModel({
  id: 'sgan-2d',
  title: 'Semi-supervised GAN (2-D)',
  family: 'GAN',
  summary: 'Separates classes of points by a few labels, with the help of all the points that have none.',
  paper: 'Salimans et al., Improved Techniques for Training GANs, 2016',
  page: sgan2dPage,
  data: 'points',
  needsLabels: true,
  fields,
  examplesPerStep: ['batchSize'],
  heldOutShare: 'validationSplit',
  presets: [],
  metrics: SEMI_SUPERVISED_METRICS,
  headlineMetric: 'validation_accuracy',
  figures: ['points', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 5000 },

  build({ random, seed, classes: known, training }, hp) {
    const classes = classesOf(known, 'A semi-supervised GAN');
    const { toStandard, latents, initializer, G, generate, generator } = pointGenerator(random, training, hp);
    const D = network('discriminator', initializer);
    const features = D.stack('features', POINT, featureLayers(hp));
    const classify = D.stack('classes', features, [dense('output', classes)]);

    const labelledSet = labelledSubset(training, POINT_VALUES, classes, hp.labelled, seed);
    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    const { drawLatents } = latents;
    const passes = { drawLatents, generate, preprocess: toStandard, features, classify };
    return {
      ...trained,
      ...semiSupervised({ ...networks, ...passes, labelledSet }, hp),
      generator,
    };
  },
});
