import type { ModelPage } from '../../contract/model';
import { ADVERSARIAL_SYMBOLS } from './adversarial';

export const sganPage: ModelPage = {
  about:
    'A GAN whose discriminator is a classifier: it learns the classes from a few labelled images, and all of ' +
    'them from generated ones, for which no labels are needed. What it learns from thousands of images without ' +
    'labels makes the few labels count for more. The classifier is the point; the samples are a by-product.',
  equations: [
    { label: 'Reality from classes', formula: 'D(x) = Z / (Z + 1), Z = Σ exp l(x)' },
    { label: 'Supervised', formula: 'L_S = −E log p(y | x), over the examples whose labels are kept' },
    { label: 'Unsupervised', formula: 'L_U = −E log D(x) − E log(1 − D(G(z)))' },
    { label: 'Generator, feature matching', formula: 'L_G = mean (E f(x) − E f(G(z)))²' },
  ],
  symbols: [
    ...ADVERSARIAL_SYMBOLS,
    {
      symbol: 'l(x)',
      meaning: 'the discriminator’s K logits, one a class; that of “generated” is fixed at zero',
    },
    { symbol: 'p(y | x)', meaning: 'the softmax of those logits at the label y' },
    { symbol: 'f(x)', meaning: 'the features from which the logits are computed' },
  ],
  expectations: {
    curves:
      'Accuracy on the hundred labels is 1 within 300 steps, and says little from then on. Validation accuracy is what ' +
      'counts: near 0.75 after one epoch, 0.79 after two, 0.84 after three (MNIST: 0.75, 0.77, 0.78). The generator’s loss is a distance of ' +
      'features and stays small throughout.',
    figures: 'Strokes and parts of digits: samples stay rougher than a DCGAN’s after as many steps.',
    cost: 'About 0.13 s a step on two processor cores: some 6 minutes for the default 3,000 steps.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'epochs', count: 3 },
      seed: 1,
      over: 'validation: n = 5,000 of the 6,000 held out',
      date: '2026-11-29',
    },
  },
  failures: [
    {
      sign: 'Accuracy is 1 on the labels kept, and validation accuracy stays low.',
      cause: 'The few labels are learnt by heart before the data without labels has shaped the features.',
      remedy: 'Train on, keep more labels, or raise the dropout where there is one.',
    },
    {
      sign: 'The samples are poor although the classifier is good.',
      cause: 'With feature matching the generator need not fool D: it fills the gaps between the classes.',
      remedy:
        'That is as intended. Switch feature matching off where samples matter more than the classifier.',
    },
    {
      sign: 'Runs with the same settings, but other seeds, end far apart.',
      cause:
        'With so few labels, much depends on which they are, and on how the first steps group the rest. Both follow from ' +
        'the seed.',
      remedy: 'Train several seeds, and compare their mean.',
    },
  ],
  departures: [
    'The losses are the paper’s; the default networks are small convolutional ones after the DCGAN, without the paper’s ' +
      'weight normalisation and noise, and reach 0.82 on MNIST. The preset with the paper’s dense networks reaches ' +
      '0.941 there in 8,000 and 0.969 in 24,000 steps (one seed): noise on every layer keeps D from learning the few labels by heart.',
    'That preset differs from the authors’ code in what is left out: biases and scales that start from a batch of data, ' +
      'an average of the weights for classifying, and most of the 300 epochs, after which the paper reports 0.9907.',
  ],
  reading: [
    'Salimans et al., Improved Techniques for Training GANs, 2016, arXiv:1606.03498',
    'Odena, Semi-Supervised Learning with Generative Adversarial Networks, 2016, arXiv:1606.01583',
    'Dai et al., Good Semi-supervised Learning that Requires a Bad GAN, 2017, arXiv:1705.09783',
  ],
};
