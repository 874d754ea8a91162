/**
 * Semi-supervised GAN: the objective of `objectives/semi-supervised.ts` between the networks of a DCGAN (`dcgan.ts`).
 *
 * Salimans et al. 2016, "Improved Techniques for Training GANs". The discriminator has no batch normalisation, so that
 * labelled, unlabelled and generated images are treated alike.
 */
import { dense, dropout } from '../engine/layers';
import { network, normalInitializer } from '../engine/network';
import { adam } from '../engine/optimizers';
import { generatorLayers, imageFeatures, toSigned, toUnit } from './dcgan';
import * as field from './fields';
import { QUARTERED } from './image-size';
import { classesOf } from './labels';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { adversaries } from './objectives/adversarial';
import { labelledSubset } from './objectives/labelled-subset';
import { sganPage } from './pages/sgan';
import { SEMI_SUPERVISED_METRICS, semiSupervised, semiSupervisedFields } from './objectives/semi-supervised';
import { SOURCES } from './sources';

const fields = {
  latentSize: field.latentSize(100),
  filters: field.filters(32),
  initialDeviation: field.initialDeviation(0.05),
  dropout: field.dropoutRate(0.3, 'Share of features dropped before the discriminator’s logits.'),
  batchSize: field.batchSize(64, 'Labelled, unlabelled and generated images, as many of each, in a step.'),
  ...field.adamOfBoth({ learningRate: 3e-4, beta1: 0.5 }),
  ...semiSupervisedFields,
};

export const sgan = defineModel({
  id: 'sgan',
  title: 'Semi-supervised GAN',
  family: 'GAN',
  summary:
    'Learns to classify from a few labels: its discriminator separates the classes, and real from generated.',
  paper: 'Salimans et al., Improved Techniques for Training GANs, 2016',
  page: sganPage,
  data: 'images',
  sidesDivisibleBy: QUARTERED,
  needsLabels: true,
  fields,
  examplesPerStep: ['batchSize'],
  heldOutShare: 'validationSplit',
  presets: [
    {
      id: 'without-feature-matching',
      label: 'Without feature matching',
      help: 'G tries to fool D, which separates the K classes and generated images.',
      source: SOURCES.ganBasics,
      hyperparameters: { featureMatching: false },
    },
  ],
  metrics: SEMI_SUPERVISED_METRICS,
  headlineMetric: 'validation_accuracy',
  figures: ['samples'],
  defaultBudget: { unit: 'steps', count: 3000 },

  build({ random, seed, classes: known, training, ...image }, hp) {
    const classes = classesOf(known, 'A semi-supervised GAN');
    const latents = normalLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const G = network('generator', initializer);
    const generate = G.stack(
      'generator',
      { name: 'z', shape: [hp.latentSize] },
      generatorLayers(image, hp.filters),
    );
    const D = network('discriminator', initializer);
    const features = imageFeatures(D, image, hp.filters, { normalized: false });
    const classify = D.stack('classes', features, [dropout('dropout', hp.dropout), dense('output', classes)]);

    const labelledSet = labelledSubset(training, image.pixels, classes, hp.labelled, seed);
    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    const { drawLatents } = latents;
    const passes = { drawLatents, generate, preprocess: toSigned, features, classify };
    return {
      ...trained,
      ...semiSupervised({ ...networks, ...passes, labelledSet }, hp),
      generator: generatorOf(latents, (z) => toUnit(generate(z))),
    };
  },
});
