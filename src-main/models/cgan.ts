/**
 * Conditional GAN: generator and discriminator are both told the class.
 *
 * Mirza and Osindero 2014, "Conditional Generative Adversarial Nets", in the form of “GAN basics” (`sources.ts`): G multiplies z with
 * an embedding of the label of z's size, D takes an embedding of the label of the image's size as one more channel. The
 * embeddings start as N(0, 1): at the networks' own deviation the label is lost beside z and the image, and after 1000
 * steps 14 % of samples had the class asked for instead of 65 %. The networks are those of a DCGAN (`dcgan.ts`), the
 * game that of `adversarial.ts`; generated images take the labels of the batch's real ones.
 */
import type { Training } from '../engine/layers';
import { dense, embedding } from '../engine/layers';
import { network, normalInitializer } from '../engine/network';
import { adam } from '../engine/optimizers';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import { adversarialStep, players } from './adversarial';
import { dcganFeatures, dcganGenerator, toSigned, toUnit } from './dcgan';
import * as field from './fields';
import { QUARTERED } from './image-size';
import { classesOf, labelsOf, labelsOfBatch } from './labels';
import { normalLatents } from './latents';
import { GAN_METRICS } from './metrics';
import { defineModel } from './model';
import { cganPage } from './pages/cgan';
import { SOURCES } from './sources';

const fields = {
  latentSize: field.latentSize(100),
  filters: field.filters(32),
  initialDeviation: field.initialDeviation(0.05),
  batchSize: field.batchSize(64, 'Real images, and as many generated ones, in a step.'),
  learningRate: field.learningRate(2e-4, 'Step size of Adam, for both networks.'),
  beta1: field.beta1(0.5),
  beta2: field.beta2(0.999),
  ...field.adversarial,
};

export const cgan = defineModel({
  id: 'cgan',
  title: 'Conditional GAN',
  family: 'GAN',
  summary: 'A GAN that is told what to make: both networks see the class, so each class can be asked for.',
  paper: 'Mirza and Osindero, Conditional Generative Adversarial Nets, 2014',
  page: cganPage,
  data: 'images',
  sidesDivisibleBy: QUARTERED,
  needsLabels: true,
  conditional: true,
  fields,
  presets: [
    {
      id: 'simultaneous',
      label: 'Simultaneous updates',
      help: 'Both gradients of a step are taken before either update.',
      source: SOURCES.ganBasics,
      hyperparameters: { updates: 'simultaneous' },
    },
  ],
  metrics: GAN_METRICS,
  headlineMetric: 'g_loss',
  figures: ['samples'],
  defaultBudget: { unit: 'steps', count: 5000 },

  build({ random, classes: known, ...image }, hp) {
    const classes = classesOf(known, 'A conditional GAN');
    const { height, width, channels, pixels } = image;
    const drawLatents = normalLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const unit = normalInitializer(random, 1);
    const label = { name: 'label', shape: [classes] };
    const oneHot = (labels: Tensor1D): Tensor2D => tf.oneHot(labels, classes) as Tensor2D;

    const G = network('generator', initializer);
    const latentEmbedding = G.stack('embedding', label, [embedding('embedding', hp.latentSize, unit)]);
    const shape = [hp.latentSize];
    const product = { name: 'z', shape, joined: { stack: latentEmbedding, by: '×', own: shape } } as const;
    const decode = dcganGenerator(G, product, image, hp.filters);
    const generate = (z: Tensor2D, labels: Tensor1D, training?: Training): Tensor2D =>
      decode(tf.mul(z, latentEmbedding(oneHot(labels))), training);

    const D = network('discriminator', initializer);
    const imageEmbedding = D.stack('embedding', label, [embedding('embedding', height * width, unit)]);
    const withLabel = { height, width, channels: channels + 1 };
    const features = dcganFeatures(D, withLabel, hp.filters, {
      normalized: true,
      joined: { stack: imageEmbedding, by: ',', own: [pixels] },
    });
    const verdict = D.stack('verdict', features, [dense('output', 1)]);
    const discriminate = (images: Tensor2D, labels: Tensor1D, training: Training): Tensor2D => {
      const planes = tf.reshape(imageEmbedding(oneHot(labels)), [-1, height, width, 1]);
      const pictures = tf.reshape(images, [-1, height, width, channels]);
      const stacked = tf.reshape(tf.concat([pictures, planes], 3), [-1, pixels + height * width]);
      return verdict(features(stacked, training));
    };

    const { generator, discriminator, both } = players(G, D, (network) => adam([network], hp));
    return {
      ...both,
      generator: {
        latentSize: hp.latentSize,
        classes,
        drawLatents,
        decode(z, labels) {
          if (labels === null) throw new Error('A conditional GAN is asked for classes.');
          return toUnit(generate(z, labels));
        },
      },
      step(context) {
        const labels = labelsOf(context);
        const z = drawLatents(context.random, 'z', hp.batchSize);
        const game = {
          generator,
          discriminator,
          generate: (training: Training) => generate(z, labels, training),
          discriminate: (images: Tensor2D, training: Training) =>
            discriminate(images, labelsOfBatch(labels, images), training),
        };
        return adversarialStep({ ...context, x: toSigned(context.x) }, game, hp);
      },
    };
  },
});
