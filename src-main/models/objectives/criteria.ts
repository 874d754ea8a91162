/**
 * The losses of the two networks of a GAN. A criterion takes the output of the discriminator D's last layer, [n, 1],
 * which has no activation; σ is the sigmoid, E the mean over a batch.
 */
import { choice, number, type Fields, type ValuesOf } from '../../contract/hyperparameters';
import type { MetricInfo } from '../../contract/model';
import { mean, sigmoidCrossEntropy } from '../../engine/losses';
import { tf, type Scalar, type Tensor } from '../../engine/tensorflow';

/** Description of a loss as a metric. */
export type LossInfo = Pick<MetricInfo, 'quantity' | 'label' | 'help' | 'unit'>;

export interface Criterion<F extends Fields = Fields> {
  /** Hyperparameters of the loss itself. */
  readonly fields: F;
  readonly discriminatorLoss: (real: Tensor, fake: Tensor, options: ValuesOf<F>) => Scalar;
  readonly generatorLoss: (fake: Tensor, options: ValuesOf<F>) => Scalar;
  /** Probabilities of being real lie between 0 and 1, scores anywhere. */
  readonly output: 'probability' | 'score';
  /** Maps the output of D's last layer to a probability or score. */
  readonly activate: (output: Tensor) => Tensor;
  /** Output of D's last layer at the boundary between generated and real. */
  readonly boundary: (options: ValuesOf<F>) => number;
  readonly generatorInfo: LossInfo;
  readonly discriminatorInfo: LossInfo;
  /** Hyperparameters that change what its losses and outputs measure, with their defaults. */
  readonly variesWith: NonNullable<MetricInfo['variesWith']>;
  /** The quantity of D(x). */
  readonly outputQuantity: string;
}

/** Lets TypeScript infer the type of the options from the fields. */
const criterion = <const F extends Fields>(description: Criterion<F>): Criterion<F> => description;

/**
 * Goodfellow et al. 2014, "Generative Adversarial Nets", algorithm 1, with the generator's loss of section 3:
 *   L_D = −E log σ(D(x)) − E log(1 − σ(D(G(z)))),  L_G = −E log σ(D(G(z))).
 * `realLabel` below one is one-sided label smoothing; Salimans et al. 2016, section 3.4.
 */
export const nonSaturating = criterion({
  fields: {
    realLabel: number({
      label: 'Real label',
      help: 'D’s target for real items; 0.9 is one-sided label smoothing, 1 the original GAN.',
      group: 'Objective',
      default: 1,
      min: 0.5,
      max: 1,
      whileTraining: 'recorded-again',
    }),
  },
  discriminatorLoss: (real, fake, { realLabel }) =>
    tf.add<Scalar>(mean(sigmoidCrossEntropy(real, realLabel)), mean(sigmoidCrossEntropy(fake, 0))),
  generatorLoss: (fake) => mean(sigmoidCrossEntropy(fake, 1)),
  output: 'probability',
  activate: (output) => tf.sigmoid(output),
  boundary: () => 0,
  variesWith: {},
  outputQuantity: 'probability of being real',
  generatorInfo: {
    quantity: 'non-saturating generator loss',
    label: 'Generator loss',
    help: '−E log D(G(z)): small when the discriminator takes generated items for real.',
    unit: 'nats',
  },
  discriminatorInfo: {
    quantity: 'cross-entropy of real and generated items',
    label: 'Discriminator loss',
    help: 'Cross-entropy on real and generated items; 1.386 (2 log 2) when it can only guess, 0.693 with a joint batch.',
    unit: 'nats',
  },
});

/** a, b and c of Mao et al. 2017: D's targets for generated and for real items, and G's target. */
const CODINGS = {
  binary: { a: 0, b: 1, c: 1 },
  pearson: { a: -1, b: 1, c: 0 },
} as const;

/**
 * Mao et al. 2017, "Least Squares Generative Adversarial Networks", eq. 2:
 *   L_D = ½ E (D(x) − b)² + ½ E (D(G(z)) − a)²,  L_G = ½ E (D(G(z)) − c)².
 * `binary` is eq. 9 of the paper; `pearson` is eq. 8, which with the optimal D minimises the Pearson χ² divergence.
 */
export const leastSquares = criterion({
  fields: {
    coding: choice({
      label: 'Coding',
      help: 'D’s targets a for generated and b for real items, and c, the output of D that G aims at.',
      group: 'Objective',
      default: 'binary',
      options: [
        { value: 'binary', label: '0, 1, 1' },
        { value: 'pearson', label: '−1, 1, 0' },
      ],
    }),
  },
  discriminatorLoss: (real, fake, { coding }) =>
    tf.add<Scalar>(halfSquaredError(real, CODINGS[coding].b), halfSquaredError(fake, CODINGS[coding].a)),
  generatorLoss: (fake, { coding }) => halfSquaredError(fake, CODINGS[coding].c),
  output: 'score',
  activate: (output) => output,
  boundary: ({ coding }) => (CODINGS[coding].a + CODINGS[coding].b) / 2,
  variesWith: { coding: 'binary' },
  outputQuantity: 'least-squares discriminator output',
  generatorInfo: {
    quantity: 'least-squares generator loss',
    label: 'Least-squares generator loss',
    help: '½ E (D(G(z)) − c)²: half the squared distance of D’s output for generated items from the target.',
  },
  discriminatorInfo: {
    quantity: 'least-squares discriminator loss',
    label: 'Least-squares discriminator loss',
    help: '½ E (D(x) − b)² + ½ E (D(G(z)) − a)²; 0.25 when D can only guess between 0 and 1, half of it with a joint batch.',
  },
});

function halfSquaredError(output: Tensor, target: number): Scalar {
  return tf.mul<Scalar>(mean(tf.square(tf.sub(output, target))), 0.5);
}

/**
 * Lim and Ye 2017, "Geometric GAN", eqs. 12 and 13; Miyato et al. 2018, "Spectral Normalization", eqs. 16 and 17:
 *   L_D = E max(0, 1 − D(x)) + E max(0, 1 + D(G(z))),  L_G = −E D(G(z)).
 */
export const hinge = criterion({
  fields: {},
  discriminatorLoss: (real, fake) =>
    tf.add<Scalar>(mean(tf.relu(tf.sub(1, real))), mean(tf.relu(tf.add(fake, 1)))),
  generatorLoss: (fake) => tf.neg<Scalar>(mean(fake)),
  output: 'score',
  activate: (output) => output,
  boundary: () => 0,
  variesWith: {},
  outputQuantity: 'hinge discriminator output',
  generatorInfo: {
    quantity: 'hinge generator loss',
    label: 'Hinge generator loss',
    help: '−E D(G(z)): only its changes mean something.',
  },
  discriminatorInfo: {
    quantity: 'hinge discriminator loss',
    label: 'Hinge discriminator loss',
    help: 'E max(0, 1 − D(x)) + E max(0, 1 + D(G(z))); 2 when D can only guess.',
  },
});

/**
 * Arjovsky, Chintala and Bottou 2017, "Wasserstein GAN", algorithm 1:
 *   L_D = E D(G(z)) − E D(x),  L_G = −E D(G(z)).
 * It needs a D with bounded slope: `wasserstein.ts` has the constraints.
 */
export const wasserstein = criterion({
  fields: {},
  discriminatorLoss: (real, fake) => tf.neg<Scalar>(tf.sub(mean(real), mean(fake))),
  generatorLoss: (fake) => tf.neg<Scalar>(mean(fake)),
  output: 'score',
  activate: (output) => output,
  boundary: () => 0,
  variesWith: {},
  outputQuantity: 'critic output',
  generatorInfo: {
    quantity: 'Wasserstein generator loss',
    label: 'Wasserstein generator loss',
    help: '−E C(G(z)): only its changes mean something.',
  },
  discriminatorInfo: {
    quantity: 'Wasserstein critic loss',
    label: 'Critic loss',
    help: 'E C(G(z)) − E C(x), and the penalty where there is one, at the last critic step.',
  },
});
