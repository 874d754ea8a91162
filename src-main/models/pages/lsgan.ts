import type { ModelPage } from '../../contract/model';
import { ADVERSARIAL_FAILURES, ADVERSARIAL_SYMBOLS, GAN_PAPER } from './adversarial';

export const lsganPage: ModelPage = {
  about:
    'A GAN whose discriminator is a regression: it fits one number to real images and another to generated ones, by ' +
    'least squares, and the generator wants its images to be given the number of real ones. A sigmoid is flat where ' +
    'the discriminator is sure; a squared error still has a gradient there, larger the further off an image is.',
  equations: [
    { label: 'Discriminator', formula: 'L_D = ½ E (D(x) − b)² + ½ E (D(G(z)) − a)²' },
    { label: 'Generator', formula: 'L_G = ½ E (D(G(z)) − c)²' },
  ],
  symbols: [
    ...ADVERSARIAL_SYMBOLS.filter(({ symbol }) => symbol !== 'D(x)'),
    { symbol: 'D(x)', meaning: 'the number that the discriminator gives an example; there is no sigmoid' },
    { symbol: 'a, b', meaning: 'the targets of D for generated and for real examples: 0 and 1, or −1 and 1' },
    { symbol: 'c', meaning: 'the output of D that G aims at: 1, or 0' },
  ],
  expectations: {
    curves:
      'The discriminator wins at first: around step 500 its loss is 0.02, with D(x) near 0.97 and D(G(z)) near 0.02, ' +
      'and the generator’s loss is 0.53. Then the generator catches up: by step 20,000 the losses are near 0.17 and ' +
      '0.27, with D(x) at 0.67 and D(G(z)) at 0.33. A D that can only guess gives 0.5 to all, and both losses are ' +
      '0.25 and 0.125.',
    figures:
      'By step 20,000 most samples are digits that can be read, with the broken strokes and the grain of a GAN of ' +
      'perceptrons.',
    cost: 'About 2.5 ms a step on two processor cores: two minutes for the default 50,000 steps.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'steps', count: 20000 },
      seed: 1,
      over: 'training values: means over 50 steps',
      date: '2026-11-29',
    },
  },
  failures: [
    {
      sign: 'D(x) stays at b and D(G(z)) at a, and the samples no longer change.',
      cause:
        'The discriminator has won: the generator’s gradient is large, but says the same of all samples.',
      remedy: 'Lower the learning rate, or take the Wasserstein GAN.',
    },
    ...ADVERSARIAL_FAILURES.filter(({ sign }) => !sign.startsWith('D(x) stays')),
  ],
  departures: [
    'The paper’s networks are convolutional and made for larger images; these are perceptrons of one hidden layer, ' +
      'with ReLU in the generator and Leaky ReLU in the discriminator.',
    'z has 100 numbers and is normal; the learning rate is 0.001, with β₁ = 0.5 as in the paper.',
    'The paper trains with a = 0, b = 1, c = 1; the coding −1, 1, 0 of its analysis is a preset.',
  ],
  reading: ['Mao et al., Least Squares Generative Adversarial Networks, 2017, arXiv:1611.04076', GAN_PAPER],
};
