/**
 * Convolutional variational autoencoder: the encoder has two strided convolutions and a small dense layer, the decoder
 * transposed convolutions. The objective is that of `objectives/variational.ts`: Kingma and Welling 2013.
 *
 * Networks and settings are those of Keras' example "Variational AutoEncoder" (Chollet 2020): 3×3 kernels, 32 and 64
 * filters, 16 hidden units, 2 latents, Glorot, Adam 1e-3, batches of 128. It is the VAE that a DCGAN can be compared with.
 */
import { dense, convolution, flatten, relu, reshape, transposedConvolution } from '../engine/layers';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import { tf, type Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { hiddenLayers } from './hidden-layers';
import { downsampledSize, DOWNSAMPLING_FACTOR } from './image-size';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { beta, variational, variationalMetrics } from './objectives/variational';
import { vaeConvPage } from './pages/vae-conv';
import { pixelDecoderFields, pixelNll } from './pixel-decoder';
import { SOURCES } from './sources';

const fields = {
  latentSize: field.latentSize(2, 'Dimensions of z. Two can be drawn as a plane; more reconstruct better.'),
  filters: field.filters(32),
  hiddenUnits: field.hiddenUnits(
    '16',
    'Widths of the dense layers between the convolutions and the latents.',
  ),
  batchSize: field.batchSize(128),
  learningRate: field.learningRate(0.001),
  validationSplit: field.validationSplit(),
  ...pixelDecoderFields,
  beta,
};

const DOUBLING = { kernel: 3, stride: 2 };

export const vaeConv = defineModel({
  id: 'vae-conv',
  title: 'VAE (convolutional)',
  family: 'VAE',
  summary:
    'A VAE of convolutions: reconstructs with fewer weights than an MLP, and is the DCGAN’s counterpart.',
  paper: 'Kingma and Welling, Auto-Encoding Variational Bayes, 2013',
  page: vaeConvPage,
  data: 'images',
  sidesDivisibleBy: DOWNSAMPLING_FACTOR,
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize'],
  heldOutShare: 'validationSplit',
  presets: [
    {
      id: 'keras',
      label: 'Keras VAE',
      help: '30 epochs in batches of 128 with two latents, nothing held out.',
      source: SOURCES.kerasVae,
      hyperparameters: { validationSplit: 0 },
      budget: { unit: 'epochs', count: 30 },
    },
  ],
  metrics: variationalMetrics('pixels', {
    lossReduction: 'elbo',
    decoder: fields.decoder.default,
    decoderDeviation: fields.decoderDeviation.default,
  }),
  headlineMetric: 'loss',
  figures: ['samples', 'reconstructions', 'latent-scatter', 'manifold'],
  defaultBudget: { unit: 'epochs', count: 30 },

  build({ height, width, channels, pixels, random }, hp) {
    const initializer = glorotInitializer(random);
    const [h, w] = downsampledSize(height, width);
    const n = hp.filters;
    const E = network('encoder', initializer);
    const body = E.stack('body', { name: 'image', shape: [pixels] }, [
      reshape([height, width, channels]),
      convolution('convolution_1', n, DOUBLING),
      relu(),
      convolution('convolution_2', 2 * n, DOUBLING),
      relu(),
      flatten(),
      ...hiddenLayers(hp.hiddenUnits, () => [relu()], 'hidden'),
    ]);
    const meanHead = E.stack('mean', body, [dense('mean', hp.latentSize)]);
    const logVarianceHead = E.stack('log variance', body, [dense('log_variance', hp.latentSize)]);
    /** [n, pixels] → mean and log variance of q(z|x), [n, latentSize] each */
    const posterior = (x: Tensor2D) => {
      const features = body(x);
      return { mean: meanHead(features), logVariance: logVarianceHead(features) };
    };

    const D = network('decoder', initializer);
    /** [n, latentSize] → logits of the pixels [n, pixels] */
    const pixelLogits = D.stack('decoder', { name: 'z', shape: [hp.latentSize] }, [
      dense('seed', h * w * 2 * n),
      relu(),
      reshape([h, w, 2 * n]),
      transposedConvolution('stage_1', 2 * n, DOUBLING),
      relu(),
      transposedConvolution('stage_2', n, DOUBLING),
      relu(),
      transposedConvolution('output', channels, { kernel: 3 }),
      flatten(),
    ]);
    const decode = (z: Tensor2D): Tensor2D => tf.sigmoid(pixelLogits(z));
    const reconstructionNll = (images: Tensor2D, z: Tensor2D) => pixelNll(hp, images, pixelLogits(z));

    const networks = [E, D];
    const optimizer = adam(networks, hp);
    return {
      networks,
      optimizers: [optimizer],
      generator: generatorOf(normalLatents(hp.latentSize), decode),
      encode: (images) => posterior(images).mean,
      reconstruct: (images) => [images, decode(posterior(images).mean)],
      ...variational({ networks, optimizer, posterior, reconstructionNll }, hp),
    };
  },
});
