/**
 * Semi-supervised GAN: the objective of `objectives/semi-supervised.ts`.
 *
 * Salimans et al. 2016, "Improved Techniques for Training GANs". The default networks are those of a DCGAN
 * (`dcgan.ts`), without batch normalisation in D, so that labelled, unlabelled and generated images are treated alike.
 * The alternative is the dense networks with which the paper classifies MNIST from 100 labels: Gaussian noise on every
 * layer of D, weight normalisation, softplus and batch normalisation in G (`dense-semi-supervised.ts`).
 */
import { boolean, choice, number } from '../contract/hyperparameters';
import { dense, dropout } from '../engine/layers';
import { network, normalInitializer } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Tensor2D } from '../engine/tensorflow';
import { generatorLayers, imageFeatures, toSigned, toUnit } from './dcgan';
import {
  classLayers,
  denseGeneratorLayers,
  featureLayers,
  startFromData,
  startingItems,
} from './dense-semi-supervised';
import * as field from './fields';
import { DOWNSAMPLING_FACTOR } from './image-size';
import { classesOf } from './labels';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { adversaries } from './objectives/adversarial';
import { labelledSubset } from './objectives/labelled-subset';
import { sganPage } from './pages/sgan';
import { SEMI_SUPERVISED_METRICS, semiSupervised, semiSupervisedFields } from './objectives/semi-supervised';
import { SOURCES } from './sources';

const noise = (value: number, label: string, help: string) =>
  number({ label, help, group: 'Architecture', default: value, min: 0, max: 5 });

const fields = {
  latentSize: field.latentSize(100),
  networks: choice({
    label: 'Networks',
    help: 'Convolutional: those of a DCGAN. Dense: those of the paper for MNIST, with noise on the layers of D and weight normalisation.',
    group: 'Architecture',
    default: 'convolutional',
    options: [
      { value: 'convolutional', label: 'Convolutional' },
      { value: 'dense', label: 'Dense, with noise' },
    ],
  }),
  filters: field.filters(32),
  initialDeviation: field.initialDeviation(0.05),
  dropout: field.dropoutRate(
    0.3,
    'Share of features dropped before the logits of the convolutional discriminator.',
  ),
  generatorUnits: {
    ...field.hiddenUnits('500, 500', 'Widths of the dense generator’s hidden layers.'),
    label: 'Generator units',
  },
  discriminatorUnits: {
    ...field.hiddenUnits('1000, 500, 250, 250, 250', 'Widths of the dense discriminator’s hidden layers.'),
    label: 'Discriminator units',
  },
  inputNoise: noise(
    0.3,
    'Input noise',
    'Standard deviation of the noise on images before the dense discriminator.',
  ),
  layerNoise: noise(
    0.5,
    'Layer noise',
    'Standard deviation of the noise after each hidden layer of the dense discriminator.',
  ),
  startFromData: boolean({
    label: 'Start from data',
    help: 'Scales and biases of the dense discriminator start so that all its units have outputs of unit deviation for some training images: else noise drowns them in the first thousands of steps.',
    group: 'Architecture',
    default: false,
  }),
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
  sidesDivisibleBy: DOWNSAMPLING_FACTOR,
  needsLabels: true,
  fields,
  examplesPerStep: ['batchSize'],
  heldOutShare: 'validationSplit',
  presets: [
    {
      id: 'paper',
      label: 'MNIST from 100 labels, as in the paper',
      help: 'Dense networks with noise and weight normalisation, batches of 100, Adam at 0.003, nothing held out; the paper trains for 300 epochs, these are 40.',
      hyperparameters: {
        networks: 'dense',
        batchSize: 100,
        learningRate: 0.003,
        unsupervisedWeight: 0.5,
        validationSplit: 0,
      },
      budget: { unit: 'steps', count: 24_000 },
    },
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
  figures: ['samples', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 3000 },

  build({ random, seed, classes: known, training, ...image }, hp) {
    const classes = classesOf(known, 'A semi-supervised GAN');
    const latents = normalLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const G = network('generator', initializer);
    const D = network('discriminator', initializer);
    const isDense = hp.networks === 'dense';
    const generate = G.stack(
      'generator',
      { name: 'z', shape: [hp.latentSize] },
      isDense ? denseGeneratorLayers(hp, image.pixels) : generatorLayers(image, hp.filters),
    );
    const features = isDense
      ? D.stack('features', { name: 'image', shape: [image.pixels] }, featureLayers(hp))
      : imageFeatures(D, image, hp.filters, { normalized: false });
    const classify = D.stack(
      'classes',
      features,
      isDense ? classLayers(hp, classes) : [dropout('dropout', hp.dropout), dense('output', classes)],
    );

    if (isDense && hp.startFromData) startFromData(D, startingItems(training, image.pixels), random, hp);
    const labelledSet = labelledSubset(training, image.pixels, classes, hp.labelled, seed);
    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    const { drawLatents } = latents;
    const passes = {
      drawLatents,
      generate,
      preprocess: isDense ? (images: Tensor2D) => images : toSigned,
      features,
      classify,
    };
    return {
      ...trained,
      ...semiSupervised({ ...networks, ...passes, labelledSet }, hp),
      generator: generatorOf(latents, (z) => (isDense ? generate(z) : toUnit(generate(z)))),
    };
  },
});
