import type { ModelPage } from '../../contract/model';
import { ADVERSARIAL_FAILURES, ADVERSARIAL_SYMBOLS, GAN_PAPER } from './adversarial';

export const cganPage: ModelPage = {
  about:
    'A GAN whose input includes the class. Generator and discriminator both see the class, so that a generated image has ' +
    'to look real and to fit its label, and any class can be asked for afterwards. The networks are those of the ' +
    'DCGAN; the sheet of samples has one class a row.',
  equations: [
    { label: 'Discriminator', formula: 'L_D = −E log D(x | y) − E log(1 − D(G(z | y) | y))' },
    { label: 'Generator', formula: 'L_G = −E log D(G(z | y) | y)' },
  ],
  symbols: [
    { symbol: 'y', meaning: 'the class: the label of the real example, and what the generator is asked for' },
    ...ADVERSARIAL_SYMBOLS,
  ],
  expectations: {
    curves:
      'As a DCGAN’s, but the discriminator keeps its lead longer: at step 1,000 its loss is near 0.8 and the ' +
      'generator’s near 1.5, at step 2,000 near 0.9 and 1.3.',
    figures:
      'Digits of no particular class in every row until about step 1,000; then the rows fall into place, and by 1,600 ' +
      'each shows its own class. Threes and fives are mixed up for longest.',
    cost: 'About 0.15 s a step on two processor cores: some 25 minutes for the default 10,000 steps. On MNIST, the fraction of samples of the class asked for is 0.65 after 1,000 steps, 0.90 after 4,000, 0.93 after 6,000 and 0.96 after 10,000, by a classifier with an accuracy of 0.97.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'steps', count: 2000 },
      seed: 1,
      over: 'training values: means over 50 steps',
      date: '2026-11-29',
    },
  },
  failures: [
    {
      sign: 'Samples look real, but not like the class that was asked for.',
      cause:
        'The discriminator finds fakes without looking at the label, so nothing makes the generator use it.',
      remedy: 'Train on; if it stays so, lower the learning rate so that D has to use the label.',
    },
    ...ADVERSARIAL_FAILURES,
  ],
  departures: [
    'The paper puts the class, one-hot, beside z and x in perceptrons. As in the notes “GAN basics”, G here multiplies z with a ' +
      'learnt vector of the class, and D takes a learnt image of the class as one more channel.',
    'Generated images take the labels of the batch’s real ones, so that classes are as frequent as in the data.',
    'Latents are normal; in those notes they are uniform from −1 to 1.',
  ],
  reading: [
    'Mirza and Osindero, Conditional Generative Adversarial Nets, 2014, arXiv:1411.1784',
    GAN_PAPER,
    'Odena, Olah and Shlens, Conditional Image Synthesis with Auxiliary Classifier GANs, 2016, arXiv:1610.09585',
  ],
};
