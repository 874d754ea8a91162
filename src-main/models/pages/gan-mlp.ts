import type { ModelPage } from '../../contract/model';
import {
  ADVERSARIAL_EQUATIONS,
  ADVERSARIAL_FAILURES,
  ADVERSARIAL_SYMBOLS,
  GAN_PAPER,
  GAN_TUTORIAL,
} from './adversarial';

export const ganMlpPage: ModelPage = {
  about:
    'Two networks of one hidden layer compete. The generator turns random numbers into an image; ' +
    'the discriminator is shown real and generated images and learns to distinguish them; and the generator learns ' +
    'from what would have fooled it. It is the smallest GAN that makes digits, and fast enough to be watched.',
  equations: ADVERSARIAL_EQUATIONS,
  symbols: ADVERSARIAL_SYMBOLS,
  expectations: {
    curves:
      'The discriminator wins at first: around step 1,000 the generator’s loss is near 9 and the discriminator’s ' +
      'near 0.01. Then the generator catches up, slowly: by step 20,000 they are near 1.7 and 0.9, with D(x) near ' +
      '0.7 and D(G(z)) near 0.3. Neither goes to zero; 1.386 and 0.5 would mean that D can only guess.',
    figures:
      'Speckled strokes by step 2,000, digits that can be read from some 6,000 on, better ones at 20,000. Grain and ' +
      'broken strokes stay: the output layer decides each pixel on its own. At the end of the default 100,000 steps ' +
      'all ten classes of the synthetic digits are covered; of MNIST’s only 6 to 8 (three seeds, 2,000 samples each), ' +
      'though all ten were from step 30,000 to 40,000.',
    cost: 'About 3 ms a step on two processor cores: five minutes for the default 100,000 steps.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'steps', count: 20000 },
      seed: 1,
      over: 'training values: means over 50 steps',
      date: '2026-11-29',
    },
  },
  failures: ADVERSARIAL_FAILURES,
  departures: [
    'The paper minimises log(1 − D(G(z))) in its algorithm and recommends the non-saturating loss in its text; the ' +
      'workbench, as most examples, takes the latter.',
    'The generator learns from the very latents that the discriminator has just seen, as in the TensorFlow example; the ' +
      'paper draws fresh ones, which is a setting. z is uniform from −1 to 1, the optimiser is Adam, and the biases ' +
      'start at 0.1.',
    'A Keras example shows D both kinds of images as one batch with the real label 0.9, and draws fresh latents for G; ' +
      'another takes both gradients before either update: each is a preset.',
  ],
  reading: [
    GAN_PAPER,
    GAN_TUTORIAL,
    'Salimans et al., Improved Techniques for Training GANs, 2016, arXiv:1606.03498 (label smoothing)',
  ],
};
