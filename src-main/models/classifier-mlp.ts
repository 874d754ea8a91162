/**
 * Classifier with hidden layers and a softmax: a discriminative model, p(y | x) without a model of x.
 *
 * Trained by RMSprop on the cross-entropy of the softmax over classes; the settings are those of the Keras example
 * (`sources.ts`). A part of the training set is held out for validation; the test split is used once, at the end.
 */
import { gradientsOf } from '../engine/gradients';
import { dense, relu } from '../engine/layers';
import { isCorrect, globalNorm, softmaxCrossEntropy } from '../engine/losses';
import { glorotInitializer, network } from '../engine/network';
import { rmsprop } from '../engine/optimizers';
import { tf, type Scalar, type Tensor1D } from '../engine/tensorflow';
import * as field from './fields';
import { hiddenLayers } from './hidden-layers';
import { classesOf, labelsOf } from './labels';
import { gradientNorm, withEvaluation } from './metrics';
import { defineModel } from './model';
import { classifierMlpPage } from './pages/classifier-mlp';
import { SOURCES } from './sources';

const fields = {
  hiddenUnits: field.hiddenUnits('64, 64', 'Widths of the hidden layers.'),
  batchSize: field.batchSize(64),
  learningRate: field.learningRate(0.001, 'Step size of RMSprop.'),
  validationSplit: field.validationSplit(0.2),
};

const loss = {
  name: 'loss',
  quantity: 'cross-entropy of classes',
  label: 'Cross-entropy',
  help: '−log p of the right class, on average.',
  group: 'Loss',
  unit: 'nats',
  better: 'lower' as const,
};
const accuracy = {
  name: 'accuracy',
  quantity: 'accuracy for classes',
  label: 'Accuracy',
  help: 'Share of images that are classified correctly.',
  group: 'Accuracy',
  better: 'higher' as const,
};

export const classifierMlp = defineModel({
  id: 'classifier-mlp',
  title: 'Classifier (MLP)',
  family: 'Classifier',
  summary:
    'Separates the classes and generates nothing: the discriminative counterpart, by which samples are scored.',
  paper: 'Bishop, Neural Networks for Pattern Recognition, 1995',
  page: classifierMlpPage,
  data: 'images',
  needsLabels: true,
  fields,
  examplesPerStep: ['batchSize'],
  heldOutShare: 'validationSplit',
  presets: [
    {
      id: 'keras',
      label: 'Keras MLP classifier',
      help: 'Two epochs in batches of 64, a fifth held out.',
      source: SOURCES.generativeModels,
      hyperparameters: {},
      budget: { unit: 'epochs', count: 2 },
    },
  ],
  metrics: [...withEvaluation(loss), ...withEvaluation(accuracy), gradientNorm(loss)],
  headlineMetric: 'validation_accuracy',
  figures: [],
  defaultBudget: { unit: 'epochs', count: 5 },

  build({ pixels, classes: known, random }, hp) {
    const classes = classesOf(known, 'A classifier');
    const N = network('classifier', glorotInitializer(random));
    const image = { name: 'image', shape: [pixels] };
    const features = N.stack(
      'features',
      image,
      hiddenLayers(hp.hiddenUnits, () => [relu()]),
    );
    const classify = N.stack('classes', features, [dense('output', classes)]);
    const optimizer = rmsprop([N], hp);
    return {
      networks: [N],
      optimizers: [optimizer],
      generator: null,
      classify: (images) => tf.softmax(classify(features(images))),
      step(context) {
        const labels = labelsOf(context);
        const result = gradientsOf([N], () => {
          const logits = classify(features(context.x));
          return {
            loss: tf.mean<Scalar>(softmaxCrossEntropy(logits, labels)),
            accuracy: tf.mean<Scalar>(isCorrect(logits, labels)),
          };
        });
        optimizer.apply(result);
        const { loss: mean, accuracy: fraction } = result.parts;
        return { loss: mean, accuracy: fraction, gradient_norm: globalNorm(result.gradients) };
      },
      evaluate({ x: images, labels }): Record<string, Tensor1D> {
        if (labels === null) return {};
        const logits = classify(features(images));
        return {
          loss: softmaxCrossEntropy(logits, labels),
          accuracy: isCorrect(logits, labels),
        };
      },
    };
  },
});
