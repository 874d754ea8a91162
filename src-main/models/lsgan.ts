/**
 * Least squares GAN of two multilayer perceptrons: the vanilla GAN with squared errors in place of cross-entropies, the
 * least-squares criterion of `objectives/criteria.ts`. A generated image is penalised even when it is far on the real
 * side of D's boundary, so G has a gradient where that of the sigmoid would vanish.
 *
 * Mao et al. 2017, "Least Squares Generative Adversarial Networks". The paper's networks are convolutional; these are
 * perceptrons, like those of `gan-mlp.ts`. z ~ N(0, I), the same for both networks in a step.
 */
import { dense, leakyRelu, relu, sigmoid } from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import * as field from './fields';
import { hiddenLayers } from './hidden-layers';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { adversarial, adversaries } from './objectives/adversarial';
import { leastSquares } from './objectives/criteria';
import { lsganPage } from './pages/lsgan';

const objective = adversarial(leastSquares);

const fields = {
  latentSize: field.latentSize(100),
  hiddenUnits: field.hiddenUnits('128', 'Widths of the hidden layers of generator and discriminator.'),
  batchSize: field.batchSize(64, 'Real images, and as many generated ones, in a step.'),
  ...field.adamOfBoth({ learningRate: 0.001, beta1: 0.5 }),
  ...objective.fields,
};

export const lsgan = defineModel({
  id: 'lsgan',
  title: 'Least squares GAN (MLP)',
  family: 'GAN',
  summary:
    'A GAN whose discriminator fits numbers instead of probabilities: its gradient does not vanish when it is sure.',
  paper: 'Mao et al., Least Squares Generative Adversarial Networks, 2017',
  page: lsganPage,
  data: 'images',
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize'],
  presets: [
    {
      id: 'pearson',
      label: 'Pearson χ² coding',
      help: 'a = −1, b = 1, c = 0 (eq. 8), with which the best D makes G minimise a Pearson χ² divergence.',
      hyperparameters: { coding: 'pearson' },
    },
  ],
  metrics: objective.metrics,
  headlineMetric: 'd_loss',
  figures: ['samples', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 50_000 },

  build({ pixels, random }, hp) {
    const latents = normalLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const G = network('generator', initializer);
    const generate = G.stack('generator', { name: 'z', shape: [hp.latentSize] }, [
      ...hiddenLayers(hp.hiddenUnits, () => [relu()], 'hidden'),
      dense('output', pixels),
      sigmoid(),
    ]);
    const D = network('discriminator', initializer);
    const discriminate = D.stack('discriminator', { name: 'image', shape: [pixels] }, [
      ...hiddenLayers(hp.hiddenUnits, () => [leakyRelu(0.2)], 'hidden'),
      dense('output', 1),
    ]);

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    return {
      ...trained,
      generator: generatorOf(latents, generate),
      discriminator: objective.discriminatorOutput((images) => discriminate(images)),
      step(context) {
        const z = latents.drawLatents(context.random, 'z', hp.batchSize);
        return objective.step(context, { ...networks, generate: () => generate(z), discriminate }, hp);
      },
    };
  },
});
