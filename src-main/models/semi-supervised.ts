/**
 * The game of semi-supervised GANs: the discriminator tells the K classes apart, and generated items from all of them,
 * so that unlabelled and even generated items help it to classify from few labels.
 *
 * Salimans et al. 2016, "Improved Techniques for Training GANs", section 5: the classifier's K logits l make
 * D(x) = Z / (Z + 1) with Z = Σ exp l, which is a softmax over K + 1 classes with the logit of "generated" fixed at zero.
 *   L_supervised   = −E log p(y | x, y ≤ K)       over the few labelled items,
 *   L_unsupervised = −E log D(x) − E log(1 − D(G(z))) over items without labels and generated ones,
 *   L_G            = mean over features of (E f(x) − E f(G(z)))², on the layer before the logits: feature matching
 *                    (section 3.1, where the paper sums over them),
 * or, where feature matching is off, the non-saturating −E log D(G(z)).
 */
import { boolean, integer } from '../contract/hyperparameters';
import type { MetricInfo } from '../contract/model';
import { gather, gatherLabels, type TrainingSet } from '../engine/batches';
import { gradientsOf } from '../engine/gradients';
import type { Training } from '../engine/layers';
import { correct, globalNorm, mean, share, softmaxCrossEntropy } from '../engine/losses';
import { sequence, streamKey } from '../engine/random';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import type { StepContext } from '../engine/training-step';
import type { Player } from './adversarial';
import { validationSplit } from './fields';
import { VERDICT_METRICS, withEvaluation } from './metrics';
import type { Generator, HeldOut } from './model';

export const semiSupervisedFields = {
  labelled: integer({
    label: 'Labels kept',
    help: 'Items whose labels are used, equally many of each class; all others are taken without.',
    group: 'Objective',
    default: 100,
    min: 1,
    max: 10_000,
  }),
  validationSplit: validationSplit(),
  featureMatching: boolean({
    label: 'Feature matching',
    help: 'G matches the mean features of real items instead of fooling D: worse samples, but a better classifier.',
    group: 'Objective',
    default: true,
  }),
};

export const SEMI_SUPERVISED_METRICS: readonly MetricInfo[] = [
  {
    name: 'g_loss',
    label: 'Generator loss',
    help: 'Squared distance of mean features of real and generated items; −E log D(G(z)) without feature matching.',
    group: 'Loss',
    better: 'neither',
    variesWith: { featureMatching: semiSupervisedFields.featureMatching.default },
  },
  {
    name: 'd_loss',
    label: 'Discriminator loss',
    help: 'The unsupervised part: cross-entropy on real and generated items; 1.386 (2 log 2) when it can only guess.',
    group: 'Loss',
    unit: 'nats',
    better: 'neither',
    variesWith: { jointBatch: false },
  },
  ...VERDICT_METRICS,
  {
    name: 'g_gradient_norm',
    label: 'Feature matching gradient',
    help: 'Norm of the loss gradient over all generator weights.',
    group: 'Gradient norm',
    better: 'neither',
    variesWith: { featureMatching: semiSupervisedFields.featureMatching.default },
  },
  {
    name: 'd_gradient_norm',
    label: 'Classifying discriminator gradient',
    help: 'Norm of the gradient of both parts of the discriminator’s loss over all its weights.',
    group: 'Gradient norm',
    better: 'neither',
  },
  {
    name: 'supervised_loss',
    label: 'Supervised loss',
    help: 'Cross-entropy of the classes on the labelled items.',
    group: 'Supervised loss',
    unit: 'nats',
    better: 'lower',
  },
  ...withEvaluation({
    name: 'accuracy',
    label: 'Accuracy',
    help: 'Share of items whose class is told right: in training, of those with labels kept.',
    group: 'Accuracy',
    better: 'higher',
  }),
];

export interface KeptLabels {
  /** [kept, values] */
  readonly items: Tensor2D;
  /** int32 [kept] */
  readonly labels: Tensor1D;
}

export interface SemiSupervisedGame {
  readonly generator: Player;
  readonly discriminator: Player;
  readonly kept: KeptLabels;
  readonly drawLatents: Generator['drawLatents'];
  /** As the discriminator sees them. */
  readonly generate: (latents: Tensor2D, training: Training) => Tensor2D;
  /** Real items as the discriminator sees them. */
  readonly asSeen: (items: Tensor2D) => Tensor2D;
  /** [n, values] → [n, features] */
  readonly features: (items: Tensor2D, training?: Training) => Tensor2D;
  /** [n, features] → logits [n, classes] */
  readonly classify: (features: Tensor2D, training?: Training) => Tensor2D;
}

/** One step of both networks. Returns what `SEMI_SUPERVISED_METRICS` describes without validation. */
export function semiSupervisedStep(
  { x, random }: Pick<StepContext, 'x' | 'random'>,
  { generator, discriminator, kept, drawLatents, generate, asSeen, features, classify }: SemiSupervisedGame,
  { batchSize, featureMatching }: { batchSize: number; featureMatching: boolean },
): Record<string, Scalar> {
  const inPass = (pass: string): Training => ({ random, pass });
  const real = asSeen(x);
  const z = drawLatents(random, 'z', batchSize);
  const drawn = tf.cast(
    random.uniform('labelled', [batchSize], 0, kept.labels.shape[0]),
    'int32',
  ) as Tensor1D;
  const labelled = asSeen(tf.gather(kept.items, drawn));
  const labels = tf.gather(kept.labels, drawn);

  const fakes = generate(z, inPass('d/fake'));
  const d = gradientsOf([discriminator.network], () => {
    const logits = (x: Tensor2D, pass: string) => classify(features(x, inPass(pass)), inPass(pass));
    const labelledLogits = logits(labelled, 'd/labelled');
    const [onReal, onFake] = [realness(logits(real, 'd/real')), realness(logits(fakes, 'd/fake'))];
    const supervised = mean(softmaxCrossEntropy(labelledLogits, labels));
    const unsupervised = tf.add<Scalar>(mean(tf.softplus(tf.neg(onReal))), mean(tf.softplus(onFake)));
    return {
      loss: tf.add<Scalar>(supervised, unsupervised),
      supervised,
      unsupervised,
      accuracy: mean(correct(labelledLogits, labels)),
      real: mean(tf.sigmoid(onReal)),
      fake: mean(tf.sigmoid(onFake)),
      told: tf.mul<Scalar>(tf.add(share(tf.greater(onReal, 0)), share(tf.less(onFake, 0))), 0.5),
    };
  });
  discriminator.optimizer.apply(d);

  const realFeatures = featureMatching ? tf.mean(features(real, inPass('g/real')), 0) : null;
  const g = gradientsOf([generator.network], () => {
    const made = features(generate(z, inPass('g')), inPass('g'));
    if (realFeatures === null)
      return { loss: mean(tf.softplus(tf.neg(realness(classify(made, inPass('g')))))) };
    return { loss: mean(tf.square(tf.sub(tf.mean(made, 0), realFeatures))) };
  });
  generator.optimizer.apply(g);

  return {
    g_loss: g.parts.loss,
    d_loss: d.parts.unsupervised,
    d_real: d.parts.real,
    d_fake: d.parts.fake,
    d_accuracy: d.parts.told,
    supervised_loss: d.parts.supervised,
    accuracy: d.parts.accuracy,
    g_gradient_norm: globalNorm(g.gradients),
    d_gradient_norm: globalNorm(d.gradients),
  };
}

/** Which items are classified right, 1 or 0; nothing where they have no labels. */
export function semiSupervisedEvaluation(
  { asSeen, features, classify }: Pick<SemiSupervisedGame, 'asSeen' | 'features' | 'classify'>,
  { x, labels }: HeldOut,
): Record<string, Tensor1D> {
  if (labels === null) return {};
  return { accuracy: correct(classify(features(asSeen(x))), labels) };
}

/** Logit of an item being real: log Z. [n, classes] → [n] */
export function realness(logits: Tensor2D): Tensor1D {
  return tf.logSumExp<Tensor1D>(logits, 1);
}

/**
 * The first items of each class in an order that follows from the run's seed: what is told of several seeds then holds
 * for several choices of labels, as the field averages over them.
 */
export function keptLabels(
  { items, labels: known }: TrainingSet,
  itemSize: number,
  classes: number,
  count: number,
  seed: number,
): KeptLabels {
  const labels = known ?? new Uint8Array();
  const random = sequence(streamKey(seed, 'labels kept'));
  const order = Array.from(labels.keys())
    .map((index) => ({ index, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
  const byClass = Array.from({ length: classes }, (_, label) =>
    order.filter((index) => labels[index] === label),
  );
  const chosen: number[] = [];
  for (let rank = 0; chosen.length < Math.min(count, labels.length); rank++) {
    for (const members of byClass) {
      const index = members[rank];
      if (index !== undefined && chosen.length < count) chosen.push(index);
    }
  }
  const indices = Int32Array.from(chosen);
  const values = new Float32Array(chosen.length * itemSize);
  gather(items, itemSize, indices, values);
  return {
    items: tf.tensor2d(values, [chosen.length, itemSize]),
    labels: tf.tensor1d(gatherLabels(labels, indices), 'int32'),
  };
}
