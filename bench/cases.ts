import { defaultsOf } from '../src-main/contract/hyperparameters';
import { gradientsOf } from '../src-main/engine/gradients';
import { mean } from '../src-main/engine/losses';
import {
  convolution,
  dense,
  flatten,
  leakyRelu,
  relu,
  reshape,
  sigmoid,
  transposedConvolution,
} from '../src-main/engine/layers';
import { network, normalInitializer } from '../src-main/engine/network';
import { adam } from '../src-main/engine/optimizers';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../src-main/engine/tensorflow';
import type { BuildContext, BuiltModel } from '../src-main/models/model';
import { modelById } from '../src-main/models/registry';

export const IMAGE = { height: 28, width: 28, channels: 1, pixels: 784, classes: 10 } as const;

export type BenchCase = Pick<BuiltModel, 'networks' | 'optimizers' | 'step'>;

/** The peers under `peers/` do the same arithmetic under the same names. */
export const CASES: Readonly<
  Record<string, { batchSize: number; build: (context: BuildContext) => BenchCase }>
> = {
  'vae-mlp': { batchSize: 128, build: (context) => registered('vae-mlp', context) },
  'gan-mlp': { batchSize: 64, build: (context) => registered('gan-mlp', context) },
  'gan-conv': { batchSize: 128, build: (context) => registered('gan-conv', context) },
  'wgan-gp': { batchSize: 64, build: wassersteinGan },
  'classifier-mlp': { batchSize: 64, build: (context) => registered('classifier-mlp', context) },
};

function registered(id: string, context: BuildContext): BenchCase {
  const model = modelById(id);
  return model.build(context, defaultsOf(model.info.fields));
}

/** WGAN with gradient penalty (Gulrajani et al. 2017) of two convolutions each way, one critic step. */
function wassersteinGan({ random, pixels }: BuildContext): BenchCase {
  const latents = 64;
  const initializer = normalInitializer(random, 0.02);
  const C = network('critic', initializer);
  const criticize = C.stack('critic', { name: 'image', shape: [pixels] }, [
    reshape([28, 28, 1]),
    convolution('convolution_1', 64, { kernel: 5, stride: 2 }),
    leakyRelu(0.2),
    convolution('convolution_2', 128, { kernel: 5, stride: 2 }),
    leakyRelu(0.2),
    flatten(),
    dense('output', 1),
  ]);
  const G = network('generator', initializer);
  const generate = G.stack('generator', { name: 'z', shape: [latents] }, [
    dense('seed', 7 * 7 * 128),
    relu(),
    reshape([7, 7, 128]),
    transposedConvolution('stage_2', 64, { kernel: 5, stride: 2 }),
    relu(),
    transposedConvolution('stage_3', 1, { kernel: 5, stride: 2 }),
    sigmoid(),
    flatten(),
  ]);

  const options = { learningRate: 1e-4, beta1: 0, beta2: 0.9 };
  const [generatorOptimizer, criticOptimizer] = [adam([G], options), adam([C], options)];
  return {
    networks: [G, C],
    optimizers: [generatorOptimizer, criticOptimizer],
    step({ images, random: noise }) {
      const z = noise.normal('z', [images.shape[0], latents]);
      const fake = generate(z);
      const mix = noise.uniform('mix', [images.shape[0], 1], 0, 1);
      const between = tf.add<Tensor2D>(images, tf.mul(mix, tf.sub(fake, images)));
      const c = gradientsOf([C], () => {
        const slope = tf.grad((x) => tf.sum(criticize(x)))(between);
        const norm = tf.sqrt(tf.add(tf.sum<Tensor1D>(tf.square(slope), 1), 1e-12));
        const penalty = mean(tf.square(tf.sub(norm, 1)));
        const distance = tf.sub<Scalar>(mean(criticize(fake)), mean(criticize(images)));
        return { loss: tf.add<Scalar>(distance, tf.mul(penalty, 10)) };
      });
      criticOptimizer.apply(c);
      const g = gradientsOf([G], () => ({ loss: tf.neg<Scalar>(mean(criticize(generate(z)))) }));
      generatorOptimizer.apply(g);
      return { d_loss: c.parts.loss, g_loss: g.parts.loss };
    },
  };
}
