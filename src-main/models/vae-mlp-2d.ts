/**
 * Variational autoencoder for points of the plane: the objective of `objectives/variational.ts` with a Gaussian decoder
 * of one standard deviation. The samples shown are the decoder's means, without that noise.
 *
 * Kingma and Welling 2013, "Auto-Encoding Variational Bayes".
 */
import { number } from '../contract/hyperparameters';
import { dense, relu, type TrainingPass } from '../engine/layers';
import { gaussianNegativeLogLikelihood } from '../engine/losses';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { hiddenLayers } from './hidden-layers';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { vaeMlp2dPage } from './pages/vae-mlp-2d';
import { pointFields, POINT_VALUES, standardization } from './points';
import { beta, variational, variationalMetrics } from './objectives/variational';

const fields = {
  ...pointFields,
  learningRate: field.learningRate(1e-3),
  validationSplit: field.validationSplit(),
  decoderDeviation: number({
    label: 'Decoder std. dev.',
    help: 'How far points may lie from what is decoded, in standard deviations of the data: the smaller, the finer.',
    group: 'Objective',
    default: 0.05,
    min: 0.001,
    max: 1,
    scale: 'log',
  }),
  beta,
};

export const vaeMlp2d = defineModel({
  id: 'vae-mlp-2d',
  title: 'VAE (2-D)',
  family: 'VAE',
  summary: 'A VAE of points in the plane: it covers every mode, and draws bridges between them.',
  paper: 'Kingma and Welling, Auto-Encoding Variational Bayes, 2013',
  page: vaeMlp2dPage,
  data: 'points',
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize'],
  heldOutShare: 'validationSplit',
  presets: [],
  metrics: variationalMetrics('standardised points', { decoderDeviation: fields.decoderDeviation.default }),
  headlineMetric: 'loss',
  figures: ['points', 'latent-scatter'],
  defaultBudget: { unit: 'steps', count: 10_000 },

  build({ random, training }, hp) {
    const { toStandard, fromStandard } = standardization(training);
    const initializer = glorotInitializer(random);
    const hidden = () => hiddenLayers(hp.hiddenUnits, () => [relu()]);
    const E = network('encoder', initializer);
    const body = E.stack('body', { name: 'point', shape: [POINT_VALUES] }, hidden());
    const mean = E.stack('mean', body, [dense('mean', hp.latentSize)]);
    const logVariance = E.stack('log variance', body, [dense('log_variance', hp.latentSize)]);
    const posterior = (points: Tensor2D, training?: TrainingPass) => {
      const features = body(toStandard(points), training);
      return { mean: mean(features), logVariance: logVariance(features) };
    };
    const D = network('decoder', initializer);
    const decode = D.stack('decoder', { name: 'z', shape: [hp.latentSize] }, [
      ...hidden(),
      dense('output', POINT_VALUES),
    ]);
    /**
     * Of standardised points. The value for the original points is larger by twice the logarithm of their standard
     * deviation.
     */
    const reconstructionNll = (points: Tensor2D, z: Tensor2D): Tensor2D =>
      gaussianNegativeLogLikelihood(toStandard(points), decode(z), hp.decoderDeviation) as Tensor2D;

    const networks = [E, D];
    const optimizer = adam(networks, hp);
    return {
      networks,
      optimizers: [optimizer],
      generator: generatorOf(normalLatents(hp.latentSize), (z) => fromStandard(decode(z))),
      encode: (points) => posterior(points).mean,
      ...variational({ networks, optimizer, posterior, reconstructionNll }, hp),
    };
  },
});
