import type { ModelPage } from '../../contract/model';
import { ADVERSARIAL_EQUATIONS, ADVERSARIAL_FAILURES, ADVERSARIAL_SYMBOLS, GAN_PAPER } from './adversarial';

export const dcganPage: ModelPage = {
  about:
    'The convolutional GAN that most later ones start from. The generator grows an image by strided transposed ' +
    'convolutions, the discriminator shrinks it by strided convolutions; there is no pooling, there are no hidden ' +
    'dense layers, and batch normalisation keeps both trainable. Its settings are the paper’s, at the size of small ' +
    'images.',
  equations: ADVERSARIAL_EQUATIONS,
  symbols: ADVERSARIAL_SYMBOLS,
  expectations: {
    curves:
      'D is ahead within 50 steps, with its loss near 0.5 and an accuracy of 0.99, and loses ground from then on: at ' +
      'step 600 its loss is near 1.0, its accuracy 0.78, and D(x) and D(G(z)) are near 0.6 and 0.4.',
    figures:
      'Grey blobs at step 100, strokes at 200, digits that can mostly be read at 600. A faint chequered pattern may ' +
      'show where the strides overlap unevenly.',
    cost: 'About 0.1 s a step on two processor cores: some 9 minutes for the default 5,000 steps.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'steps', count: 600 },
      seed: 1,
      over: 'training values: means over 10 steps',
      date: '2026-11-29',
    },
  },
  failures: ADVERSARIAL_FAILURES,
  departures: [
    'The sides are doubled twice, not four times, as the images are 28 pixels wide and not 64; there are fewer ' +
      'filters, and 64 images in a batch instead of 128.',
  ],
  reading: [
    'Radford, Metz and Chintala, Unsupervised Representation Learning with Deep Convolutional GANs, 2015, arXiv:1511.06434',
    GAN_PAPER,
    'Ioffe and Szegedy, Batch Normalization, 2015, arXiv:1502.03167',
  ],
};
