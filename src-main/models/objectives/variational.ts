/**
 * The objective of variational autoencoders. Kingma and Welling 2013, "Auto-Encoding Variational Bayes": a Gaussian
 * encoder q(z|x) and a decoder p(x|z), trained on the negative evidence lower bound (eq. 10), both terms summed, over
 * the values of an item and over latents:
 *   L = −E log p(x|z) + β KL(q(z|x) ‖ N(0, I)),  z = μ + σ ε,  ε ~ N(0, I).
 * β above one is Higgins et al. 2017, "beta-VAE".
 */
import { number } from '../../contract/hyperparameters';
import type { MetricInfo } from '../../contract/model';
import { gradientsOf } from '../../engine/gradients';
import type { TrainingPass } from '../../engine/layers';
import { gaussianKl, globalNorm } from '../../engine/losses';
import type { Network } from '../../engine/network';
import type { Optimizer } from '../../engine/optimizers';
import type { Random } from '../../engine/random';
import { tf, type Scalar, type Tensor, type Tensor1D, type Tensor2D } from '../../engine/tensorflow';
import { gradientNorm, withEvaluation } from '../metrics';
import type { BuiltModel } from '../model';

export const beta = number({
  label: 'β',
  help: 'Weight of the KL term: 1 is the ELBO, more presses towards the prior.',
  group: 'Objective',
  default: 1,
  min: 0,
  max: 1000,
  whileTraining: 'recorded-again',
});

/**
 * @param items what p(x|z) describes
 * @param likelihood the hyperparameters that p(x|z) depends on, with their defaults
 */
export function variationalMetrics(
  items: 'pixels' | 'standardised points',
  likelihood: NonNullable<MetricInfo['variesWith']>,
): MetricInfo[] {
  // Means over pixels and latents are not in nats per item.
  const unit = { unit: 'nats', unitNeeds: ['lossReduction'] };
  const loss: MetricInfo = {
    name: 'loss',
    quantity: `negative ELBO of ${items}`,
    label: 'Negative ELBO',
    help: 'Reconstruction and β times KL divergence together: the negative ELBO where β is 1.',
    group: 'Loss',
    ...unit,
    better: 'lower',
    variesWith: { ...likelihood, beta: beta.default },
  };

  return [
    ...withEvaluation(loss),
    ...withEvaluation({
      name: 'reconstruction_loss',
      quantity: `negative log likelihood of ${items}`,
      label: 'Reconstruction',
      help: '−log p(x|z), summed over the values of an item.',
      group: 'Reconstruction',
      ...unit,
      better: 'lower',
      variesWith: likelihood,
    }),
    ...withEvaluation({
      name: 'kl_divergence',
      quantity: 'KL divergence from the prior',
      label: 'KL divergence',
      help: 'How far the encoder strays from the prior: KL(q(z|x) ‖ N(0, I)), summed over latents.',
      group: 'KL divergence',
      ...unit,
      better: 'neither',
      variesWith: { lossReduction: 'elbo' },
    }),
    {
      name: 'active_units',
      quantity: 'active latents',
      label: 'Active units',
      help: 'Latents that carry something: whose posterior mean varies by more than 0.01 within the batch.',
      group: 'Active units',
      better: 'neither',
    },
    gradientNorm(loss),
  ];
}

/** A latent is active where its posterior mean varies by more than this between items; Burda et al. 2015, sect. 5.2. */
const ACTIVE_VARIANCE = 0.01;

export interface VariationalParts {
  readonly networks: readonly Network[];
  readonly optimizer: Optimizer;
  /** Items [n, values] → mean and log variance of q(z|x), [n, latents] each. */
  readonly posterior: (items: Tensor2D, training?: TrainingPass) => { mean: Tensor2D; logVariance: Tensor2D };
  /** −log p(x|z) of each value, [n, values]. */
  readonly reconstructionNll: (items: Tensor2D, latents: Tensor2D, training?: TrainingPass) => Tensor2D;
}

export interface VariationalWeights {
  /** Read in each step, because it may change while a run trains. */
  readonly beta: number;
  /** Factors of the two sums: 1, or smaller to take means instead. */
  readonly valueScale?: number;
  readonly latentScale?: number;
}

/**
 * The step, which returns the values of `variationalMetrics` without validation; the evaluation; and the likelihood.
 */
export function variational(
  { networks, optimizer, posterior, reconstructionNll }: VariationalParts,
  weights: VariationalWeights,
): Required<Pick<BuiltModel, 'step' | 'evaluate' | 'likelihood'>> {
  const { valueScale = 1, latentScale = 1 } = weights;
  const scaled = (x: Tensor1D, scale: number): Tensor1D => (scale === 1 ? x : tf.mul(x, scale));
  /** Both terms of the loss for each item of a batch, [n] each, and the posterior means. */
  const terms = (items: Tensor2D, noise: Random, training?: TrainingPass) => {
    const { mean, logVariance } = posterior(items, training);
    const epsilon = noise.normal('epsilon', mean.shape) as Tensor2D;
    const z = tf.add<Tensor2D>(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), epsilon));
    return {
      reconstruction: scaled(tf.sum<Tensor1D>(reconstructionNll(items, z, training), 1), valueScale),
      kl: scaled(tf.sum<Tensor1D>(gaussianKl(mean, logVariance), 1), latentScale),
      mean,
    };
  };
  const together = <T extends Tensor>(reconstruction: T, kl: T): T =>
    tf.add(reconstruction, weights.beta === 1 ? kl : tf.mul(kl, weights.beta));

  return {
    likelihood: {
      posterior: (items) => posterior(items),
      // Summed even where the loss takes means: only the sum is a bound of the evidence.
      logLikelihood: (items, latents) => tf.neg(tf.sum<Tensor1D>(reconstructionNll(items, latents), 1)),
    },

    step({ x, random: noise }) {
      const result = gradientsOf(networks, () => {
        const { reconstruction, kl, mean } = terms(x, noise, { random: noise, pass: 'step' });
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

    evaluate({ x }, noise) {
      const { reconstruction, kl } = terms(x, noise);
      return { loss: together(reconstruction, kl), reconstruction_loss: reconstruction, kl_divergence: kl };
    },
  };
}
