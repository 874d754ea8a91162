/**
 * Variational autoencoder of multilayer perceptrons, with a latent plane that can be looked at.
 *
 * Kingma and Welling 2013, "Auto-Encoding Variational Bayes": a Gaussian encoder q(z|x) and a Bernoulli decoder p(x|z),
 * trained on the negative evidence lower bound (eq. 10), both terms summed, over pixels and over latents:
 *   L = −E log p(x|z) + KL(q(z|x) ‖ N(0, I)),  z = μ + σ ε,  ε ~ N(0, I).
 * `lossReduction: document` takes means instead of sums, which weighs KL about 784 / latents times as much and tends
 * to collapse the posterior onto the prior.
 */
import { choice, integer, number } from '../contract/hyperparameters';
import { gradientsOf } from '../engine/gradients';
import { gaussianKl, globalNorm, sigmoidCrossEntropy } from '../engine/losses';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Random } from '../engine/random';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import { defineModel } from './model';

const fields = {
  latentSize: integer({
    label: 'Latent size',
    help: 'Dimensions of z. Two can be drawn as a plane; more reconstruct better.',
    group: 'Architecture',
    default: 2,
    min: 1,
    max: 256,
  }),
  hiddenUnits: integer({
    label: 'Hidden units',
    help: 'Width of each of the two hidden layers of encoder and decoder.',
    group: 'Architecture',
    default: 512,
    min: 1,
    max: 4096,
    unit: 'units',
  }),
  batchSize: integer({
    label: 'Batch size',
    help: 'Images in a step.',
    group: 'Optimisation',
    default: 128,
    min: 1,
    max: 4096,
    unit: 'images',
  }),
  learningRate: number({
    label: 'Learning rate',
    help: 'Step size of Adam.',
    group: 'Optimisation',
    default: 0.001,
    min: 1e-7,
    max: 1,
    scale: 'log',
  }),
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
};

const reconstructionHelp = 'Cross-entropy between image and reconstruction, summed over pixels.';
const klHelp = 'How far the encoder strays from the prior: KL(q(z|x) ‖ N(0, I)), summed over latents.';

export const vaeMlp = defineModel({
  id: 'vae-mlp',
  title: 'VAE (MLP)',
  family: 'VAE',
  summary:
    'Learns to press images into a small latent space and out again; its samples are smooth, and blurry.',
  paper: 'Kingma and Welling, Auto-Encoding Variational Bayes, 2013',
  fields,
  metrics: [
    {
      name: 'loss',
      label: 'Loss',
      help: 'Negative ELBO of the batch.',
      group: 'Loss',
      unit: 'nats',
      better: 'lower',
    },
    {
      name: 'validation_loss',
      label: 'Validation loss',
      help: 'Negative ELBO of the test split (5,000 images of it at most), after each epoch.',
      group: 'Loss',
      unit: 'nats',
      better: 'lower',
    },
    {
      name: 'reconstruction_loss',
      label: 'Reconstruction',
      help: reconstructionHelp,
      group: 'Reconstruction',
      unit: 'nats',
      better: 'lower',
    },
    {
      name: 'validation_reconstruction_loss',
      label: 'Validation reconstruction',
      help: `${reconstructionHelp} On the test split.`,
      group: 'Reconstruction',
      unit: 'nats',
      better: 'lower',
    },
    {
      name: 'kl_divergence',
      label: 'KL divergence',
      help: klHelp,
      group: 'KL divergence',
      unit: 'nats',
      better: 'neither',
    },
    {
      name: 'validation_kl_divergence',
      label: 'Validation KL divergence',
      help: `${klHelp} On the test split.`,
      group: 'KL divergence',
      unit: 'nats',
      better: 'neither',
    },
    {
      name: 'gradient_norm',
      label: 'Gradient',
      help: 'Norm of the loss gradient over all weights.',
      group: 'Gradient norm',
      better: 'neither',
    },
  ],
  headlineMetric: 'loss',
  figures: ['samples', 'reconstructions', 'latent-scatter'],
  defaultBudget: { unit: 'epochs', count: 30 },

  build({ pixels, random }, hp) {
    const initializer = glorotInitializer(random);

    const encoder = network('encoder', initializer);
    const encoderHidden1 = encoder.dense('hidden_1', pixels, hp.hiddenUnits);
    const encoderHidden2 = encoder.dense('hidden_2', hp.hiddenUnits, hp.hiddenUnits);
    const meanLayer = encoder.dense('mean', hp.hiddenUnits, hp.latentSize);
    const logVarianceLayer = encoder.dense('log_variance', hp.hiddenUnits, hp.latentSize);
    /** [n, pixels] → mean and log variance of q(z|x), [n, latentSize] each */
    const posterior = (x: Tensor2D) => {
      const hidden = tf.relu(encoderHidden2(tf.relu(encoderHidden1(x))));
      return { mean: meanLayer(hidden), logVariance: logVarianceLayer(hidden) };
    };

    const decoder = network('decoder', initializer);
    const decoderHidden1 = decoder.dense('hidden_1', hp.latentSize, hp.hiddenUnits);
    const decoderHidden2 = decoder.dense('hidden_2', hp.hiddenUnits, hp.hiddenUnits);
    const decoderOutput = decoder.dense('output', hp.hiddenUnits, pixels);
    /** [n, latentSize] → logits of the pixels [n, pixels] */
    const pixelLogits = (z: Tensor2D): Tensor2D =>
      decoderOutput(tf.relu(decoderHidden2(tf.relu(decoderHidden1(z)))));

    const optimizer = adam([encoder, decoder], { learningRate: hp.learningRate });
    const [pixelScale, latentScale] = hp.lossReduction === 'elbo' ? [1, 1] : [1 / pixels, 1 / hp.latentSize];

    /** Both terms for each image of a batch, [n] each. */
    const terms = (images: Tensor2D, noise: Random) => {
      const { mean, logVariance } = posterior(images);
      const epsilon = noise.normal('epsilon', mean.shape) as Tensor2D;
      const z = tf.add<Tensor2D>(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), epsilon));
      const crossEntropy = tf.sum<Tensor1D>(sigmoidCrossEntropy(pixelLogits(z), images), 1);
      const divergence = tf.sum<Tensor1D>(gaussianKl(mean, logVariance), 1);
      return {
        reconstruction: pixelScale === 1 ? crossEntropy : tf.mul<Tensor1D>(crossEntropy, pixelScale),
        kl: latentScale === 1 ? divergence : tf.mul<Tensor1D>(divergence, latentScale),
      };
    };

    return {
      networks: [encoder, decoder],
      optimizers: [optimizer],
      latentSize: hp.latentSize,
      drawLatents: (source, stream, n) => source.normal(stream, [n, hp.latentSize]) as Tensor2D,
      decode: (z) => tf.sigmoid(pixelLogits(z)),
      encode: (images) => posterior(images).mean,

      step({ images, random: noise }) {
        const { parts, ...result } = gradientsOf([encoder, decoder], () => {
          const { reconstruction, kl } = terms(images, noise);
          const [reconstructionMean, klMean] = [tf.mean<Scalar>(reconstruction), tf.mean<Scalar>(kl)];
          return {
            loss: tf.add<Scalar>(reconstructionMean, klMean),
            reconstruction: reconstructionMean,
            kl: klMean,
          };
        });
        optimizer.apply({ parts, ...result });
        return {
          loss: parts.loss,
          reconstruction_loss: parts.reconstruction,
          kl_divergence: parts.kl,
          gradient_norm: globalNorm(result.gradients),
        };
      },

      validate(images, noise) {
        const { reconstruction, kl } = terms(images, noise);
        const [reconstructionSum, klSum] = [tf.sum<Scalar>(reconstruction), tf.sum<Scalar>(kl)];
        return {
          validation_loss: tf.add<Scalar>(reconstructionSum, klSum),
          validation_reconstruction_loss: reconstructionSum,
          validation_kl_divergence: klSum,
        };
      },
    };
  },
});
