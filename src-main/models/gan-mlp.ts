/**
 * Vanilla GAN of two multilayer perceptrons: the objective of `objectives/adversarial.ts` with z ~ U(−1, 1).
 * Discriminator and generator use the same z in a step unless `freshLatents` draws others for the generator.
 *
 * Goodfellow et al. 2014, "Generative Adversarial Nets", whose algorithm 1 draws fresh latents. The form of a
 * TensorFlow example (`sources.ts`) is the default. One preset smooths the real label to 0.9, passes real and generated
 * images through D as one batch and draws fresh latents for G; another takes both gradients before either update.
 */
import { network, normalInitializer } from '../engine/network';
import { dense, relu, sigmoid, type TrainingPass } from '../engine/layers';
import { adam } from '../engine/optimizers';
import { boolean, number } from '../contract/hyperparameters';
import * as field from './fields';
import { hiddenLayers } from './hidden-layers';
import { generatorOf, uniformLatents } from './latents';
import { defineModel } from './model';
import { adversarial, adversaries } from './objectives/adversarial';
import { nonSaturating } from './objectives/criteria';
import { ganMlpPage } from './pages/gan-mlp';
import { SOURCES } from './sources';

const objective = adversarial(nonSaturating);

const fields = {
  latentSize: field.latentSize(100),
  hiddenUnits: field.hiddenUnits('128', 'Widths of the hidden layers of generator and discriminator.'),
  initialDeviation: field.initialDeviation(0.05),
  initialBias: number({
    label: 'Initial bias',
    help: 'Biases start at this value.',
    group: 'Architecture',
    default: 0.1,
    min: -1,
    max: 1,
  }),
  batchSize: field.batchSize(64, 'Real images, and as many generated ones, in a step.'),
  ...field.adamOfBoth({ learningRate: 0.001, beta1: 0.9 }),
  ...objective.fields,
  freshLatents: boolean({
    label: 'Fresh latents',
    help: 'G learns from latents of its own, as in the paper, not from those that D has just seen. Simultaneous updates then take a pass for each network.',
    group: 'Optimisation',
    default: false,
  }),
};

export const ganMlp = defineModel({
  id: 'gan-mlp',
  title: 'Vanilla GAN (MLP)',
  family: 'GAN',
  prior: 'uniform',
  summary:
    'Two small perceptrons: one generates images from noise, the other learns to distinguish them from real ones.',
  paper: 'Goodfellow et al., Generative Adversarial Nets, 2014',
  page: ganMlpPage,
  data: 'images',
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize'],
  presets: [
    {
      id: 'tensorflow',
      label: 'TensorFlow MLP GAN',
      help: '100,000 iterations, a sheet of 8×8 every 500.',
      source: SOURCES.tensorflowGan,
      hyperparameters: {},
      budget: { unit: 'steps', count: 100_000 },
      sampleEvery: 500,
      sampleSheet: { columns: 8, rows: 8 },
    },
    {
      id: 'keras-joint-batch',
      label: 'Keras GAN with joint batches',
      help: 'Real images labelled 0.9 and generated ones labelled 0 in one batch for D; fresh latents for G.',
      source: SOURCES.ganVsVae,
      hyperparameters: { jointBatch: true, realLabel: 0.9, freshLatents: true },
    },
    {
      id: 'simultaneous',
      label: 'Simultaneous updates',
      help: 'One forward pass feeds both losses; both gradients are taken before either update.',
      source: SOURCES.ganBasics,
      hyperparameters: { updates: 'simultaneous' },
    },
  ],
  metrics: objective.metrics,
  headlineMetric: 'g_loss',
  figures: ['samples', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 100_000 },

  build({ pixels, random }, hp) {
    const latents = uniformLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const G = network('generator', initializer, hp.initialBias);
    const generate = G.stack('generator', { name: 'z', shape: [hp.latentSize] }, [
      ...hiddenLayers(hp.hiddenUnits, () => [relu()], 'hidden'),
      dense('output', pixels),
      sigmoid(),
    ]);
    const D = network('discriminator', initializer, hp.initialBias);
    const discriminate = D.stack('discriminator', { name: 'image', shape: [pixels] }, [
      ...hiddenLayers(hp.hiddenUnits, () => [relu()], 'hidden'),
      dense('output', 1),
    ]);

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    return {
      ...trained,
      generator: generatorOf(latents, generate),
      discriminator: objective.discriminatorOutput((images) => discriminate(images)),
      step(context) {
        const draw = (stream: string) => latents.drawLatents(context.random, stream, hp.batchSize);
        const shared = hp.freshLatents ? null : draw('z');
        const generateInPass = ({ pass }: TrainingPass) => generate(shared ?? draw(`z/${pass}`));
        return objective.step(context, { ...networks, generate: generateInPass, discriminate }, hp);
      },
    };
  },
});
