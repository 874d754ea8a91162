/**
 * Least squares GAN for points of the plane: the least-squares criterion of `objectives/criteria.ts` between
 * perceptrons. Over the plane, D's output is near the target for real points where the data are, and near the target
 * for generated points elsewhere.
 *
 * Mao et al. 2017, "Least Squares Generative Adversarial Networks"; the paper also trains on a mixture of Gaussians.
 */
import { dense } from '../engine/layers';
import { network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { defineModel } from './model';
import { adversarial, adversaries } from './objectives/adversarial';
import { leastSquares } from './objectives/criteria';
import { unrolled, unrolledSteps } from './objectives/unrolled';
import { lsgan2dPage } from './pages/lsgan-2d';
import { featureLayers, packing, packsOf, pointFields, pointGenerator } from './points';

const objective = adversarial(leastSquares);

const fields = {
  ...pointFields,
  ...field.adamOfBoth({ learningRate: 1e-3, beta1: 0.5 }),
  ...objective.fields,
  packing,
  unrolledSteps,
};

export const lsgan2d = defineModel({
  id: 'lsgan-2d',
  title: 'Least squares GAN (2-D)',
  family: 'GAN',
  summary:
    'A GAN of points whose discriminator fits numbers: a landscape that keeps its slope far from the data.',
  paper: 'Mao et al., Least Squares Generative Adversarial Networks, 2017',
  page: lsgan2dPage,
  data: 'points',
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize', 'packing'],
  presets: [],
  metrics: objective.metrics,
  headlineMetric: 'd_accuracy',
  figures: ['points', 'discriminator'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, training }, hp) {
    const { toStandard, latents, initializer, G, generate, generator } = pointGenerator(random, training, hp);
    const D = network('discriminator', initializer);
    const hidden = featureLayers(hp);
    const last = dense('output', 1);
    const { input, pack } = packsOf(hp.packing);
    const features = D.stack('features', input, hidden);
    const output = D.stack('output', features, [last]);
    const discriminate = (packs: Tensor2D): Tensor2D => output(features(packs));

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    const ahead = unrolled(networks.discriminator, [...hidden, last], input.shape, hp, hp.unrolledSteps);
    return {
      ...trained,
      generator,
      // With packing D has no output for a single point.
      ...(hp.packing === 1 && {
        discriminator: objective.discriminatorOutput((points) => discriminate(toStandard(points))),
      }),
      step(context) {
        const z = latents.drawLatents(context.random, 'z', hp.batchSize * hp.packing);
        const passes = { generate: () => pack(generate(z)), discriminate, ...ahead };
        return objective.step({ ...context, x: pack(toStandard(context.x)) }, { ...networks, ...passes }, hp);
      },
    };
  },
});
