import { defaultsOf } from '../src-main/contract/hyperparameters';
import { gradientsOf } from '../src-main/engine/gradients';
import { sigmoidCrossEntropy } from '../src-main/engine/losses';
import {
  dropout,
  glorotInitializer,
  network,
  normalInitializer,
  upsample,
  type Network,
} from '../src-main/engine/network';
import { adam, rmsprop, type Optimizer } from '../src-main/engine/optimizers';
import type { Random } from '../src-main/engine/random';
import {
  tf,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '../src-main/engine/tensorflow';
import type { TrainStep } from '../src-main/engine/training-step';
import { modelById } from '../src-main/models/registry';

export const PIXELS = 784;

export interface BenchCase {
  readonly networks: readonly Network[];
  readonly optimizers: readonly Optimizer[];
  readonly step: TrainStep;
}

/** The peers under `peers/` do the same arithmetic under the same names. */
export const CASES: Readonly<Record<string, { batchSize: number; build: (random: Random) => BenchCase }>> = {
  'vae-mlp': { batchSize: 128, build: (random) => registered('vae-mlp', random) },
  'gan-mlp': { batchSize: 64, build: (random) => registered('gan-mlp', random) },
  'gan-conv': { batchSize: 128, build: convolutionalGan },
  'wgan-gp': { batchSize: 64, build: wassersteinGan },
  'classifier-mlp': { batchSize: 64, build: classifier },
};

function registered(id: string, random: Random): BenchCase {
  const model = modelById(id);
  return model.build({ pixels: PIXELS, random }, defaultsOf(model.info.fields));
}

const mean = (values: Tensor): Scalar => tf.mean<Scalar>(values);
const asImages = (x: Tensor2D): Tensor4D => tf.reshape(x, [-1, 28, 28, 1]);

/** The convolutional GAN of the documents: three strided convolutions against three normalised upsampling stages. */
function convolutionalGan(random: Random): BenchCase {
  const latents = 32;
  const rate = 0.4;
  const initializer = glorotInitializer(random);
  const D = network('discriminator', initializer);
  const convolutions = [
    D.convolution('convolution_1', { inputs: 1, filters: 64, kernel: 5, stride: 2 }),
    D.convolution('convolution_2', { inputs: 64, filters: 128, kernel: 5, stride: 2 }),
    D.convolution('convolution_3', { inputs: 128, filters: 256, kernel: 5, stride: 2 }),
  ];
  const verdict = D.dense('output', 4 * 4 * 256, 1);
  const discriminate = (images: Tensor4D, noise: Random, pass: string): Tensor2D => {
    const features = convolutions.reduce(
      (x, convolve, i) => dropout(tf.relu(convolve(x)), rate, noise, `dropout/${pass}/${String(i)}`),
      images,
    );
    return verdict(tf.reshape(features, [-1, 4 * 4 * 256]));
  };

  const G = network('generator', initializer);
  const seed = G.dense('seed', latents, 7 * 7 * 64);
  const normalizeSeed = G.batchNormalization('normalization_1', 7 * 7 * 64, { momentum: 0.9 });
  const stage2 = G.transposedConvolution('stage_2', { inputs: 64, filters: 32, kernel: 5 });
  const normalize2 = G.batchNormalization('normalization_2', 32, { momentum: 0.9 });
  const stage3 = G.transposedConvolution('stage_3', { inputs: 32, filters: 16, kernel: 5 });
  const normalize3 = G.batchNormalization('normalization_3', 16, { momentum: 0.9 });
  const output = G.convolution('output', { inputs: 16, filters: 1, kernel: 5 });
  const leaky = (x: Tensor4D): Tensor4D => tf.leakyRelu(x, 0.3);
  const generate = (z: Tensor2D, noise: Random, pass: string): Tensor4D => {
    const seeded = leaky(normalizeSeed(tf.reshape(seed(z), [-1, 1, 1, 7 * 7 * 64])));
    const square: Tensor4D = tf.reshape(seeded, [-1, 7, 7, 64]);
    const first = dropout(square, rate, noise, `dropout/${pass}/generator`);
    const second = leaky(normalize2(stage2(upsample(first))));
    return tf.sigmoid(output(leaky(normalize3(stage3(upsample(second))))));
  };

  const options = { learningRate: 4e-4 };
  const [generatorOptimizer, discriminatorOptimizer] = [adam([G], options), adam([D], options)];
  return {
    networks: [G, D],
    optimizers: [generatorOptimizer, discriminatorOptimizer],
    step({ images, random: noise }) {
      const n = images.shape[0];
      const z = (stream: string) => noise.uniform(stream, [n, latents], -1, 1) as Tensor2D;
      const fakes = generate(z('z/discriminator'), noise, 'fakes');
      const joint = tf.concat([asImages(images), fakes]);
      const labels = tf.concat([tf.ones([n, 1]), tf.zeros([n, 1])]);
      const d = gradientsOf([D], () => ({
        loss: mean(sigmoidCrossEntropy(discriminate(joint, noise, 'd'), labels)),
      }));
      discriminatorOptimizer.apply(d);
      const g = gradientsOf([G], () => ({
        loss: mean(sigmoidCrossEntropy(discriminate(generate(z('z/generator'), noise, 'g'), noise, 'dg'), 1)),
      }));
      generatorOptimizer.apply(g);
      return { d_loss: d.parts.loss, g_loss: g.parts.loss };
    },
  };
}

/** WGAN with gradient penalty (Gulrajani et al. 2017) of two convolutions each way, one critic step. */
function wassersteinGan(random: Random): BenchCase {
  const latents = 64;
  const initializer = normalInitializer(random, 0.02);
  const C = network('critic', initializer);
  const convolution1 = C.convolution('convolution_1', { inputs: 1, filters: 64, kernel: 5, stride: 2 });
  const convolution2 = C.convolution('convolution_2', { inputs: 64, filters: 128, kernel: 5, stride: 2 });
  const score = C.dense('output', 7 * 7 * 128, 1);
  const leaky = (x: Tensor4D): Tensor4D => tf.leakyRelu(x, 0.2);
  const criticize = (x: Tensor4D): Tensor2D =>
    score(tf.reshape(leaky(convolution2(leaky(convolution1(x)))), [-1, 7 * 7 * 128]));

  const G = network('generator', initializer);
  const seed = G.dense('seed', latents, 7 * 7 * 128);
  const stage2 = G.transposedConvolution('stage_2', { inputs: 128, filters: 64, kernel: 5, stride: 2 });
  const stage3 = G.transposedConvolution('stage_3', { inputs: 64, filters: 1, kernel: 5, stride: 2 });
  const generate = (z: Tensor2D): Tensor4D => {
    const first: Tensor4D = tf.reshape(tf.relu(seed(z)), [-1, 7, 7, 128]);
    return tf.sigmoid(stage3(tf.relu(stage2(first))));
  };

  const options = { learningRate: 1e-4, beta1: 0, beta2: 0.9 };
  const [generatorOptimizer, criticOptimizer] = [adam([G], options), adam([C], options)];
  return {
    networks: [G, C],
    optimizers: [generatorOptimizer, criticOptimizer],
    step({ images, random: noise }) {
      const n = images.shape[0];
      const z = noise.normal('z', [n, latents]) as Tensor2D;
      const real = asImages(images);
      const fake = generate(z);
      const mix = noise.uniform('mix', [n, 1, 1, 1], 0, 1);
      const between = tf.add<Tensor4D>(real, tf.mul(mix, tf.sub(fake, real)));
      const c = gradientsOf([C], () => {
        const slope = tf.grad((x) => tf.sum(criticize(x as Tensor4D)))(between);
        const norm = tf.sqrt(tf.add(tf.sum<Tensor1D>(tf.square(slope), [1, 2, 3]), 1e-12));
        const penalty = mean(tf.square(tf.sub(norm, 1)));
        const distance = tf.sub<Scalar>(mean(criticize(fake)), mean(criticize(real)));
        return { loss: tf.add<Scalar>(distance, tf.mul(penalty, 10)) };
      });
      criticOptimizer.apply(c);
      const g = gradientsOf([G], () => ({ loss: tf.neg<Scalar>(mean(criticize(generate(z)))) }));
      generatorOptimizer.apply(g);
      return { d_loss: c.parts.loss, g_loss: g.parts.loss };
    },
  };
}

/** The documents' classifier; its labels are a fixed function of the step's images, to the same effect as real ones. */
function classifier(random: Random): BenchCase {
  const N = network('classifier', glorotInitializer(random));
  const hidden1 = N.dense('hidden_1', PIXELS, 64);
  const hidden2 = N.dense('hidden_2', 64, 64);
  const output = N.dense('output', 64, 10);
  const optimizer = rmsprop([N], { learningRate: 0.001 });
  return {
    networks: [N],
    optimizers: [optimizer],
    step({ images, random: noise }) {
      const n = images.shape[0];
      const labels = tf.oneHot(tf.cast(noise.uniform('labels', [n], 0, 10), 'int32'), 10);
      const result = gradientsOf([N], () => {
        const logits = output(tf.relu(hidden2(tf.relu(hidden1(images)))));
        const loss = tf.neg<Scalar>(mean(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), 1)));
        return { loss };
      });
      optimizer.apply(result);
      return { loss: result.parts.loss };
    },
  };
}
