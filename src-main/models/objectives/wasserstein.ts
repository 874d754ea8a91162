/**
 * Training of Wasserstein GANs: a critic C without sigmoid. The difference between its means over real and generated
 * items estimates the earth mover's distance, as long as the critic is 1-Lipschitz.
 *
 * Arjovsky, Chintala and Bottou 2017, "Wasserstein GAN", algorithm 1: the losses of `criteria.ts`, and `criticSteps`
 * updates of the critic for each of the generator's. The Lipschitz constraint is one of three:
 * - weight clipping to ±`clip`, as in the paper, with RMSprop at 5e-5;
 * - gradient penalty λ E (‖∇C(x̂)‖ − 1)² at x̂ between real and generated items; Gulrajani et al. 2017, algorithm 1, with
 *   λ = 10 and Adam (β₁ 0, β₂ 0.9);
 * - clipping of the critic's gradients to ±`clip`, as in the code of “GAN basics” (`sources.ts`), although its text
 *   says weights. It bounds the update, not the critic, so the estimate is not a distance.
 */
import { choice, integer, number } from '../../contract/hyperparameters';
import type { MetricInfo } from '../../contract/model';
import {
  clipByValue,
  clipWeights,
  gradientsOf,
  type GradientResult,
  type Objective,
} from '../../engine/gradients';
import type { TrainingPass } from '../../engine/layers';
import { globalNorm, mean } from '../../engine/losses';
import type { Network } from '../../engine/network';
import { adam, rmsprop, type Optimizer } from '../../engine/optimizers';
import type { Random } from '../../engine/random';
import { stepInput } from '../../engine/step-inputs';
import { isUpdated } from '../../engine/update-options';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../../engine/tensorflow';
import type { StepContext } from '../../engine/training-step';
import { gradientOf } from '../metrics';
import type { Generator } from '../model';
import type { TrainedNetwork } from './adversarial';
import { wasserstein } from './criteria';

export const wassersteinFields = {
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
    help: 'Updates of the critic for each of the generator, each on real items and latents of its own.',
    group: 'Optimisation',
    default: 3,
    min: 1,
    max: 20,
    whileTraining: 'recorded-again',
  }),
  constraint: choice({
    label: 'Lipschitz constraint',
    help: 'Weight clipping is the paper’s. Example code that is often copied clips the critic’s gradients instead.',
    group: 'Objective',
    default: 'gradient-penalty',
    options: [
      { value: 'gradient-penalty', label: 'Gradient penalty' },
      { value: 'weight-clipping', label: 'Weight clipping' },
      { value: 'gradient-clipping', label: 'Gradient clipping' },
    ],
  }),
  clip: number({
    label: 'Clip',
    help: 'Bound of the critic’s weights, or of its gradients, where they are clipped.',
    group: 'Objective',
    default: 0.01,
    min: 1e-5,
    max: 10,
    scale: 'log',
    whileTraining: 'input',
  }),
  penalty: number({
    label: 'Penalty weight',
    help: 'λ of the gradient penalty.',
    group: 'Objective',
    default: 10,
    min: 0,
    max: 1000,
    whileTraining: 'input',
  }),
};

export const WASSERSTEIN_METRICS: readonly MetricInfo[] = [
  {
    name: 'g_loss',
    ...wasserstein.generatorInfo,
    group: 'Loss',
    better: 'neither',
  },
  {
    name: 'd_loss',
    ...wasserstein.discriminatorInfo,
    group: 'Loss',
    better: 'neither',
    variesWith: { constraint: wassersteinFields.constraint.default },
  },
  {
    name: 'wasserstein_estimate',
    quantity: 'Wasserstein estimate',
    label: 'Wasserstein estimate',
    help: 'E C(x) − E C(G(z)) at the last critic step: the distance up to the critic’s Lipschitz constant. It rises while the critic learns, then falls.',
    group: 'Wasserstein estimate',
    better: 'neither',
    variesWith: { constraint: wassersteinFields.constraint.default },
  },
  {
    name: 'lipschitz',
    quantity: 'gradient norm of the critic by its input',
    label: 'Lipschitz estimate',
    help: 'Mean norm of the critic’s gradient between real and generated items; 1 is the aim.',
    group: 'Lipschitz estimate',
    better: 'neither',
  },
  {
    name: 'g_gradient_norm',
    quantity: gradientOf(wasserstein.generatorInfo),
    label: 'Wasserstein generator gradient',
    help: 'Norm of the loss gradient over all generator weights.',
    group: 'Gradient norm',
    better: 'neither',
  },
  {
    name: 'd_gradient_norm',
    quantity: gradientOf(wasserstein.discriminatorInfo),
    label: 'Critic gradient',
    help: 'Norm of the loss gradient over all critic weights, before any clipping.',
    group: 'Gradient norm',
    better: 'neither',
  },
];

export interface WassersteinOptions {
  readonly batchSize: number;
  readonly criticSteps: number;
  readonly constraint: 'gradient-penalty' | 'weight-clipping' | 'gradient-clipping';
  readonly clip: number;
  readonly penalty: number;
}

export interface WassersteinNetworks {
  readonly generator: TrainedNetwork;
  readonly discriminator: TrainedNetwork;
  readonly drawLatents: Generator['drawLatents'];
  /** Items in the range of the critic's inputs. */
  readonly generate: (latents: Tensor2D, training: TrainingPass) => Tensor2D;
  /** [n, values] → [n, 1] */
  readonly criticize: (items: Tensor2D) => Tensor2D;
}

/**
 * RMSprop as close to the settings of the first paper's authors (PyTorch's: ρ 0.99, ε 1e-8 outside the root) as single
 * precision reproduces. The usual ε of 1e-7 is as large as the generator's squared gradients after clipped weights have
 * flattened the critic, and would shorten its steps by a third.
 */
const PUBLISHED_RMSPROP = { rho: 0.99, epsilon: 1e-12 };

/**
 * Adam as in Gulrajani et al. 2017 (1704.00028), algorithm 1 (β₁ = 0, β₂ = 0.9), or RMSprop as in Arjovsky et al. 2017.
 */
export function wassersteinOptimizer(
  network: Network,
  hp: { optimizer: 'adam' | 'rmsprop'; learningRate: number },
): Optimizer {
  return hp.optimizer === 'adam'
    ? adam([network], { learningRate: hp.learningRate, beta1: 0, beta2: 0.9 })
    : rmsprop([network], { ...PUBLISHED_RMSPROP, learningRate: hp.learningRate });
}

/** Added inside the square root, so that its derivative is finite where a gradient is zero. */
const EPSILON = 1e-12;

/**
 * Trains the critic for `criticSteps` steps and the generator for one. Returns the values of `WASSERSTEIN_METRICS`.
 * @param context its examples are `criticSteps` batches, in the range of the critic's inputs
 */
export function wassersteinStep(
  { x, random }: Pick<StepContext, 'x' | 'random'>,
  { generator, discriminator: critic, drawLatents, generate, criticize }: WassersteinNetworks,
  { batchSize, criticSteps, constraint, ...options }: WassersteinOptions,
): Record<string, Scalar> {
  const clip = stepInput('clip', options.clip);
  const weight = stepInput('penalty', options.penalty);
  const fakes = (pass: string) => generate(drawLatents(random, `z/${pass}`, batchSize), { random, pass });
  const constrained = <Parts extends Objective>(result: GradientResult<Parts>): GradientResult<Parts> =>
    constraint === 'gradient-clipping' ? clipByValue(result, clip) : result;
  /** ‖∇C‖ at each item, [n]. */
  const gradientNorms = (items: Tensor2D): Tensor1D => {
    const gradient = tf.grad((x) => tf.sum(criticize(x as Tensor2D)))(items);
    return tf.sqrt(tf.add(tf.sum<Tensor1D>(tf.square(gradient), 1), EPSILON));
  };

  const criticStep = (real: Tensor2D, fake: Tensor2D, between: Tensor2D) => {
    const result = gradientsOf([critic.network], () => {
      const distance = tf.sub<Scalar>(mean(criticize(real)), mean(criticize(fake)));
      const negative = tf.neg<Scalar>(distance);
      if (constraint !== 'gradient-penalty') return { loss: negative, distance };
      const norms = gradientNorms(between);
      const penalty = mean(tf.square(tf.sub(norms, 1)));
      const loss = tf.add<Scalar>(negative, tf.mul(penalty, weight));
      return { loss, distance, lipschitz: mean(norms) };
    });
    const norm = globalNorm(result.gradients);
    // Measured with the same weights as the loss.
    const {
      loss,
      distance,
      lipschitz = mean(gradientNorms(between)),
    } = result.parts as Objective & { distance: Scalar; lipschitz?: Scalar };
    critic.optimizer.apply(constrained(result));
    if (constraint === 'weight-clipping' && isUpdated(critic.network)) clipWeights(critic.network, clip);
    return { loss, distance, lipschitz, norm };
  };

  const criticUpdates = tf.split<Tensor2D>(x, criticSteps).map((real, update) => {
    const pass = `critic/${String(update)}`;
    const fake = fakes(pass);
    return criticStep(real, fake, interpolate(real, fake, random, pass));
  });
  const last = criticUpdates[criticUpdates.length - 1];
  if (last === undefined) throw new Error('The critic takes at least one step.');
  const g = gradientsOf([generator.network], () => ({
    loss: wasserstein.generatorLoss(criticize(fakes('g')), {}),
  }));
  generator.optimizer.apply(g);
  return {
    g_loss: g.parts.loss,
    d_loss: last.loss,
    wasserstein_estimate: last.distance,
    lipschitz: last.lipschitz,
    g_gradient_norm: globalNorm(g.gradients),
    d_gradient_norm: last.norm,
  };
}

/** A uniformly drawn point on the line between each real item and a generated one, [n, values]. */
function interpolate(real: Tensor2D, fake: Tensor2D, random: Random, pass: string): Tensor2D {
  const fraction = random.uniform(`mix/${pass}`, [real.shape[0], 1], 0, 1);
  return tf.add(real, tf.mul(fraction, tf.sub(fake, real)));
}
