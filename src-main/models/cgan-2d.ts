/**
 * Conditional GAN for points of the plane, in the form of the paper: the class, one-hot, stands beside z for the
 * generator and beside the point for the discriminator. The game is that of `adversarial.ts`.
 *
 * Mirza and Osindero 2014, "Conditional Generative Adversarial Nets", section 3.2.
 */
import { dense } from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import { adversarialStep, players } from './adversarial';
import * as field from './fields';
import { classesOf, labelsOf, labelsOfBatch } from './labels';
import { normalLatents } from './latents';
import { GAN_METRICS } from './metrics';
import { defineModel } from './model';
import { cgan2dPage } from './pages/cgan-2d';
import { pointFeatures, pointFields, pointGenerator, POINT_VALUES, standardization } from './points';

const fields = {
  ...pointFields,
  learningRate: field.learningRate(1e-3, 'Step size of Adam, for both networks.'),
  beta1: field.beta1(0.5),
  beta2: field.beta2(0.999),
  ...field.adversarial,
};

export const cgan2d = defineModel({
  id: 'cgan-2d',
  title: 'Conditional GAN (2-D)',
  family: 'GAN',
  summary: 'A GAN of points that is told the class: each mode can be asked for, so that none is left out.',
  paper: 'Mirza and Osindero, Conditional Generative Adversarial Nets, 2014',
  page: cgan2dPage,
  data: 'points',
  needsLabels: true,
  conditional: true,
  fields,
  presets: [],
  metrics: GAN_METRICS,
  headlineMetric: 'd_accuracy',
  figures: ['points'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, classes: known, training }, hp) {
    const classes = classesOf(known, 'A conditional GAN');
    const { toStandard, fromStandard } = standardization(training);
    const drawLatents = normalLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const oneHot = (labels: Tensor1D): Tensor2D => tf.cast(tf.oneHot(labels, classes), 'float32') as Tensor2D;

    const G = network('generator', initializer);
    const decode = pointGenerator(G, { name: 'z, class', shape: [hp.latentSize + classes] }, hp);
    const generate = (z: Tensor2D, labels: Tensor1D): Tensor2D => decode(tf.concat([z, oneHot(labels)], 1));

    const D = network('discriminator', initializer);
    const features = pointFeatures(D, hp, { name: 'point, class', shape: [POINT_VALUES + classes] });
    const verdict = D.stack('verdict', features, [dense('output', 1)]);
    const discriminate = (points: Tensor2D, labels: Tensor1D): Tensor2D =>
      verdict(features(tf.concat([points, oneHot(labels)], 1)));

    const { generator, discriminator, both } = players(G, D, (network) => adam([network], hp));
    return {
      ...both,
      generator: {
        latentSize: hp.latentSize,
        classes,
        drawLatents,
        decode(z, labels) {
          if (labels === null) throw new Error('A conditional GAN is asked for classes.');
          return fromStandard(generate(z, labels));
        },
      },
      judge: {
        gives: 'probabilities',
        /** The best that any class makes of a point. */
        at(points) {
          const standard = toStandard(points);
          const byClass = Array.from({ length: classes }, (_, label) =>
            discriminate(standard, tf.fill([points.shape[0]], label, 'int32')),
          );
          return tf.sigmoid(tf.max<Tensor1D>(tf.concat(byClass, 1), 1));
        },
      },
      step(context) {
        const labels = labelsOf(context);
        const z = drawLatents(context.random, 'z', hp.batchSize);
        const game = {
          generator,
          discriminator,
          generate: () => generate(z, labels),
          discriminate: (points: Tensor2D) => discriminate(points, labelsOfBatch(labels, points)),
        };
        return adversarialStep({ ...context, x: toStandard(context.x) }, game, hp);
      },
    };
  },
});
