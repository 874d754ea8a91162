import type { ModelPage } from '../../contract/model';

export const classifierMlpPage: ModelPage = {
  about:
    'Two hidden layers and a softmax over the classes: the discriminative side. It learns p(y | x), what an image ' +
    'shows, and nothing of how images come about, so it can recognise a digit but not draw one. A part of the training ' +
    'images is held out for validation; the test split is used once, at the end.',
  equations: [
    { label: 'Classes', formula: 'p(y | x) = softmax(l(x))' },
    { label: 'Loss: cross-entropy', formula: 'L = −E log p(y | x)' },
  ],
  symbols: [
    { symbol: 'x, y', meaning: 'an image, and its label' },
    { symbol: 'l(x)', meaning: 'the logits, one for each class' },
  ],
  expectations: {
    curves:
      'The loss falls from 2.3, which is guessing among ten classes, to 0.3 within 150 steps. Validation accuracy is ' +
      'near 0.96 after one epoch and 0.97 after two; on MNIST, 0.94 and 0.96.',
    figures: 'None: it generates nothing. Its metrics are the result.',
    cost: 'Less than a millisecond a step on two processor cores: a few seconds for the default five epochs.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'epochs', count: 2 },
      seed: 1,
      over: 'validation: n = 5,000 of the 12,000 held out',
      date: '2026-11-29',
    },
  },
  failures: [
    {
      sign: 'Training loss goes on falling while validation loss rises.',
      cause: 'Overfitting: the training images are learnt by heart.',
      remedy: 'Stop earlier, take fewer hidden units, or hold less out.',
    },
    {
      sign: 'Accuracy stays at chance.',
      cause: 'The step size is too large, or the labels do not belong to the images.',
      remedy: 'Lower the learning rate; look at the labelled sheet on the dataset’s page.',
    },
  ],
  departures: [
    'None: the settings are those of the Keras example, which trains two epochs and reports a test accuracy near 0.96 ' +
      'on MNIST.',
  ],
  reading: [
    'Bishop, Neural Networks for Pattern Recognition, Oxford University Press 1995',
    'Ng and Jordan, On Discriminative vs. Generative Classifiers, NIPS 2001',
  ],
};
