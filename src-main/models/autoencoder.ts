/**
 * Autoencoder with one dense layer for the encoder and one for the decoder, and the denoising autoencoder, which has
 * the same networks and is trained to remove noise.
 *
 * Hinton and Salakhutdinov 2006, "Reducing the Dimensionality of Data with Neural Networks"; Vincent et al. 2008,
 * "Extracting and Composing Robust Features with Denoising Autoencoders":
 *   L = mean (x − d(e(x̃)))²,  x̃ = x, or x + σ ε with ε ~ N(0, 1), not clipped, as in the Keras example
 * (`sources.ts`).
 * L can be the mean cross-entropy of x and d(e(x̃)) instead, and encoder and decoder can have hidden layers.
 * ε is drawn in each step; the example draws it once for each image and reuses it in all epochs.
 * The code is the output of a ReLU. It has no prior, so decoding random codes generates nothing meaningful; this
 * distinguishes the model from a variational autoencoder.
 */
import { choice, number, sizesOf, type ValuesOf } from '../contract/hyperparameters';
import type { MetricInfo } from '../contract/model';
import { gradientsOf } from '../engine/gradients';
import { dense, relu } from '../engine/layers';
import { globalNorm, sigmoidCrossEntropy } from '../engine/losses';
import { glorotInitializer, network } from '../engine/network';
import { adam } from '../engine/optimizers';
import type { Random } from '../engine/random';
import { tf, type Scalar, type Tensor, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import * as field from './fields';
import { hiddenLayers } from './hidden-layers';
import { generatorOf, type Latents } from './latents';
import { gradientNorm, withEvaluation } from './metrics';
import { defineModel, type BuildContext, type BuiltModel } from './model';
import { autoencoderPage } from './pages/autoencoder';
import { denoisingAutoencoderPage } from './pages/denoising-autoencoder';
import { SOURCES } from './sources';

const fields = {
  latentSize: field.latentSize(32, 'Length of the code between encoder and decoder.'),
  hiddenUnits: field.hiddenUnits(
    '',
    'Widths of the hidden layers between image and code, and in reverse order between code and image.',
    'none',
  ),
  batchSize: field.batchSize(256),
  learningRate: field.learningRate(0.001),
  validationSplit: field.validationSplit(),
  criterion: choice({
    label: 'Criterion',
    help: 'The error that training reduces and metrics report: of pixels as values, or as probabilities of ink.',
    group: 'Objective',
    default: 'squared-error',
    options: [
      { value: 'squared-error', label: 'Squared error' },
      { value: 'cross-entropy', label: 'Cross-entropy' },
    ],
  }),
};
const noisyFields = {
  ...fields,
  noise: number({
    label: 'Noise',
    help: 'Standard deviation of the noise that is added to each pixel of the input.',
    group: 'Objective',
    default: 0.55,
    min: 0,
    max: 5,
    whileTraining: 'recorded-again',
  }),
};

const described = {
  family: 'Autoencoder' as const,
  prior: 'rectified-normal' as const,
  data: 'images' as const,
  needsLabels: false,
  examplesPerStep: ['batchSize'] as const,
  heldOutShare: 'validationSplit' as const,
  headlineMetric: 'loss',
  figures: ['reconstructions'] as const,
  reconstructionLayout: 'rows' as const,
  defaultBudget: { unit: 'epochs' as const, count: 50 },
  presets: [
    {
      id: 'keras',
      label: 'Keras autoencoder',
      help: '50 epochs in batches of 256, nothing held out.',
      source: SOURCES.generativeModels,
      hyperparameters: { validationSplit: 0 },
      budget: { unit: 'epochs' as const, count: 50 },
    },
    {
      id: 'keras-cross-entropy',
      label: 'Keras autoencoder, cross-entropy',
      help: 'Pixels as probabilities of ink; 50 epochs in batches of 256, nothing held out.',
      source: SOURCES.kerasAutoencoder,
      hyperparameters: { validationSplit: 0, criterion: 'cross-entropy' as const },
      budget: { unit: 'epochs' as const, count: 50 },
    },
  ],
};

const error: MetricInfo = {
  name: 'loss',
  quantity: 'mean error of pixels',
  label: 'Reconstruction error',
  help: 'Mean error of the reconstruction over pixels: squared, or their cross-entropy where that is the criterion.',
  group: 'Loss',
  better: 'lower',
  variesWith: { criterion: fields.criterion.default },
};
const denoisingError: MetricInfo = {
  ...error,
  quantity: 'mean error of denoised pixels',
  label: 'Denoising error',
  help: 'Mean error over pixels of what is restored from the noisy image: squared, or their cross-entropy where that is the criterion.',
  variesWith: { ...error.variesWith, noise: noisyFields.noise.default },
};

export const autoencoder = defineModel({
  ...described,
  id: 'autoencoder',
  title: 'Autoencoder',
  summary: 'Squeezes images through a short code and back: it restores, but does not generate.',
  paper: 'Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, 2006',
  page: autoencoderPage,
  fields,
  metrics: [...withEvaluation(error), gradientNorm(error)],
  build: (context, hp) => build(context, { ...hp, noise: 0 }),
});

export const denoisingAutoencoder = defineModel({
  ...described,
  id: 'denoising-autoencoder',
  title: 'Denoising autoencoder',
  summary: 'Learns to restore images from noisy ones, and with that what images look like.',
  paper: 'Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, 2008',
  page: denoisingAutoencoderPage,
  fields: noisyFields,
  metrics: [...withEvaluation(denoisingError), gradientNorm(denoisingError)],
  build,
});

function build({ pixels, random }: BuildContext, hp: ValuesOf<typeof noisyFields>): BuiltModel {
  const initializer = glorotInitializer(random);
  const E = network('encoder', initializer);
  const encode = E.stack('encoder', { name: 'image', shape: [pixels] }, [
    ...hiddenLayers(hp.hiddenUnits, () => [relu()]),
    dense('code', hp.latentSize),
    relu(),
  ]);
  const D = network('decoder', initializer);
  const reversed = sizesOf(hp.hiddenUnits).reverse().join(', ');
  /** [n, latentSize] → logits of the pixels [n, pixels] */
  const pixelLogits = D.stack('decoder', { name: 'code', shape: [hp.latentSize] }, [
    ...hiddenLayers(reversed, () => [relu()]),
    dense('output', pixels),
  ]);
  const decode = (code: Tensor2D): Tensor2D => tf.sigmoid(pixelLogits(code));
  const optimizer = adam([E, D], hp);

  const corrupted = (images: Tensor2D, source: Random): Tensor2D =>
    hp.noise === 0 ? images : tf.add(images, tf.mul(source.normal('noise', images.shape), hp.noise));
  /** Reconstruction error of each pixel, [n, pixels]. */
  const errors = (images: Tensor2D, source: Random): Tensor => {
    const logits = pixelLogits(encode(corrupted(images, source)));
    return hp.criterion === 'cross-entropy'
      ? sigmoidCrossEntropy(logits, images)
      : tf.squaredDifference(tf.sigmoid(logits), images);
  };

  return {
    networks: [E, D],
    optimizers: [optimizer],
    generator: generatorOf(rectifiedNormal(hp.latentSize), decode),
    encode: (images) => encode(images),
    reconstruct(images, source) {
      const input = corrupted(images, source);
      const restored = decode(encode(input));
      // The figures of the Keras example: originals above reconstructions; noisy, denoised, original.
      return hp.noise === 0 ? [images, restored] : [input, restored, images];
    },
    step({ x: images, random: noise }) {
      const result = gradientsOf([E, D], () => ({ loss: tf.mean<Scalar>(errors(images, noise)) }));
      optimizer.apply(result);
      return { loss: result.parts.loss, gradient_norm: globalNorm(result.gradients) };
    },
    evaluate: ({ x: images }, noise) => ({ loss: tf.mean<Tensor1D>(errors(images, noise), 1) }),
  };
}

/** Draws non-negative codes, like those after the ReLU; the model has no prior to draw from. */
const rectifiedNormal = (latentSize: number): Latents => ({
  latentSize,
  drawLatents: (random, stream, n) => tf.relu(random.normal(stream, [n, latentSize])) as Tensor2D,
});
