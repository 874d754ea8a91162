/**
 * The game that vanilla, convolutional, deep convolutional and conditional GANs play; Goodfellow et al. 2014, algorithm
 * 1 with one discriminator step, and the non-saturating generator loss of section 3:
 *   L_D = −E log D(x) − E log(1 − D(G(z))),  L_G = −E log D(G(z)).
 * `realLabel` below one is one-sided label smoothing (Salimans et al. 2016, section 3.4). `jointBatch` shows D real and
 * generated examples as one batch, which halves L_D. With `simultaneous` updates both gradients are taken before either
 * network moves.
 */
import { gradientsOf } from '../engine/gradients';
import type { Training } from '../engine/layers';
import { globalNorm, mean, share, sigmoidCrossEntropy } from '../engine/losses';
import type { Network } from '../engine/network';
import type { Optimizer } from '../engine/optimizers';
import { tf, type Scalar, type Tensor2D } from '../engine/tensorflow';
import type { StepContext } from '../engine/training-step';

export interface Player {
  readonly network: Network;
  readonly optimizer: Optimizer;
}

/** Two networks against one another, each with an optimiser of its own; `both` is what a model has of them. */
export function players(G: Network, D: Network, optimize: (network: Network) => Optimizer) {
  const generator: Player = { network: G, optimizer: optimize(G) };
  const discriminator: Player = { network: D, optimizer: optimize(D) };
  const both = { networks: [G, D], optimizers: [generator.optimizer, discriminator.optimizer] };
  return { generator, discriminator, both };
}

export interface Game {
  readonly generator: Player;
  readonly discriminator: Player;
  /** Items [batch, values] of latents that are the step's or, where the model draws so, the pass's own. */
  readonly generate: (training: Training) => Tensor2D;
  /** Logits [n, 1] of examples being real. */
  readonly discriminate: (examples: Tensor2D, training: Training) => Tensor2D;
}

export interface Rules {
  readonly realLabel: number;
  readonly jointBatch: boolean;
  readonly updates: 'alternating' | 'simultaneous';
}

/** One step of both networks. Returns what `GAN_METRICS` describes. */
export function adversarialStep(
  { x, random }: Pick<StepContext, 'x' | 'random'>,
  { generator, discriminator, generate, discriminate }: Game,
  { realLabel, jointBatch, updates }: Rules,
): Record<string, Scalar> {
  const inPass = (pass: string): Training => ({ random, pass });

  const judge = () => {
    const fakes = generate(inPass('d/fake'));
    return gradientsOf([discriminator.network], () => {
      const [realLogits, fakeLogits] = jointBatch
        ? (tf.split(discriminate(tf.concat([x, fakes]), inPass('d')), 2) as [Tensor2D, Tensor2D])
        : [discriminate(x, inPass('d/real')), discriminate(fakes, inPass('d/fake'))];
      const realLoss = mean(sigmoidCrossEntropy(realLogits, realLabel));
      const fakeLoss = mean(sigmoidCrossEntropy(fakeLogits, 0));
      const sum = tf.add<Scalar>(realLoss, fakeLoss);
      return {
        // Real and generated examples are equally many, so the mean over the joint batch is half the sum of means.
        loss: jointBatch ? tf.mul<Scalar>(sum, 0.5) : sum,
        real: mean(tf.sigmoid(realLogits)),
        fake: mean(tf.sigmoid(fakeLogits)),
        accuracy: tf.mul<Scalar>(
          tf.add(share(tf.greater(realLogits, 0)), share(tf.less(fakeLogits, 0))),
          0.5,
        ),
      };
    });
  };
  const forge = () =>
    gradientsOf([generator.network], () => {
      const logits = discriminate(generate(inPass('g')), inPass('g'));
      return { loss: mean(sigmoidCrossEntropy(logits, 1)), accuracy: share(tf.greater(logits, 0)) };
    });

  const d = judge();
  let g: ReturnType<typeof forge>;
  if (updates === 'simultaneous') {
    g = forge();
    discriminator.optimizer.apply(d);
  } else {
    discriminator.optimizer.apply(d);
    g = forge();
  }
  generator.optimizer.apply(g);

  return {
    g_loss: g.parts.loss,
    d_loss: d.parts.loss,
    d_real: d.parts.real,
    d_fake: d.parts.fake,
    d_accuracy: d.parts.accuracy,
    g_accuracy: g.parts.accuracy,
    g_gradient_norm: globalNorm(g.gradients),
    d_gradient_norm: globalNorm(d.gradients),
  };
}
