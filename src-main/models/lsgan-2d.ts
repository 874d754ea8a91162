/**
 * Least squares GAN for points of the plane: the least-squares criterion of `objectives/criteria.ts` between
 * perceptrons. What D gives all over the plane is near the target for real points on the data, and near that for
 * generated ones off them.
 *
 * Mao et al. 2017, "Least Squares Generative Adversarial Networks"; it trains on a mixture of Gaussians, too.
 */
import { dense } from '../engine/layers';
import { network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { defineModel } from './model';
import { adversarial, adversaries } from './objectives/adversarial';
import { leastSquares } from './objectives/criteria';
import { lsgan2dPage } from './pages/lsgan-2d';
import { featureLayers, POINT, pointFields, pointGenerator } from './points';

const objective = adversarial(leastSquares);

const fields = {
  ...pointFields,
  ...field.adamOfBoth({ learningRate: 1e-3, beta1: 0.5 }),
  ...objective.fields,
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
  examplesPerStep: ['batchSize'],
  presets: [],
  metrics: objective.metrics,
  headlineMetric: 'd_accuracy',
  figures: ['points'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, training }, hp) {
    const { toStandard, latents, initializer, G, generate, generator } = pointGenerator(random, training, hp);
    const D = network('discriminator', initializer);
    const features = D.stack('features', POINT, featureLayers(hp));
    const output = D.stack('output', features, [dense('output', 1)]);
    const discriminate = (points: Tensor2D): Tensor2D => output(features(points));

    const { trained, ...networks } = adversaries(G, D, (network) => adam([network], hp));
    return {
      ...trained,
      generator,
      decisionField: objective.decisionField((points) => discriminate(toStandard(points))),
      step(context) {
        const z = latents.drawLatents(context.random, 'z', hp.batchSize);
        const passes = { generate: () => generate(z), discriminate };
        return objective.step({ ...context, x: toStandard(context.x) }, { ...networks, ...passes }, hp);
      },
    };
  },
});
