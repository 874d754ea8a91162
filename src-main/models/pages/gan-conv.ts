import type { ModelPage } from '../../contract/model';
import { ADVERSARIAL_EQUATIONS, ADVERSARIAL_FAILURES, ADVERSARIAL_SYMBOLS, GAN_PAPER } from './adversarial';

export const ganConvPage: ModelPage = {
  about:
    'The vanilla GAN with convolutional networks. The generator starts from a small map of features, ' +
    'doubles its sides twice by repeating pixels, and smooths with normalised convolutions; the discriminator halves ' +
    'the sides with strided convolutions, and drops four values in ten to stay beatable. Neighbouring pixels are ' +
    'decided together, which an MLP cannot do.',
  equations: ADVERSARIAL_EQUATIONS,
  symbols: ADVERSARIAL_SYMBOLS,
  expectations: {
    curves:
      'The discriminator wins within some 25 steps, with the generator’s loss near 10; by step 75 that is down to 2.5, ' +
      'and from there both move about slowly. The joint batch halves the discriminator’s loss: 0.693 is guessing.',
    figures:
      'Grey patches at step 20, white strokes on black from step 40, the same few shapes at step 100. Digits need ' +
      'many hundreds of steps.',
    cost: 'About 1.2 s a step on two processor cores, nearly all of it convolution: some 40 minutes for the default 2,000 steps. The DCGAN is ten times as fast.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'steps', count: 100 },
      seed: 1,
      over: 'training values: means over 10 steps',
      date: '2026-11-29',
    },
  },
  failures: ADVERSARIAL_FAILURES,
  departures: [
    'Beside the DCGAN paper: D has plain ReLU and dropout instead of Leaky ReLU and normalisation, G repeats pixels ' +
      'instead of striding, Leaky ReLU has Keras’ slope of 0.3, and Adam keeps β₁ at 0.9. All this is the Keras example’s.',
    'Layers before a normalisation have no bias, which it would subtract again; the example’s have one, to no effect.',
    'The example makes the images for D’s step with predict, that is, with moving averages and without dropout; here ' +
      'they are made as in training, with the batch’s own statistics and dropout, as those of G’s step are in both.',
  ],
  reading: [
    GAN_PAPER,
    'Radford, Metz and Chintala, Unsupervised Representation Learning with Deep Convolutional GANs, 2015, arXiv:1511.06434',
    'Odena, Dumoulin and Olah, Deconvolution and Checkerboard Artifacts, Distill, 2016 (why to repeat pixels)',
  ],
};
