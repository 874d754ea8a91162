import type { ModelPage } from '../../contract/model';
import { vaeMlpPage } from './vae-mlp';

export const vaeMlp2dPage: ModelPage = {
  ...vaeMlpPage,
  about:
    'A VAE of points in the plane. Where a GAN may leave modes out, a VAE has to give every point some probability: it ' +
    'covers them all. And it draws bridges between them, because the decoder is continuous and the prior has no gaps.',
  expectations: {
    curves:
      'On the ring of eight, validation is near 2.4 nats after one epoch and near zero after twenty; it may go below, ' +
      'because a density, unlike a probability, can exceed one. The KL divergence falls from 5.5 nats to under 4.',
    figures:
      'Points all over the disc at step 1,000, with a peak at each mode; by 4,000 half of them lie within three ' +
      'standard deviations of a mode, and most others on the sides of an octagon between them.',
    cost: 'Less than 15 ms a step on two processor cores: two minutes for the default 10,000 steps.',
    measured: {
      dataset: 'ring-8',
      budget: { unit: 'epochs', count: 20 },
      seed: 1,
      over: 'validation: the 5,000 held out',
      date: '2026-11-29',
    },
  },
  failures: [
    {
      sign: 'The generated points are one cloud, and the KL divergence is near zero.',
      cause:
        'Posterior collapse: the decoder’s standard deviation is so large that distinguishing points does not pay.',
      remedy: 'Lower the decoder’s standard deviation or β.',
    },
    {
      sign: 'Many points lie between the modes.',
      cause:
        'A normal prior is pulled apart into modes, and what lies between in z lies between in the plane.',
      remedy:
        'Train longer, with a smaller standard deviation of the decoder; the bridges get thinner, but stay.',
    },
    {
      sign: 'The loss jumps, or the run diverges, with a very small standard deviation of the decoder.',
      cause: 'The squared error is divided by its square, and the gradients grow with it.',
      remedy: 'Raise it, or lower the learning rate with it.',
    },
  ],
  departures: [
    'The decoder is Gaussian with one fixed standard deviation, measured in standard deviations of the data. Generated points are its ' +
      'mean, without its noise.',
  ],
};
