/**
 * Vanilla GAN of two multilayer perceptrons.
 *
 * Goodfellow et al. 2014, "Generative Adversarial Nets", algorithm 1 with one discriminator step, and the
 * non-saturating generator loss of its section 3:
 *   L_D = −E log D(x) − E log(1 − D(G(z))),  L_G = −E log D(G(z)),  z ~ U(−1, 1).
 * The same z makes the fakes of the discriminator's step and of the generator's. `realLabel` below one is one-sided
 * label smoothing (Salimans et al. 2016, section 3.4); `jointBatch` shows D real and fake images as one batch, which
 * halves L_D.
 */
import { boolean, integer, number } from '../contract/hyperparameters';
import { gradientsOf } from '../engine/gradients';
import { globalNorm, sigmoidCrossEntropy } from '../engine/losses';
import { network, normalInitializer } from '../engine/network';
import { adam } from '../engine/optimizers';
import { tf, type Scalar, type Tensor, type Tensor2D } from '../engine/tensorflow';
import { defineModel } from './model';

const fields = {
  latentSize: integer({
    label: 'Latent size',
    help: 'Dimensions of the noise z that the generator turns into an image.',
    group: 'Architecture',
    default: 100,
    min: 1,
    max: 1024,
  }),
  hiddenUnits: integer({
    label: 'Hidden units',
    help: 'Width of the one hidden layer of generator and discriminator.',
    group: 'Architecture',
    default: 128,
    min: 1,
    max: 4096,
    unit: 'units',
  }),
  initialDeviation: number({
    label: 'Initial deviation',
    help: 'Weights start as N(0, deviation²).',
    group: 'Architecture',
    default: 0.05,
    min: 0.0001,
    max: 1,
    scale: 'log',
  }),
  initialBias: number({
    label: 'Initial bias',
    help: 'Biases start at this value.',
    group: 'Architecture',
    default: 0.1,
    min: -1,
    max: 1,
  }),
  batchSize: integer({
    label: 'Batch size',
    help: 'Real images, and as many generated ones, in a step.',
    group: 'Optimisation',
    default: 64,
    min: 1,
    max: 4096,
    unit: 'images',
  }),
  learningRate: number({
    label: 'Learning rate',
    help: 'Step size of Adam, for both networks.',
    group: 'Optimisation',
    default: 0.001,
    min: 1e-7,
    max: 1,
    scale: 'log',
  }),
  beta1: number({
    label: 'Adam β₁',
    help: 'Decay of the mean of gradients; 0.5 is a common choice for GANs.',
    group: 'Optimisation',
    default: 0.9,
    min: 0,
    max: 0.9999,
  }),
  beta2: number({
    label: 'Adam β₂',
    help: 'Decay of the mean of squared gradients.',
    group: 'Optimisation',
    default: 0.999,
    min: 0,
    max: 0.99999,
  }),
  realLabel: number({
    label: 'Real label',
    help: 'What D is told of real images; 0.9 is one-sided label smoothing, 1 the original GAN.',
    group: 'Objective',
    default: 1,
    min: 0.5,
    max: 1,
  }),
  jointBatch: boolean({
    label: 'Joint batch',
    help: 'D sees real and generated images as one batch and takes the mean over both, which halves its loss.',
    group: 'Objective',
    default: false,
  }),
};

export const ganMlp = defineModel({
  id: 'gan-mlp',
  title: 'Vanilla GAN (MLP)',
  family: 'GAN',
  summary:
    'Two small perceptrons: one forges images from noise, the other learns to tell them from real ones.',
  paper: 'Goodfellow et al., Generative Adversarial Nets, 2014',
  fields,
  metrics: [
    {
      name: 'g_loss',
      label: 'Generator loss',
      help: '−E log D(G(z)): small when the discriminator takes generated images for real.',
      group: 'Loss',
      better: 'neither',
    },
    {
      name: 'd_loss',
      label: 'Discriminator loss',
      help: 'Cross-entropy on real and generated images; 1.386 (2 log 2) when it can only guess.',
      group: 'Loss',
      better: 'neither',
    },
    {
      name: 'd_real',
      label: 'D(x)',
      help: 'Mean probability that the discriminator gives real images of being real.',
      group: 'Discriminator output',
      better: 'neither',
    },
    {
      name: 'd_fake',
      label: 'D(G(z))',
      help: 'Mean probability that the discriminator gives generated images of being real.',
      group: 'Discriminator output',
      better: 'neither',
    },
    {
      name: 'g_gradient_norm',
      label: 'Generator gradient',
      help: 'Norm of the loss gradient over all generator weights; it vanishes when the discriminator wins.',
      group: 'Gradient norm',
      better: 'neither',
    },
    {
      name: 'd_gradient_norm',
      label: 'Discriminator gradient',
      help: 'Norm of the loss gradient over all discriminator weights.',
      group: 'Gradient norm',
      better: 'neither',
    },
  ],
  headlineMetric: 'g_loss',
  figures: ['samples'],
  defaultBudget: { unit: 'steps', count: 100_000 },

  build({ pixels, random }, hp) {
    const initializer = normalInitializer(random, hp.initialDeviation);

    const generator = network('generator', initializer, hp.initialBias);
    const generatorHidden = generator.dense('hidden', hp.latentSize, hp.hiddenUnits);
    const generatorOutput = generator.dense('output', hp.hiddenUnits, pixels);
    /** [n, latentSize] → [n, pixels] */
    const generate = (z: Tensor2D): Tensor2D => tf.sigmoid(generatorOutput(tf.relu(generatorHidden(z))));

    const discriminator = network('discriminator', initializer, hp.initialBias);
    const discriminatorHidden = discriminator.dense('hidden', pixels, hp.hiddenUnits);
    const discriminatorOutput = discriminator.dense('output', hp.hiddenUnits, 1);
    /** [n, pixels] → logits [n, 1] */
    const discriminate = (x: Tensor2D): Tensor2D => discriminatorOutput(tf.relu(discriminatorHidden(x)));

    const options = { learningRate: hp.learningRate, beta1: hp.beta1, beta2: hp.beta2 };
    const generatorOptimizer = adam([generator], options);
    const discriminatorOptimizer = adam([discriminator], options);

    const discriminatorObjective = (real: Tensor2D, fake: Tensor2D) => {
      const realLogits = discriminate(real);
      const fakeLogits = discriminate(fake);
      const realLoss = mean(sigmoidCrossEntropy(realLogits, hp.realLabel));
      const fakeLoss = mean(sigmoidCrossEntropy(fakeLogits, 0));
      const sum = tf.add<Scalar>(realLoss, fakeLoss);
      return {
        // Real and generated images are equally many, so the mean over the joint batch is half the sum of means.
        loss: hp.jointBatch ? tf.mul<Scalar>(sum, 0.5) : sum,
        real: mean(tf.sigmoid(realLogits)),
        fake: mean(tf.sigmoid(fakeLogits)),
      };
    };

    return {
      networks: [generator, discriminator],
      optimizers: [generatorOptimizer, discriminatorOptimizer],
      latentSize: hp.latentSize,
      drawLatents: (source, stream, n) => source.uniform(stream, [n, hp.latentSize], -1, 1) as Tensor2D,
      decode: generate,

      step({ images, random: noise }) {
        const z = noise.uniform('z', [hp.batchSize, hp.latentSize], -1, 1) as Tensor2D;

        const d = gradientsOf([discriminator], () => discriminatorObjective(images, generate(z)));
        discriminatorOptimizer.apply(d);

        const g = gradientsOf([generator], () => ({
          loss: mean(sigmoidCrossEntropy(discriminate(generate(z)), 1)),
        }));
        generatorOptimizer.apply(g);

        return {
          g_loss: g.parts.loss,
          d_loss: d.parts.loss,
          d_real: d.parts.real,
          d_fake: d.parts.fake,
          g_gradient_norm: globalNorm(g.gradients),
          d_gradient_norm: globalNorm(d.gradients),
        };
      },
    };
  },
});

function mean(values: Tensor): Scalar {
  return tf.mean<Scalar>(values);
}
