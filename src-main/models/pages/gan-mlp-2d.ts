import type { ModelPage } from '../../contract/model';
import { ganMlpPage } from './gan-mlp';

export const ganMlp2dPage: ModelPage = {
  ...ganMlpPage,
  about:
    'The vanilla GAN where it can be seen through: its examples are points of the plane, so one picture shows the real ' +
    'points, the generated ones, and the probability of being real that the discriminator gives every place. Which ' +
    'modes are covered, and which are left out, can be counted.',
  expectations: {
    curves:
      'The discriminator’s accuracy is near 0.6 around step 1,000 and falls towards 0.5, its loss rises to 1.386: it ' +
      'can only guess. Gradient norms rise while modes are found, and sink when nothing is left to gain.',
    figures:
      'On the ring of eight, points spread along the ring by step 1,000 and draw together into the modes: all eight are ' +
      'hit at 2,000, and from 3,000 on nine points in ten lie within three standard deviations of one. Now and then the points ' +
      'slip off some modes and find back. On the grid of 25, two or three modes stay empty: collapse, in numbers.',
    cost: 'Less than 15 ms a step on two processor cores: two minutes for the default 10,000 steps.',
    measured: {
      dataset: 'ring-8',
      budget: { unit: 'steps', count: 4000 },
      seed: 1,
      over: 'training values: means over 50 steps',
      date: '2026-11-29',
    },
  },
  departures: [
    'Data have unit standard deviation within the networks, z is normal and has two numbers, and D has Leaky ReLU: choices of ' +
      'the workbench, for which the paper has no counterpart.',
    'Unrolled updates are those of Adam from its present state, with gradients through all of them; D itself goes on ' +
      'from where it was. Packs are drawn as neighbours of a batch, which is in random order. With packs the plane ' +
      'has no ground: D says nothing of a single point.',
  ],
  reading: [
    ...ganMlpPage.reading,
    'Metz et al., Unrolled Generative Adversarial Networks, 2016, arXiv:1611.02163 (rings of Gaussians; unrolled updates)',
    'Lin et al., PacGAN: The power of two samples in generative adversarial networks, 2018, arXiv:1712.04086 (packing)',
    'Srivastava et al., VEEGAN, 2017, arXiv:1705.07761 (how ring and grid are scored)',
  ],
};
