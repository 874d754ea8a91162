/**
 * Conditional GAN: generator and discriminator both take the class as an input.
 *
 * Mirza and Osindero 2014, "Conditional Generative Adversarial Nets", in the form of “GAN basics” (`sources.ts`): G
 * multiplies z by an embedding of the label, of the size of z; D takes an embedding of the label, of the size of the
 * image, as an additional channel. The embeddings start as N(0, 1): with the networks' own initial standard deviation
 * the label has no effect beside z and the image, and after 1000 steps 14 % of samples had the requested class instead
 * of 65 %. The networks are those of a DCGAN (`dcgan.ts`), the objective is that of `objectives/adversarial.ts`;
 * generated images take the labels of the real images in the batch.
 */
import type { TrainingPass } from '../engine/layers';
import { dense, embedding, reshape } from '../engine/layers';
import { concat, multiply } from '../engine/merge';
import { network, normalInitializer } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Tensor1D, Tensor2D } from '../engine/tensorflow';
import { featureLayers, generatorLayers, toSigned, toUnit } from './dcgan';
import * as field from './fields';
import { DOWNSAMPLING_FACTOR } from './image-size';
import { classesOf, labelsOf, labelsOfBatch } from './labels';
import { conditionalGeneratorOf, normalLatents, oneHot } from './latents';
import { defineModel } from './model';
import { adversarial, adversaries, ofClasses } from './objectives/adversarial';
import { nonSaturating } from './objectives/criteria';
import { cganPage } from './pages/cgan';
import { SOURCES } from './sources';

const objective = adversarial(nonSaturating);

const fields = {
  latentSize: field.latentSize(100),
  filters: field.filters(32),
  initialDeviation: field.initialDeviation(0.05),
  batchSize: field.batchSize(64, 'Real images, and as many generated ones, in a step.'),
  ...field.adamOfBoth({ learningRate: 2e-4, beta1: 0.5 }),
  ...objective.fields,
};

export const cgan = defineModel({
  id: 'cgan',
  title: 'Conditional GAN',
  family: 'GAN',
  summary: 'A GAN that is given the class: both networks see it, so each class can be asked for.',
  paper: 'Mirza and Osindero, Conditional Generative Adversarial Nets, 2014',
  page: cganPage,
  data: 'images',
  sidesDivisibleBy: DOWNSAMPLING_FACTOR,
  needsLabels: true,
  conditional: true,
  fields,
  examplesPerStep: ['batchSize'],
  presets: [
    {
      id: 'simultaneous',
      label: 'Simultaneous updates',
      help: 'Both gradients of a step are taken before either update.',
      source: SOURCES.ganBasics,
      hyperparameters: { updates: 'simultaneous' },
    },
  ],
  metrics: objective.metrics,
  headlineMetric: 'g_loss',
  figures: ['samples', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, classes: known, ...image }, hp) {
    const classes = classesOf(known, 'A conditional GAN');
    const { height, width, channels, pixels } = image;
    const latents = normalLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const unit = normalInitializer(random, 1);
    const label = { name: 'label', shape: [classes] };

    const G = network('generator', initializer);
    const latentEmbedding = G.stack('embedding', label, [embedding('embedding', hp.latentSize, unit)]);
    const product = multiply({ name: 'z', shape: [hp.latentSize] }, latentEmbedding);
    const decode = G.stack('generator', product, generatorLayers(image, hp.filters));
    const generate = (z: Tensor2D, shares: Tensor2D, training?: TrainingPass): Tensor2D =>
      decode(z, latentEmbedding(shares), training);

    const D = network('discriminator', initializer);
    const labelPlane = D.stack('embedding', label, [
      embedding('embedding', height * width, unit),
      reshape([height, width, 1]),
    ]);
    const imagePlanes = D.stack('planes', { name: 'image', shape: [pixels] }, [
      reshape([height, width, channels]),
    ]);
    const planes = concat(imagePlanes, labelPlane);
    const features = D.stack('features', planes, featureLayers(hp.filters, { normalized: true }));
    const logit = D.stack('logit', features, [dense('output', 1)]);
    const discriminate = (images: Tensor2D, labels: Tensor1D, training?: TrainingPass): Tensor2D => {
      const plane = labelPlane(oneHot(labels, classes));
      return logit(features(imagePlanes(images), plane, training));
    };

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    return {
      ...trained,
      generator: conditionalGeneratorOf(latents, classes, (z, shares) => toUnit(generate(z, shares))),
      discriminator: objective.discriminatorOutput(
        ofClasses(classes, (images, labels) => discriminate(toSigned(images), labels)),
      ),
      step(context) {
        const labels = labelsOf(context);
        const z = latents.drawLatents(context.random, 'z', hp.batchSize);
        const passes = {
          generate: (training: TrainingPass) => generate(z, oneHot(labels, classes), training),
          discriminate: (images: Tensor2D, training: TrainingPass) =>
            discriminate(images, labelsOfBatch(labels, images), training),
        };
        return objective.step({ ...context, x: toSigned(context.x) }, { ...networks, ...passes }, hp);
      },
    };
  },
});
