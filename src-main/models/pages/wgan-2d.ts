import type { ModelPage } from '../../contract/model';
import { wganPage } from './wgan';

export const wgan2dPage: ModelPage = {
  ...wganPage,
  about:
    'The Wasserstein GAN where it can be seen through: its examples are points of the plane, and the critic is a ' +
    'landscape over it. Generated points move uphill; the penalty keeps the slope near one, so that there is a slope ' +
    'everywhere, also far from all points.',
  expectations: {
    curves:
      'On the ring of eight, the Wasserstein estimate falls steadily, from 1.0 at step 200 to 0.2 at 1,000 and 0.05 at ' +
      '4,000, and with it the Lipschitz estimate, from 2.7 to 1.1. A loss that shows progress is what ' +
      'this model is for.',
    figures:
      'All eight modes have points around them by step 500. They draw together more slowly than the vanilla GAN’s: at ' +
      'step 4,000 about half lie within three standard deviations of a mode.',
    cost: 'Less than 45 ms a step on two processor cores: seven minutes at most for the default 10,000 steps.',
    measured: {
      dataset: 'ring-8',
      budget: { unit: 'steps', count: 4000 },
      seed: 1,
      over: 'training values: means over 50 steps',
      date: '2026-11-29',
    },
  },
  departures: [
    'The penalty weight is 0.1 instead of 10, and the learning rate 5e-4: the data have unit standard deviation, and distances ' +
      'are short. One step of the generator follows three of the critic; the paper takes five.',
    'With packs (PacGAN) the critic’s gradient, which the penalty holds near one, is by all points of a pack together. ' +
      'There are no unrolled updates: the critic is trained to near its optimum before each step of the generator, ' +
      'which is what unrolling imitates.',
  ],
  reading: [
    ...wganPage.reading,
    'Lin et al., PacGAN: The power of two samples in generative adversarial networks, 2018, arXiv:1712.04086 (packing)',
  ],
};
