/**
 * Convolutional GAN of a Keras example (`sources.ts`): D has three strided convolutions with dropout, G three
 * normalised upsampling stages; the objective of `objectives/adversarial.ts` on joint batches, with fresh latents for
 * each network.
 *
 * It derives from Goodfellow et al. 2014 and Radford et al. 2015; unlike those, D uses plain ReLU and dropout, and G
 * upsamples by repeating pixels. LeakyReLU has Keras' default slope of 0.3. Layers before a normalisation have no bias,
 * because the normalisation would subtract it; in the example they have one, to no effect. The example generates D's
 * fakes with `generator.predict`, that is, with moving averages and without dropout; here they are generated as in
 * training, like those of G's own pass.
 */
import { network, glorotInitializer } from '../engine/network';
import {
  batchNormalization,
  convolution,
  dense,
  dropout,
  flatten,
  leakyRelu,
  relu,
  reshape,
  sigmoid,
  transposedConvolution,
  upsample,
  type TrainingPass,
} from '../engine/layers';
import { adam } from '../engine/optimizers';
import * as field from './fields';
import { downsampledSize, DOWNSAMPLING_FACTOR } from './image-size';
import { generatorOf, uniformLatents } from './latents';
import { defineModel } from './model';
import { adversarial, adversaries } from './objectives/adversarial';
import { nonSaturating } from './objectives/criteria';
import { ganConvPage } from './pages/gan-conv';
import { SOURCES } from './sources';

const objective = adversarial(nonSaturating);

const fields = {
  latentSize: field.latentSize(32),
  filters: field.filters(64),
  dropout: field.dropoutRate(
    0.4,
    'Share of values dropped after each convolution of D and before the first of G.',
  ),
  batchSize: field.batchSize(128, 'Real images, and as many generated ones, in a step.'),
  ...field.adamOfBoth({ learningRate: 4e-4, beta1: 0.9 }),
  ...objective.fields,
  jointBatch: { ...objective.fields.jointBatch, default: true },
};

const SLOPE = 0.3;
const MOMENTUM = { momentum: 0.9 };

export const ganConv = defineModel({
  id: 'gan-conv',
  title: 'Convolutional GAN',
  family: 'GAN',
  prior: 'uniform',
  summary:
    'A GAN of convolutions with dropout and batch normalisation: sharper digits than an MLP, for more work.',
  paper: 'Goodfellow et al., Generative Adversarial Nets, 2014',
  page: ganConvPage,
  data: 'images',
  sidesDivisibleBy: DOWNSAMPLING_FACTOR,
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize'],
  presets: [
    {
      id: 'keras',
      label: 'Keras convolutional GAN',
      help: '2,000 iterations, a row of five every 100.',
      source: SOURCES.generativeModels,
      hyperparameters: {},
      budget: { unit: 'steps', count: 2000 },
      sampleEvery: 100,
      sampleSheet: { columns: 5, rows: 1 },
    },
  ],
  metrics: objective.metrics,
  headlineMetric: 'g_loss',
  figures: ['samples', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 2000 },

  build({ height, width, channels, pixels, random }, hp) {
    const latents = uniformLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const [h, w] = downsampledSize(height, width);
    const n = hp.filters;
    const G = network('generator', initializer);
    const generate = G.stack('generator', { name: 'z', shape: [hp.latentSize] }, [
      dense('seed', h * w * n, { bias: false }),
      batchNormalization('normalization_1', MOMENTUM),
      leakyRelu(SLOPE),
      reshape([h, w, n]),
      dropout('dropout', hp.dropout),
      upsample(),
      transposedConvolution('stage_2', Math.ceil(n / 2), { kernel: 5, bias: false }),
      batchNormalization('normalization_2', MOMENTUM),
      leakyRelu(SLOPE),
      upsample(),
      transposedConvolution('stage_3', Math.ceil(n / 4), { kernel: 5, bias: false }),
      batchNormalization('normalization_3', MOMENTUM),
      leakyRelu(SLOPE),
      convolution('output', channels, { kernel: 5 }),
      sigmoid(),
      flatten(),
    ]);
    const D = network('discriminator', initializer);
    const discriminate = D.stack('discriminator', { name: 'image', shape: [pixels] }, [
      reshape([height, width, channels]),
      ...[n, 2 * n, 4 * n].flatMap((filters, i) => [
        convolution(`convolution_${String(i + 1)}`, filters, { kernel: 5, stride: 2 }),
        relu(),
        dropout(`dropout_${String(i + 1)}`, hp.dropout),
      ]),
      flatten(),
      dense('output', 1),
    ]);

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    return {
      ...trained,
      generator: generatorOf(latents, generate),
      discriminator: objective.discriminatorOutput((images) => discriminate(images)),
      step(context) {
        const passes = {
          generate: (training: TrainingPass) =>
            generate(latents.drawLatents(context.random, `z/${training.pass}`, hp.batchSize), training),
          discriminate,
        };
        return objective.step(context, { ...networks, ...passes }, hp);
      },
    };
  },
});
