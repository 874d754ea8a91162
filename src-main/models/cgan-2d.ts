/**
 * Conditional GAN for points of the plane, in the form of the paper: the class, one-hot encoded, is concatenated with z
 * for the generator and with the point for the discriminator. The objective is that of `objectives/adversarial.ts`.
 *
 * Mirza and Osindero 2014, "Conditional Generative Adversarial Nets", section 3.2.
 */
import { dense } from '../engine/layers';
import { concat } from '../engine/merge';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Tensor1D, Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { classesOf, labelsOf, labelsOfBatch } from './labels';
import { conditionalGeneratorOf, normalLatents, oneHot } from './latents';
import { defineModel } from './model';
import { adversarial, adversaries, ofClasses } from './objectives/adversarial';
import { nonSaturating } from './objectives/criteria';
import { cgan2dPage } from './pages/cgan-2d';
import { featureLayers, generatorLayers, POINT, pointFields, standardization } from './points';

const objective = adversarial(nonSaturating);

const fields = {
  ...pointFields,
  ...field.adamOfBoth({ learningRate: 1e-3, beta1: 0.5 }),
  ...objective.fields,
};

export const cgan2d = defineModel({
  id: 'cgan-2d',
  title: 'Conditional GAN (2-D)',
  family: 'GAN',
  summary: 'A GAN of points that is given the class: each mode can be asked for, so that none is left out.',
  paper: 'Mirza and Osindero, Conditional Generative Adversarial Nets, 2014',
  page: cgan2dPage,
  data: 'points',
  needsLabels: true,
  conditional: true,
  fields,
  examplesPerStep: ['batchSize'],
  presets: [],
  metrics: objective.metrics,
  headlineMetric: 'd_accuracy',
  figures: ['points', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, classes: known, training }, hp) {
    const classes = classesOf(known, 'A conditional GAN');
    const { toStandard, fromStandard } = standardization(training);
    const latents = normalLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const label = { name: 'class', shape: [classes] };

    const G = network('generator', initializer);
    const latentAndClass = concat({ name: 'z', shape: [hp.latentSize] }, label);
    const decode = G.stack('generator', latentAndClass, generatorLayers(hp));
    const generate = (z: Tensor2D, shares: Tensor2D): Tensor2D => decode(z, shares);

    const D = network('discriminator', initializer);
    const features = D.stack('features', concat(POINT, label), featureLayers(hp));
    const logit = D.stack('logit', features, [dense('output', 1)]);
    const discriminate = (points: Tensor2D, labels: Tensor1D): Tensor2D =>
      logit(features(points, oneHot(labels, classes)));

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    return {
      ...trained,
      generator: conditionalGeneratorOf(latents, classes, (z, shares) => fromStandard(generate(z, shares))),
      discriminator: objective.discriminatorOutput(
        ofClasses(classes, (points, labels) => discriminate(toStandard(points), labels)),
      ),
      step(context) {
        const labels = labelsOf(context);
        const z = latents.drawLatents(context.random, 'z', hp.batchSize);
        const passes = {
          generate: () => generate(z, oneHot(labels, classes)),
          discriminate: (points: Tensor2D) => discriminate(points, labelsOfBatch(labels, points)),
        };
        return objective.step({ ...context, x: toStandard(context.x) }, { ...networks, ...passes }, hp);
      },
    };
  },
});
