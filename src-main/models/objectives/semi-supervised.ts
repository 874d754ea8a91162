/**
 * The objective of semi-supervised GANs: the discriminator classifies items into K classes and separates generated
 * items from all of them. Unlabelled and even generated items thus help it to classify from few labels.
 *
 * Salimans et al. 2016, "Improved Techniques for Training GANs", section 5: the classifier's K logits l make
 * D(x) = Z / (Z + 1) with Z = Σ exp l, which is a softmax over K + 1 classes with the logit of "generated" fixed at zero.
 *   L_supervised   = −E log p(y | x, y ≤ K)       over the few labelled items,
 *   L_unsupervised = −E log D(x) − E log(1 − D(G(z))) over items without labels and generated ones,
 *   L_G            = mean over features of (E f(x) − E f(G(z)))², on the layer before the logits: feature matching
 *                    (section 3.1; the paper takes the sum over features),
 * or, where feature matching is off, the non-saturating −E log D(G(z)).
 */
import { boolean, integer, number } from '../../contract/hyperparameters';
import type { MetricInfo } from '../../contract/model';
import { gradientsOf } from '../../engine/gradients';
import type { TrainingPass } from '../../engine/layers';
import { globalNorm, isCorrect, mean, softmaxCrossEntropy } from '../../engine/losses';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../../engine/tensorflow';
import type { StepContext } from '../../engine/training-step';
import { validationSplit } from '../fields';
import { discriminatorMetrics, withEvaluation } from '../metrics';
import type { BuiltModel, Generator } from '../model';
import { discriminatorOutputs, type TrainedNetwork } from './adversarial';
import { nonSaturating } from './criteria';
import type { LabelledSubset } from './labelled-subset';

export const semiSupervisedFields = {
  labelled: integer({
    label: 'Labelled examples',
    help: 'Items whose labels are used, equally many of each class; all others are taken without.',
    group: 'Objective',
    default: 100,
    min: 1,
    max: 10_000,
  }),
  validationSplit: validationSplit(),
  unsupervisedWeight: number({
    label: 'Unsupervised weight',
    help: 'Of L_unsupervised beside L_supervised in the discriminator’s loss; the authors’ code has 0.5.',
    group: 'Objective',
    default: 1,
    min: 0,
    max: 10,
  }),
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
    quantity: 'feature matching',
    label: 'Generator loss',
    help: 'Squared distance of mean features of real and generated items; −E log D(G(z)) without feature matching.',
    group: 'Loss',
    better: 'neither',
    variesWith: { featureMatching: semiSupervisedFields.featureMatching.default },
  },
  {
    name: 'd_loss',
    quantity: nonSaturating.discriminatorInfo.quantity,
    label: 'Discriminator loss',
    help: 'The unsupervised part: cross-entropy on real and generated items; 1.386 (2 log 2) when it can only guess.',
    group: 'Loss',
    unit: 'nats',
    better: 'neither',
    variesWith: { jointBatch: false },
  },
  ...discriminatorMetrics(nonSaturating),
  {
    name: 'g_gradient_norm',
    quantity: 'gradient of feature matching',
    label: 'Feature matching gradient',
    help: 'Norm of the loss gradient over all generator weights.',
    group: 'Gradient norm',
    better: 'neither',
    variesWith: { featureMatching: semiSupervisedFields.featureMatching.default },
  },
  {
    name: 'd_gradient_norm',
    quantity: 'gradient of semi-supervised discriminator loss',
    label: 'Classifying discriminator gradient',
    help: 'Norm of the gradient of both parts of the discriminator’s loss over all its weights.',
    group: 'Gradient norm',
    better: 'neither',
  },
  {
    name: 'supervised_loss',
    quantity: 'cross-entropy of classes',
    label: 'Supervised loss',
    help: 'Cross-entropy of the classes on the labelled items.',
    group: 'Supervised loss',
    unit: 'nats',
    better: 'lower',
  },
  ...withEvaluation({
    name: 'accuracy',
    quantity: 'accuracy for classes',
    label: 'Accuracy',
    help: 'Share of items that are classified correctly: in training, of the labelled ones.',
    group: 'Accuracy',
    better: 'higher',
  }),
];

export interface SemiSupervisedNetworks {
  readonly generator: TrainedNetwork;
  readonly discriminator: TrainedNetwork;
  readonly labelledSet: LabelledSubset;
  readonly drawLatents: Generator['drawLatents'];
  /** Items in the range of the discriminator's inputs. */
  readonly generate: (latents: Tensor2D, training: TrainingPass) => Tensor2D;
  /** Scales real items to the range of the discriminator's inputs. */
  readonly preprocess: (items: Tensor2D) => Tensor2D;
  /** [n, values] → [n, features] */
  readonly features: (items: Tensor2D, training?: TrainingPass) => Tensor2D;
  /** [n, features] → logits [n, classes] */
  readonly classify: (features: Tensor2D, training?: TrainingPass) => Tensor2D;
}

export interface SemiSupervisedOptions {
  readonly batchSize: number;
  readonly featureMatching: boolean;
  readonly unsupervisedWeight: number;
}

/**
 * The step, which returns the values of `SEMI_SUPERVISED_METRICS` for training, its constants, and the discriminator's
 * outputs for items: whether they are real, and their classes.
 */
export function semiSupervised(
  networks: SemiSupervisedNetworks,
  options: SemiSupervisedOptions,
): Required<
  Pick<BuiltModel, 'averagedNetworks' | 'classify' | 'constants' | 'discriminator' | 'step' | 'evaluate'>
> {
  const { generator, discriminator, labelledSet, preprocess, features, classify } = networks;
  return {
    // Unlike in other GANs, the discriminator is the model of interest.
    averagedNetworks: [generator.network, discriminator.network],
    constants: [labelledSet.items, labelledSet.labels],
    discriminator: {
      output: 'probability',
      at: (items) => tf.sigmoid(realLogit(classify(features(preprocess(items))))),
    },
    classify: (items) => tf.softmax(classify(features(preprocess(items)))),
    step: (context) => semiSupervisedStep(context, networks, options),
    evaluate: ({ x, labels }): Record<string, Tensor1D> =>
      labels === null ? {} : { accuracy: isCorrect(classify(features(preprocess(x))), labels) },
  };
}

function semiSupervisedStep(
  { x, random }: Pick<StepContext, 'x' | 'random'>,
  networks: SemiSupervisedNetworks,
  { batchSize, featureMatching, unsupervisedWeight: weight }: SemiSupervisedOptions,
): Record<string, Scalar> {
  const { generator, discriminator, labelledSet, drawLatents, generate } = networks;
  const { preprocess, features, classify } = networks;
  const inPass = (pass: string): TrainingPass => ({ random, pass });
  const real = preprocess(x);
  const z = drawLatents(random, 'z', batchSize);
  const drawn = tf.cast(
    random.uniform('labelled', [batchSize], 0, labelledSet.labels.shape[0]),
    'int32',
  ) as Tensor1D;
  const labelled = preprocess(tf.gather(labelledSet.items, drawn));
  const labels = tf.gather(labelledSet.labels, drawn);

  const fakes = generate(z, inPass('d/fake'));
  const d = gradientsOf([discriminator.network], () => {
    const logits = (items: Tensor2D, pass: string) => classify(features(items, inPass(pass)), inPass(pass));
    const labelledLogits = logits(labelled, 'd/labelled');
    const [onReal, onFake] = [realLogit(logits(real, 'd/real')), realLogit(logits(fakes, 'd/fake'))];
    const supervised = mean(softmaxCrossEntropy(labelledLogits, labels));
    const unsupervised = tf.add<Scalar>(mean(tf.softplus(tf.neg(onReal))), mean(tf.softplus(onFake)));
    return {
      loss: tf.add<Scalar>(supervised, weight === 1 ? unsupervised : tf.mul(unsupervised, weight)),
      supervised,
      unsupervised,
      accuracy: mean(isCorrect(labelledLogits, labels)),
      ...discriminatorOutputs(nonSaturating, onReal, onFake, 0),
    };
  });
  discriminator.optimizer.apply(d);

  const realFeatures = featureMatching ? tf.mean(features(real, inPass('g/real')), 0) : null;
  const g = gradientsOf([generator.network], () => {
    const fakeFeatures = features(generate(z, inPass('g')), inPass('g'));
    if (realFeatures === null)
      return { loss: mean(tf.softplus(tf.neg(realLogit(classify(fakeFeatures, inPass('g')))))) };
    return { loss: mean(tf.square(tf.sub(tf.mean(fakeFeatures, 0), realFeatures))) };
  });
  generator.optimizer.apply(g);

  return {
    g_loss: g.parts.loss,
    d_loss: d.parts.unsupervised,
    d_real: d.parts.d_real,
    d_fake: d.parts.d_fake,
    d_accuracy: d.parts.d_accuracy,
    supervised_loss: d.parts.supervised,
    accuracy: d.parts.accuracy,
    g_gradient_norm: globalNorm(g.gradients),
    d_gradient_norm: globalNorm(d.gradients),
  };
}

/** Logit of an item being real: log Z. [n, classes] → [n] */
function realLogit(logits: Tensor2D): Tensor1D {
  return tf.logSumExp<Tensor1D>(logits, 1);
}
