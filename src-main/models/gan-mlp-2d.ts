/**
 * Vanilla GAN for points of the plane: the objective of `objectives/adversarial.ts` between perceptrons. Mode collapse
 * and the discriminator's output over the whole plane can be plotted.
 *
 * Goodfellow et al. 2014, "Generative Adversarial Nets"; rings and grids of Gaussians are the test of Metz et al. 2016,
 * "Unrolled Generative Adversarial Networks", section 3.1, whose unrolled updates are an option
 * (`objectives/unrolled.ts`). Another remedy is packing: D sees several points at once, so that it can detect a lack of
 * variety; Lin et al. 2018, "PacGAN", whose networks (maxout in D, batch normalisation in G) are also options.
 */
import { boolean, choice, number, type ValuesOf } from '../contract/hyperparameters';
import {
  batchNormalization,
  dense,
  leakyRelu,
  maxout,
  relu,
  type Layer,
  type TrainingPass,
} from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { layersOfSizes } from './hidden-layers';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { adversarial, adversaries } from './objectives/adversarial';
import { nonSaturating } from './objectives/criteria';
import { unrolled, unrolledSteps } from './objectives/unrolled';
import { ganMlp2dPage } from './pages/gan-mlp-2d';
import { generatorLayers, packing, packsOf, POINT_VALUES, pointFields, standardization } from './points';

const objective = adversarial(nonSaturating);

const fields = {
  ...pointFields,
  discriminatorUnits: {
    ...field.hiddenUnits('', 'Widths of the discriminator’s hidden layers.', 'as the generator'),
    label: 'Discriminator units',
  },
  discriminatorActivation: choice({
    label: 'Discriminator activation',
    help: 'Leaky ReLU of slope 0.2; or maxout, with which each unit is the largest of five, as PacGAN has it.',
    group: 'Architecture',
    default: 'leaky-relu',
    options: [
      { value: 'leaky-relu', label: 'Leaky ReLU' },
      { value: 'maxout', label: 'Maxout of 5' },
    ],
  }),
  generatorNormalization: boolean({
    label: 'Batch normalisation',
    help: 'After each hidden layer of the generator.',
    group: 'Architecture',
    default: false,
  }),
  ...field.adamOfBoth({ learningRate: 1e-3, beta1: 0.5 }),
  ...objective.fields,
  packing,
  discriminatorRate: number({
    label: 'Discriminator rate',
    help: 'Step size of D, as a factor of the learning rate.',
    group: 'Optimisation',
    default: 1,
    min: 0.001,
    max: 1000,
    scale: 'log',
  }),
  unrolledSteps,
};

const PIECES = 5;

/** [packing · 2] → [size of the last hidden layer] */
function discriminatorLayers(hp: ValuesOf<typeof fields>): Layer[] {
  const units = hp.discriminatorUnits === '' ? hp.hiddenUnits : hp.discriminatorUnits;
  return layersOfSizes(units, (name, size) =>
    hp.discriminatorActivation === 'maxout'
      ? [dense(name, PIECES * size), maxout(PIECES)]
      : [dense(name, size), leakyRelu(0.2)],
  );
}

/** [latentSize] → [2] */
function normalizedGeneratorLayers({ hiddenUnits }: ValuesOf<typeof fields>): Layer[] {
  const hidden = layersOfSizes(hiddenUnits, (name, size) => [
    dense(name, size, { bias: false }),
    batchNormalization(name.replace('hidden', 'normalization'), { momentum: 0.9 }),
    relu(),
  ]);
  return [...hidden, dense('output', POINT_VALUES)];
}

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
  examplesPerStep: ['batchSize', 'packing'],
  presets: [
    {
      id: 'collapse',
      label: 'Meant to collapse',
      help: 'Momentum and a higher rate set G and D chasing one another: the points run together and wander.',
      hyperparameters: { beta1: 0.9, learningRate: 0.002 },
      budget: { unit: 'steps', count: 3000 },
    },
    {
      id: 'unrolled',
      label: 'Unrolled GAN',
      help: 'The settings of the paper’s ring of Gaussians: five unrolled steps, 256 latents, two layers of 128, D a tenth as fast as G.',
      hyperparameters: {
        unrolledSteps: 5,
        latentSize: 256,
        hiddenUnits: '128, 128',
        batchSize: 512,
        discriminatorRate: 0.1,
      },
    },
    {
      id: 'pacgan',
      label: 'PacGAN',
      help: 'The networks and settings of the paper with packs of two points: 400 epochs of 100,000 points there.',
      hyperparameters: {
        hiddenUnits: '400, 400, 400, 400',
        discriminatorUnits: '200, 200, 200',
        discriminatorActivation: 'maxout',
        generatorNormalization: true,
        batchSize: 100,
        learningRate: 1e-4,
        beta1: 0.8,
        packing: 2,
      },
      budget: { unit: 'steps', count: 40_000 },
    },
  ],
  metrics: objective.metrics,
  headlineMetric: 'd_accuracy',
  figures: ['points', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, training }, hp) {
    const { toStandard, fromStandard } = standardization(training);
    const latents = normalLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const G = network('generator', initializer);
    const generate = G.stack(
      'generator',
      { name: 'z', shape: [hp.latentSize] },
      hp.generatorNormalization ? normalizedGeneratorLayers(hp) : generatorLayers(hp),
    );
    const D = network('discriminator', initializer);
    const hidden = discriminatorLayers(hp);
    const output = dense('output', 1);
    const { input, pack } = packsOf(hp.packing);
    const features = D.stack('features', input, hidden);
    const logit = D.stack('logit', features, [output]);
    const discriminate = (packs: Tensor2D): Tensor2D => logit(features(packs));

    const discriminatorOptions = { ...hp, rateScale: hp.discriminatorRate };
    const { trained, ...networks } = adversaries(G, D, (network) =>
      adam([network], network === D ? discriminatorOptions : hp),
    );
    const ahead = unrolled(
      networks.discriminator,
      [...hidden, output],
      input.shape,
      discriminatorOptions,
      hp.unrolledSteps,
    );
    return {
      ...trained,
      generator: generatorOf(latents, (z) => fromStandard(generate(z))),
      // With packing D has no output for a single point.
      ...(hp.packing === 1 && {
        discriminator: objective.discriminatorOutput((points) => discriminate(toStandard(points))),
      }),
      step(context) {
        const z = latents.drawLatents(context.random, 'z', hp.batchSize * hp.packing);
        const passes = {
          generate: (training: TrainingPass) => pack(generate(z, training)),
          discriminate,
          ...ahead,
        };
        return objective.step({ ...context, x: pack(toStandard(context.x)) }, { ...networks, ...passes }, hp);
      },
    };
  },
});
