/**
 * Variational autoencoder of multilayer perceptrons; with two latents, the latent plane can be displayed.
 *
 * The objective is that of `objectives/variational.ts`: Kingma and Welling 2013, "Auto-Encoding Variational Bayes". The
 * decoder is Bernoulli, or Gaussian with one standard deviation for all pixels. Two options reproduce how published
 * examples (`sources.ts`) depart from it:
 * - `lossReduction: document` takes means instead of sums, which gives KL a weight about 784 / latents times as large
 *   and tends to collapse the posterior onto the prior;
 * - `reluOnLatent` applies a ReLU to μ and log σ², which rules out negative means and variances below one.
 */
import { boolean, choice, sizesOf } from '../contract/hyperparameters';
import { dense, dropout, relu, type TrainingPass } from '../engine/layers';
import { glorotInitializer, network, pytorchInitializers } from '../engine/network';
import { adam } from '../engine/optimizers';
import { tf, type Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { hiddenLayers } from './hidden-layers';
import { generatorOf, normalLatents } from './latents';
import { defineModel } from './model';
import { vaeMlpPage } from './pages/vae-mlp';
import { pixelDecoderFields, pixelNll } from './pixel-decoder';
import { beta, variational, variationalMetrics } from './objectives/variational';
import { SOURCES } from './sources';

const fields = {
  latentSize: field.latentSize(2, 'Dimensions of z. Two can be drawn as a plane; more reconstruct better.'),
  hiddenUnits: field.hiddenUnits(
    '512, 512',
    'Widths of the hidden layers of the encoder, and in reverse order of the decoder.',
  ),
  dropout: field.dropoutRate(0, 'Share of hidden values dropped in training, after each ReLU.'),
  initializer: choice({
    label: 'Initial weights',
    help: 'Glorot: by the inputs and outputs of a layer, biases of zero, as in Keras. PyTorch: weights and biases by its inputs.',
    group: 'Architecture',
    default: 'glorot',
    options: [
      { value: 'glorot', label: 'Glorot' },
      { value: 'pytorch', label: 'PyTorch' },
    ],
  }),
  reluOnLatent: boolean({
    label: 'ReLU on latents',
    help: 'As a PyTorch example has it: μ and log σ² are cut at zero, so no mean is negative and no variance below one.',
    group: 'Architecture',
    default: false,
  }),
  batchSize: field.batchSize(128),
  learningRate: field.learningRate(0.001),
  validationSplit: field.validationSplit(),
  lossReduction: choice({
    label: 'Loss reduction',
    help: 'ELBO sums over pixels and latents. The Keras example takes means, which weighs KL some 390 times more and tends to collapse the latents.',
    group: 'Objective',
    default: 'elbo',
    options: [
      { value: 'elbo', label: 'ELBO (sums)' },
      { value: 'document', label: 'Means, as in the Keras example' },
    ],
  }),
  ...pixelDecoderFields,
  beta,
};

export const vaeMlp = defineModel({
  id: 'vae-mlp',
  title: 'VAE (MLP)',
  family: 'VAE',
  summary:
    'Compresses images into a small latent space and decodes them again; its samples are smooth, and blurry.',
  paper: 'Kingma and Welling, Auto-Encoding Variational Bayes, 2013',
  page: vaeMlpPage,
  data: 'images',
  needsLabels: false,
  fields,
  examplesPerStep: ['batchSize'],
  heldOutShare: 'validationSplit',
  presets: [
    {
      id: 'keras',
      label: 'Keras MLP VAE',
      help: 'Mean cross-entropy and mean KL, 30 epochs in batches of 128, nothing held out.',
      source: SOURCES.ganVsVae,
      hyperparameters: { lossReduction: 'document', validationSplit: 0 },
      budget: { unit: 'epochs', count: 30 },
    },
    {
      id: 'pytorch',
      label: 'PyTorch VAE',
      help: 'One hidden layer of 400, 20 latents and PyTorch’s initial weights, ten epochs in batches of 128, nothing held out.',
      source: SOURCES.pytorchVae,
      hyperparameters: { hiddenUnits: '400', latentSize: 20, initializer: 'pytorch', validationSplit: 0 },
      budget: { unit: 'epochs', count: 10 },
    },
    {
      id: 'pytorch-dropout',
      label: 'PyTorch VAE with dropout',
      help: 'Dropout of 0.2, and ReLU on mean and log variance, nothing held out.',
      source: SOURCES.vaeInCode,
      hyperparameters: { dropout: 0.2, reluOnLatent: true, validationSplit: 0 },
    },
  ],
  metrics: variationalMetrics('pixels', {
    lossReduction: fields.lossReduction.default,
    decoder: fields.decoder.default,
    decoderDeviation: fields.decoderDeviation.default,
  }),
  headlineMetric: 'loss',
  figures: ['samples', 'reconstructions', 'latent-scatter', 'manifold'],
  defaultBudget: { unit: 'epochs', count: 30 },

  build({ pixels, random }, hp) {
    const { weights, biases } =
      hp.initializer === 'pytorch'
        ? pytorchInitializers(random)
        : { weights: glorotInitializer(random), biases: 0 };
    const hidden = (network: string, sizes: string) =>
      hiddenLayers(sizes, (name) => [
        relu(),
        ...(hp.dropout > 0 ? [dropout(`${network}/${name}`, hp.dropout)] : []),
      ]);
    const onLatent = hp.reluOnLatent ? [relu()] : [];

    const E = network('encoder', weights, biases);
    const body = E.stack('body', { name: 'image', shape: [pixels] }, hidden('encoder', hp.hiddenUnits));
    const meanHead = E.stack('mean', body, [dense('mean', hp.latentSize), ...onLatent]);
    const logVarianceHead = E.stack('log variance', body, [
      dense('log_variance', hp.latentSize),
      ...onLatent,
    ]);
    /** [n, pixels] → mean and log variance of q(z|x), [n, latentSize] each */
    const posterior = (x: Tensor2D, training?: TrainingPass) => {
      const features = body(x, training);
      return { mean: meanHead(features), logVariance: logVarianceHead(features) };
    };

    const D = network('decoder', weights, biases);
    /** [n, latentSize] → logits of the pixels [n, pixels] */
    const pixelLogits = D.stack('decoder', { name: 'z', shape: [hp.latentSize] }, [
      ...hidden('decoder', sizesOf(hp.hiddenUnits).reverse().join(', ')),
      dense('output', pixels),
    ]);
    const decode = (z: Tensor2D): Tensor2D => tf.sigmoid(pixelLogits(z));

    const reconstructionNll = (images: Tensor2D, z: Tensor2D, training?: TrainingPass): Tensor2D =>
      pixelNll(hp, images, pixelLogits(z, training));
    const networks = [E, D];
    const optimizer = adam(networks, hp);
    const means = { valueScale: 1 / pixels, latentScale: 1 / hp.latentSize };
    const objective = {
      get beta() {
        return hp.beta;
      },
      ...(hp.lossReduction === 'document' ? means : {}),
    };
    return {
      networks,
      optimizers: [optimizer],
      generator: generatorOf(normalLatents(hp.latentSize), decode),
      encode: (images) => posterior(images).mean,
      reconstruct: (images) => [images, decode(posterior(images).mean)],
      ...variational({ networks, optimizer, posterior, reconstructionNll }, objective),
    };
  },
});
