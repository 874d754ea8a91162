/**
 * Wasserstein GAN: a critic without sigmoid whose difference between real and generated images estimates the earth
 * mover's distance, as long as the critic is 1-Lipschitz.
 *
 * Arjovsky, Chintala and Bottou 2017, "Wasserstein GAN", algorithm 1:
 *   L_C = E C(G(z)) − E C(x),  L_G = −E C(G(z)),  `criticSteps` critic updates for each of the generator's.
 * What keeps the critic Lipschitz is chosen:
 * - weight clipping to ±`clip`, as in the paper, with RMSprop at 5e-5;
 * - gradient penalty λ E (‖∇C(x̂)‖ − 1)² at x̂ between real and generated images; Gulrajani et al. 2017, algorithm 1, with
 *   λ = 10 and Adam (β₁ 0, β₂ 0.9);
 * - gradient clipping, which is what the document's code does where its text says weights. It bounds the steps, not the
 *   critic: the estimate is then no distance.
 * The critic has no batch normalisation, which would tie the images of a batch together.
 */
import { choice, integer, number } from '../contract/hyperparameters';
import {
  clipByValue,
  clipWeights,
  gradientsOf,
  type GradientResult,
  type Objective,
} from '../engine/gradients';
import type { Training } from '../engine/layers';
import { dense } from '../engine/layers';
import { globalNorm, mean } from '../engine/losses';
import { network, normalInitializer } from '../engine/network';
import { adam, rmsprop, type Optimizer } from '../engine/optimizers';
import type { Random } from '../engine/random';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import { dcganFeatures, dcganGenerator, toSigned, toUnit } from './dcgan';
import * as field from './fields';
import { normalLatents } from './latents';
import { defineModel } from './model';

const fields = {
  latentSize: field.latentSize(100),
  filters: field.filters(32),
  initialDeviation: field.initialDeviation(0.02),
  batchSize: field.batchSize(64, 'Real images, and as many generated ones, in each critic step.'),
  learningRate: field.learningRate(
    1e-4,
    'Step size of both networks; the paper takes 5e-5 with weight clipping.',
  ),
  optimizer: choice({
    label: 'Optimiser',
    help: 'RMSprop goes with clipping, Adam (β₁ 0, β₂ 0.9) with the gradient penalty.',
    group: 'Optimisation',
    default: 'adam',
    options: [
      { value: 'adam', label: 'Adam' },
      { value: 'rmsprop', label: 'RMSprop' },
    ],
  }),
  criticSteps: integer({
    label: 'Critic steps',
    help: 'Updates of the critic for each of the generator, each on real images and latents of its own.',
    group: 'Optimisation',
    default: 3,
    min: 1,
    max: 20,
  }),
  constraint: choice({
    label: 'Lipschitz constraint',
    help: 'Weight clipping is the paper’s. Gradient clipping is what the document’s code does where its text clips weights.',
    group: 'Objective',
    default: 'gradient-penalty',
    options: [
      { value: 'gradient-penalty', label: 'Gradient penalty' },
      { value: 'weight-clipping', label: 'Weight clipping' },
      { value: 'gradient-clipping', label: 'Gradient clipping (document)' },
    ],
  }),
  clip: number({
    label: 'Clip',
    help: 'Bound of weights, or of gradients, where they are clipped.',
    group: 'Objective',
    default: 0.01,
    min: 1e-5,
    max: 10,
    scale: 'log',
  }),
  penalty: number({
    label: 'Penalty weight',
    help: 'λ of the gradient penalty.',
    group: 'Objective',
    default: 10,
    min: 0,
    max: 1000,
  }),
};

/** Inside the root, so that its derivative is finite where a gradient is zero. */
const TINY = 1e-12;

export const wgan = defineModel({
  id: 'wgan',
  title: 'Wasserstein GAN',
  family: 'GAN',
  summary:
    'A critic that measures how far apart real and generated images are: its loss falls as samples get better.',
  paper: 'Arjovsky, Chintala and Bottou, Wasserstein GAN, 2017',
  needsLabels: false,
  fields,
  presets: [
    {
      id: 'paper',
      label: 'Paper (weight clipping)',
      help: 'Weights clipped to ±0.01, five critic steps, RMSprop at 5e-5.',
      hyperparameters: {
        constraint: 'weight-clipping',
        optimizer: 'rmsprop',
        learningRate: 5e-5,
        criticSteps: 5,
      },
    },
    {
      id: 'document',
      label: 'Document (gradient clipping)',
      help: 'Gradients clipped to ±0.01, one critic step, as the document’s code has it.',
      hyperparameters: {
        constraint: 'gradient-clipping',
        optimizer: 'rmsprop',
        learningRate: 5e-5,
        criticSteps: 1,
      },
    },
  ],
  metrics: [
    {
      name: 'g_loss',
      label: 'Generator loss',
      help: '−E C(G(z)): only its changes mean something.',
      group: 'Loss',
      better: 'neither',
    },
    {
      name: 'd_loss',
      label: 'Critic loss',
      help: 'E C(G(z)) − E C(x), and the penalty where there is one, at the last critic step.',
      group: 'Loss',
      better: 'neither',
    },
    {
      name: 'wasserstein_estimate',
      label: 'Wasserstein estimate',
      help: 'E C(x) − E C(G(z)) at the last critic step: the distance up to the critic’s Lipschitz constant.',
      group: 'Wasserstein estimate',
      better: 'lower',
    },
    {
      name: 'lipschitz',
      label: 'Lipschitz estimate',
      help: 'Mean norm of the critic’s gradient at images between real and generated ones; 1 is the aim.',
      group: 'Lipschitz estimate',
      better: 'neither',
    },
    {
      name: 'g_gradient_norm',
      label: 'Generator gradient',
      help: 'Norm of the loss gradient over all generator weights.',
      group: 'Gradient norm',
      better: 'neither',
    },
    {
      name: 'd_gradient_norm',
      label: 'Critic gradient',
      help: 'Norm of the loss gradient over all critic weights, before any clipping.',
      group: 'Gradient norm',
      better: 'neither',
    },
  ],
  headlineMetric: 'wasserstein_estimate',
  figures: ['samples'],
  defaultBudget: { unit: 'steps', count: 5000 },

  build({ random, ...image }, hp) {
    const drawLatents = normalLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const G = network('generator', initializer);
    const generate = dcganGenerator(G, { name: 'z', shape: [hp.latentSize] }, image, hp.filters);
    const C = network('critic', initializer);
    const features = dcganFeatures(C, 'features', image, hp.filters, { normalized: false });
    const score = C.stack('score', features, [dense('output', 1)]);
    const criticize = (images: Tensor2D, training?: Training): Tensor2D => score(features(images, training));

    const optimize = (name: typeof G): Optimizer =>
      hp.optimizer === 'adam'
        ? adam([name], { learningRate: hp.learningRate, beta1: 0, beta2: 0.9 })
        : rmsprop([name], hp);
    const [generatorOptimizer, criticOptimizer] = [optimize(G), optimize(C)];

    /** ‖∇C‖ of each image, [n]. */
    const slopes = (images: Tensor2D): Tensor1D => {
      const gradient = tf.grad((x) => tf.sum(criticize(x as Tensor2D)))(images);
      return tf.sqrt(tf.add(tf.sum<Tensor1D>(tf.square(gradient), 1), TINY));
    };
    const constrained = <Parts extends Objective>(result: GradientResult<Parts>): GradientResult<Parts> =>
      hp.constraint === 'gradient-clipping' ? clipByValue(result, hp.clip) : result;

    const criticStep = (real: Tensor2D, fake: Tensor2D, between: Tensor2D) => {
      const result = gradientsOf([C], () => {
        const distance = tf.sub<Scalar>(mean(criticize(real)), mean(criticize(fake)));
        const negative = tf.neg<Scalar>(distance);
        if (hp.constraint !== 'gradient-penalty') return { loss: negative, distance };
        const norms = slopes(between);
        const penalty = mean(tf.square(tf.sub(norms, 1)));
        const loss = tf.add<Scalar>(negative, tf.mul(penalty, hp.penalty));
        return { loss, distance, lipschitz: mean(norms) };
      });
      const norm = globalNorm(result.gradients);
      // Measured with the weights that the loss was measured with.
      const {
        loss,
        distance,
        lipschitz = mean(slopes(between)),
      } = result.parts as Objective & {
        distance: Scalar;
        lipschitz?: Scalar;
      };
      criticOptimizer.apply(constrained(result));
      if (hp.constraint === 'weight-clipping') clipWeights(C, hp.clip);
      return { loss, distance, lipschitz, norm };
    };

    return {
      networks: [G, C],
      optimizers: [generatorOptimizer, criticOptimizer],
      imagesPerStep: hp.batchSize * hp.criticSteps,
      generator: {
        latentSize: hp.latentSize,
        classes: null,
        drawLatents,
        decode: (z) => toUnit(generate(z)),
      },
      step({ images, random: noise }) {
        const batches = tf.split<Tensor2D>(toSigned(images), hp.criticSteps);
        const fakes = (pass: string) =>
          generate(drawLatents(noise, `z/${pass}`, hp.batchSize), { random: noise, pass });
        const turns = batches.map((real, turn) => {
          const pass = `critic/${String(turn)}`;
          const fake = fakes(pass);
          return criticStep(real, fake, mixture(real, fake, noise, pass));
        });
        const last = turns[turns.length - 1];
        if (last === undefined) throw new Error('The critic takes at least one step.');
        const g = gradientsOf([G], () => ({ loss: tf.neg<Scalar>(mean(criticize(fakes('g')))) }));
        generatorOptimizer.apply(constrained(g));
        return {
          g_loss: g.parts.loss,
          d_loss: last.loss,
          wasserstein_estimate: last.distance,
          lipschitz: last.lipschitz,
          g_gradient_norm: globalNorm(g.gradients),
          d_gradient_norm: last.norm,
        };
      },
    };
  },
});

/** A point on the line between each real and a generated image, uniformly drawn. */
function mixture(real: Tensor2D, fake: Tensor2D, noise: Random, pass: string): Tensor2D {
  const share = noise.uniform(`mix/${pass}`, [real.shape[0], 1], 0, 1);
  return tf.add(real, tf.mul(share, tf.sub(fake, real)));
}
