/**
 * Variational autoencoder of multilayer perceptrons, with a latent plane that can be looked at.
 *
 * Kingma and Welling 2013, "Auto-Encoding Variational Bayes": a Gaussian encoder q(z|x) and a decoder p(x|z), trained on
 * the negative evidence lower bound (eq. 10), both terms summed, over pixels and over latents:
 *   L = −E log p(x|z) + β KL(q(z|x) ‖ N(0, I)),  z = μ + σ ε,  ε ~ N(0, I).
 * β above one is Higgins et al. 2017, "beta-VAE". The decoder is Bernoulli, or Gaussian of one deviation for all pixels.
 * Where the documents depart from it, an option does as they do:
 * - `lossReduction: document` takes means instead of sums, which weighs KL about 784 / latents times as much and tends to
 *   collapse the posterior onto the prior;
 * - `reluOnLatent` puts a ReLU on μ and log σ², which bars negative means and variances below one.
 */
import { boolean, choice, number } from '../contract/hyperparameters';
import { gradientsOf } from '../engine/gradients';
import { dense, dropout, relu, type Training } from '../engine/layers';
import { gaussianKl, gaussianNegativeLogLikelihood, globalNorm, sigmoidCrossEntropy } from '../engine/losses';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Random } from '../engine/random';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { GRADIENT_NORM, withValidation } from './metrics';
import { defineModel } from './model';

const fields = {
  latentSize: field.latentSize(2, 'Dimensions of z. Two can be drawn as a plane; more reconstruct better.'),
  hiddenUnits: field.hiddenUnits(512, 'Width of each of the two hidden layers of encoder and decoder.'),
  dropout: field.dropoutRate(0, 'Share of hidden values dropped in training, after each ReLU.'),
  reluOnLatent: boolean({
    label: 'ReLU on latents',
    help: 'As one document has it: μ and log σ² are cut at zero, so no mean is negative and no variance below one.',
    group: 'Architecture',
    default: false,
  }),
  batchSize: field.batchSize(128),
  learningRate: field.learningRate(0.001),
  lossReduction: choice({
    label: 'Loss reduction',
    help: 'ELBO sums over pixels and latents. The document takes means, which weighs KL some 390 times more and tends to collapse the latents.',
    group: 'Objective',
    default: 'elbo',
    options: [
      { value: 'elbo', label: 'ELBO (sums)' },
      { value: 'document', label: 'As in the document (means)' },
    ],
  }),
  decoder: choice({
    label: 'Decoder',
    help: 'Bernoulli takes pixels as probabilities of ink (cross-entropy), Gaussian as real values (squared error).',
    group: 'Objective',
    default: 'bernoulli',
    options: [
      { value: 'bernoulli', label: 'Bernoulli' },
      { value: 'gaussian', label: 'Gaussian' },
    ],
  }),
  decoderDeviation: number({
    label: 'Decoder deviation',
    help: 'Of the Gaussian decoder: the smaller, the more a wrong pixel costs beside the KL term.',
    group: 'Objective',
    default: 0.25,
    min: 0.01,
    max: 10,
    scale: 'log',
  }),
  beta: number({
    label: 'β',
    help: 'Weight of the KL term: 1 is the ELBO, more presses towards the prior.',
    group: 'Objective',
    default: 1,
    min: 0,
    max: 1000,
  }),
};

const heldOut = 'Of the test split (5,000 images of it at most), after each epoch.';
/** A latent is active where its posterior mean varies by more than this between images; Burda et al. 2015, sect. 5.2. */
const ACTIVE_VARIANCE = 0.01;

export const vaeMlp = defineModel({
  id: 'vae-mlp',
  title: 'VAE (MLP)',
  family: 'VAE',
  summary:
    'Learns to press images into a small latent space and out again; its samples are smooth, and blurry.',
  paper: 'Kingma and Welling, Auto-Encoding Variational Bayes, 2013',
  needsLabels: false,
  fields,
  presets: [
    {
      id: 'document',
      label: 'Document (mean loss)',
      help: 'Of the Keras document: mean cross-entropy and mean KL, 30 epochs in batches of 128.',
      hyperparameters: { lossReduction: 'document' },
      budget: { unit: 'epochs', count: 30 },
    },
    {
      id: 'document-dropout',
      label: 'Document with dropout',
      help: 'Of the second document: dropout of 0.2, and ReLU on mean and log variance.',
      hyperparameters: { dropout: 0.2, reluOnLatent: true },
    },
  ],
  metrics: [
    ...withValidation(
      {
        name: 'loss',
        label: 'Loss',
        help: 'Reconstruction and KL divergence together: the negative ELBO where β is 1.',
        group: 'Loss',
        unit: 'nats',
        better: 'lower',
      },
      heldOut,
    ),
    ...withValidation(
      {
        name: 'reconstruction_loss',
        label: 'Reconstruction',
        help: '−log p(x|z), summed over pixels.',
        group: 'Reconstruction',
        unit: 'nats',
        better: 'lower',
      },
      heldOut,
    ),
    ...withValidation(
      {
        name: 'kl_divergence',
        label: 'KL divergence',
        help: 'How far the encoder strays from the prior: KL(q(z|x) ‖ N(0, I)), summed over latents.',
        group: 'KL divergence',
        unit: 'nats',
        better: 'neither',
      },
      heldOut,
    ),
    {
      name: 'active_units',
      label: 'Active units',
      help: 'Latents that carry something: whose posterior mean varies by more than 0.01 within the batch.',
      group: 'Active units',
      better: 'neither',
    },
    GRADIENT_NORM,
  ],
  headlineMetric: 'loss',
  figures: ['samples', 'reconstructions', 'latent-scatter', 'manifold'],
  defaultBudget: { unit: 'epochs', count: 30 },

  build({ pixels, random }, hp) {
    const initializer = glorotInitializer(random);
    const hidden = (name: string) => [
      dense(`${name}_1`, hp.hiddenUnits),
      relu(),
      ...(hp.dropout > 0 ? [dropout(`${name}_1`, hp.dropout)] : []),
      dense(`${name}_2`, hp.hiddenUnits),
      relu(),
      ...(hp.dropout > 0 ? [dropout(`${name}_2`, hp.dropout)] : []),
    ];
    const onLatent = hp.reluOnLatent ? [relu()] : [];

    const E = network('encoder', initializer);
    const body = E.stack('body', { name: 'image', shape: [pixels] }, hidden('hidden'));
    const meanHead = E.stack('mean', body, [dense('mean', hp.latentSize), ...onLatent]);
    const logVarianceHead = E.stack('log variance', body, [
      dense('log_variance', hp.latentSize),
      ...onLatent,
    ]);
    /** [n, pixels] → mean and log variance of q(z|x), [n, latentSize] each */
    const posterior = (x: Tensor2D, training?: Training) => {
      const features = body(x, training);
      return { mean: meanHead(features), logVariance: logVarianceHead(features) };
    };

    const D = network('decoder', initializer);
    /** [n, latentSize] → logits of the pixels [n, pixels] */
    const pixelLogits = D.stack('decoder', { name: 'z', shape: [hp.latentSize] }, [
      ...hidden('hidden'),
      dense('output', pixels),
    ]);
    const decode = (z: Tensor2D): Tensor2D => tf.sigmoid(pixelLogits(z));

    const optimizer = adam([E, D], hp);
    const [pixelScale, latentScale] = hp.lossReduction === 'elbo' ? [1, 1] : [1 / pixels, 1 / hp.latentSize];
    const scaled = (x: Tensor1D, scale: number): Tensor1D => (scale === 1 ? x : tf.mul(x, scale));

    /** Both terms for each image of a batch, [n] each, and the posterior means. */
    const terms = (images: Tensor2D, noise: Random, training?: Training) => {
      const { mean, logVariance } = posterior(images, training);
      const epsilon = noise.normal('epsilon', mean.shape) as Tensor2D;
      const z = tf.add<Tensor2D>(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), epsilon));
      const logits = pixelLogits(z, training);
      const unlikelihood =
        hp.decoder === 'bernoulli'
          ? sigmoidCrossEntropy(logits, images)
          : gaussianNegativeLogLikelihood(images, tf.sigmoid(logits), hp.decoderDeviation);
      return {
        reconstruction: scaled(tf.sum<Tensor1D>(unlikelihood, 1), pixelScale),
        kl: scaled(tf.sum<Tensor1D>(gaussianKl(mean, logVariance), 1), latentScale),
        mean,
      };
    };
    const together = (reconstruction: Scalar, kl: Scalar): Scalar =>
      tf.add(reconstruction, hp.beta === 1 ? kl : tf.mul(kl, hp.beta));

    return {
      networks: [E, D],
      optimizers: [optimizer],
      generator: {
        latentSize: hp.latentSize,
        classes: null,
        drawLatents: (source, stream, n) => source.normal(stream, [n, hp.latentSize]) as Tensor2D,
        decode,
      },
      encode: (images) => posterior(images).mean,
      reconstruct: (images) => [images, decode(posterior(images).mean)],

      step({ images, random: noise }) {
        const result = gradientsOf([E, D], () => {
          const { reconstruction, kl, mean } = terms(images, noise, { random: noise, pass: 'step' });
          const [reconstructionMean, klMean] = [tf.mean<Scalar>(reconstruction), tf.mean<Scalar>(kl)];
          return {
            loss: together(reconstructionMean, klMean),
            reconstruction: reconstructionMean,
            kl: klMean,
            variance: tf.moments(mean, 0).variance,
          };
        });
        optimizer.apply(result);
        const { loss, reconstruction, kl, variance } = result.parts;
        return {
          loss,
          reconstruction_loss: reconstruction,
          kl_divergence: kl,
          active_units: tf.sum<Scalar>(tf.cast(tf.greater(variance, ACTIVE_VARIANCE), 'float32')),
          gradient_norm: globalNorm(result.gradients),
        };
      },

      evaluate({ images }, noise) {
        const { reconstruction, kl } = terms(images, noise);
        const [reconstructionSum, klSum] = [tf.sum<Scalar>(reconstruction), tf.sum<Scalar>(kl)];
        return {
          loss: together(reconstructionSum, klSum),
          reconstruction_loss: reconstructionSum,
          kl_divergence: klSum,
        };
      },
    };
  },
});
