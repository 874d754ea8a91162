/**
 * Vanilla GAN for points of the plane: the objective of `objectives/adversarial.ts` between perceptrons, where mode
 * collapse and the discriminator's output all over the plane can be seen.
 *
 * Goodfellow et al. 2014, "Generative Adversarial Nets"; rings and grids of Gaussians are the test of Metz et al. 2016,
 * "Unrolled Generative Adversarial Networks", section 3.1.
 */
import { dense } from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { adversarial, adversaries } from './objectives/adversarial';
import { nonSaturating } from './objectives/criteria';
import { ganMlp2dPage } from './pages/gan-mlp-2d';
import { featureLayers, generatorLayers, POINT, pointFields, standardization } from './points';

const objective = adversarial(nonSaturating);

const fields = {
  ...pointFields,
  ...field.adamOfBoth({ learningRate: 1e-3, beta1: 0.5 }),
  ...objective.fields,
};

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
  examplesPerStep: ['batchSize'],
  presets: [
    {
      id: 'collapse',
      label: 'Meant to collapse',
      help: 'Momentum and a higher rate set G and D chasing one another: the points run together and wander.',
      hyperparameters: { beta1: 0.9, learningRate: 0.002 },
      budget: { unit: 'steps', count: 3000 },
    },
  ],
  metrics: objective.metrics,
  headlineMetric: 'd_accuracy',
  figures: ['points'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, training }, hp) {
    const { toStandard, fromStandard } = standardization(training);
    const latents = normalLatents(hp.latentSize);
    const initializer = glorotInitializer(random);
    const G = network('generator', initializer);
    const generate = G.stack('generator', { name: 'z', shape: [hp.latentSize] }, generatorLayers(hp));
    const D = network('discriminator', initializer);
    const features = D.stack('features', POINT, featureLayers(hp));
    const logit = D.stack('logit', features, [dense('output', 1)]);
    const discriminate = (points: Tensor2D): Tensor2D => logit(features(points));

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    return {
      ...trained,
      generator: generatorOf(latents, (z) => fromStandard(generate(z))),
      decisionField: objective.decisionField((points) => discriminate(toStandard(points))),
      step(context) {
        const z = latents.drawLatents(context.random, 'z', hp.batchSize);
        const passes = { generate: () => generate(z), discriminate };
        return objective.step({ ...context, x: toStandard(context.x) }, { ...networks, ...passes }, hp);
      },
    };
  },
});
