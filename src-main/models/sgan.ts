/**
 * Semi-supervised GAN: the discriminator tells the K classes apart, and generated images from all of them, so that
 * unlabelled and even generated images help it to classify from few labels.
 *
 * Salimans et al. 2016, "Improved Techniques for Training GANs", section 5: the classifier's K logits l make
 * D(x) = Z / (Z + 1) with Z = Σ exp l, which is a softmax over K + 1 classes with the logit of "generated" fixed at zero.
 *   L_supervised   = −E log p(y | x, y ≤ K)       over the few labelled images,
 *   L_unsupervised = −E log D(x) − E log(1 − D(G(z))) over images without labels and generated ones,
 *   L_G            = ‖E f(x) − E f(G(z))‖²         feature matching on the layer before the logits (section 3.1),
 * or, where feature matching is off, the non-saturating −E log D(G(z)).
 */
import { boolean, integer } from '../contract/hyperparameters';
import { gather, gatherLabels } from '../engine/batches';
import { gradientsOf } from '../engine/gradients';
import type { Training } from '../engine/layers';
import { dense, dropout } from '../engine/layers';
import { correct, globalNorm, mean, share, softmaxCrossEntropy } from '../engine/losses';
import { network, normalInitializer } from '../engine/network';
import { adam } from '../engine/optimizers';
import { sequence, streamKey } from '../engine/random';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import { dcganFeatures, dcganGenerator, toSigned, toUnit } from './dcgan';
import * as field from './fields';
import { classesOf } from './labels';
import { normalLatents } from './latents';
import { GAN_METRICS, withValidation } from './metrics';
import { defineModel } from './model';

const fields = {
  latentSize: field.latentSize(100),
  filters: field.filters(32),
  initialDeviation: field.initialDeviation(0.05),
  dropout: field.dropoutRate(0.3, 'Share of features dropped before the discriminator’s logits.'),
  batchSize: field.batchSize(64, 'Labelled, unlabelled and generated images, as many of each, in a step.'),
  learningRate: field.learningRate(3e-4, 'Step size of Adam, for both networks.'),
  beta1: field.beta1(0.5),
  beta2: field.beta2(0.999),
  labelled: integer({
    label: 'Labels kept',
    help: 'Images whose labels are used, equally many of each class; all others are taken without.',
    group: 'Objective',
    default: 100,
    min: 1,
    max: 10_000,
    unit: 'images',
  }),
  featureMatching: boolean({
    label: 'Feature matching',
    help: 'G matches the mean features of real images instead of fooling D: worse samples, but a better classifier.',
    group: 'Objective',
    default: true,
  }),
};

export const sgan = defineModel({
  id: 'sgan',
  title: 'Semi-supervised GAN',
  family: 'GAN',
  summary:
    'Learns to classify from a few labels: its discriminator tells the classes apart, and real from generated.',
  paper: 'Salimans et al., Improved Techniques for Training GANs, 2016',
  needsLabels: true,
  fields,
  presets: [],
  metrics: [
    ...GAN_METRICS,
    {
      name: 'supervised_loss',
      label: 'Supervised loss',
      help: 'Cross-entropy of the classes on the labelled images.',
      group: 'Supervised loss',
      unit: 'nats',
      better: 'lower',
    },
    ...withValidation(
      {
        name: 'accuracy',
        label: 'Accuracy',
        help: 'Share of images whose class is told right, of those with labels kept.',
        group: 'Accuracy',
        better: 'higher',
      },
      'Measured on the test split (5,000 images of it at most), after each epoch.',
    ),
  ],
  headlineMetric: 'validation_accuracy',
  figures: ['samples'],
  defaultBudget: { unit: 'steps', count: 3000 },

  build({ random, classes: known, training: data, ...image }, hp) {
    const classes = classesOf(known, 'A semi-supervised GAN');
    const drawLatents = normalLatents(hp.latentSize);
    const initializer = normalInitializer(random, hp.initialDeviation);
    const G = network('generator', initializer);
    const generate = dcganGenerator(G, { name: 'z', shape: [hp.latentSize] }, image, hp.filters);
    const D = network('discriminator', initializer);
    const features = dcganFeatures(D, 'features', image, hp.filters, { normalized: false });
    const classify = D.stack('classes', features, [dropout('dropout', hp.dropout), dense('output', classes)]);

    const kept = keptLabels(data.images, data.labels ?? new Uint8Array(), image.pixels, classes, hp.labelled);
    const [generatorOptimizer, discriminatorOptimizer] = [adam([G], hp), adam([D], hp)];

    /** Logit of an image being real: log Z. [n] */
    const realness = (logits: Tensor2D): Tensor1D => tf.logSumExp<Tensor1D>(logits, 1);

    return {
      networks: [G, D],
      optimizers: [generatorOptimizer, discriminatorOptimizer],
      constants: [kept.images, kept.labels],
      generator: {
        latentSize: hp.latentSize,
        classes: null,
        drawLatents,
        decode: (z) => toUnit(generate(z)),
      },

      step({ images, random: noise }) {
        const inPass = (pass: string): Training => ({ random: noise, pass });
        const real = toSigned(images);
        const z = drawLatents(noise, 'z', hp.batchSize);
        const drawn = tf.cast(
          noise.uniform('labelled', [hp.batchSize], 0, kept.labels.shape[0]),
          'int32',
        ) as Tensor1D;
        const labelledImages = toSigned(tf.gather(kept.images, drawn));
        const labels = tf.gather(kept.labels, drawn);

        const fakes = generate(z, inPass('d/fake'));
        const d = gradientsOf([D], () => {
          const logits = (x: Tensor2D, pass: string) => classify(features(x, inPass(pass)), inPass(pass));
          const labelledLogits = logits(labelledImages, 'd/labelled');
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
        discriminatorOptimizer.apply(d);

        const realFeatures = hp.featureMatching ? tf.mean(features(real, inPass('g/real')), 0) : null;
        const g = gradientsOf([G], () => {
          const made = features(generate(z, inPass('g')), inPass('g'));
          if (realFeatures === null)
            return { loss: mean(tf.softplus(tf.neg(realness(classify(made, inPass('g')))))) };
          return { loss: mean(tf.square(tf.sub(tf.mean(made, 0), realFeatures))) };
        });
        generatorOptimizer.apply(g);

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
      },

      evaluate({ images, labels }): Record<string, Scalar> {
        if (labels === null) return {};
        return { accuracy: tf.sum(correct(classify(features(toSigned(images))), labels)) };
      },
    };
  },
});

/** The first images of each class in an order that is the same for every run, so that runs keep the same labels. */
function keptLabels(
  images: Uint8Array,
  labels: Uint8Array,
  pixels: number,
  classes: number,
  count: number,
): { images: Tensor2D; labels: Tensor1D } {
  const random = sequence(streamKey(0, 'labels kept'));
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
  const values = new Float32Array(chosen.length * pixels);
  gather(images, pixels, indices, values);
  return {
    images: tf.tensor2d(values, [chosen.length, pixels]),
    labels: tf.tensor1d(gatherLabels(labels, indices), 'int32'),
  };
}
