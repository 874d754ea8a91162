import type { ModelPage } from '../../contract/model';
import { lsganPage } from './lsgan';

export const lsgan2dPage: ModelPage = {
  ...lsganPage,
  about:
    'The least squares GAN where it can be seen through: its examples are points of the plane, and the number that the ' +
    'discriminator gives every place is a landscape under them. It is not cut at 0 and 1, so far from the data it ' +
    'still slopes towards them.',
  expectations: {
    curves:
      'The discriminator’s accuracy is near 0.78 around step 200 and falls to 0.52 by 2,000; its loss rises to 0.25, ' +
      'and the generator’s falls to 0.13: D can only guess. Gradient norms rise while modes are found, and sink ' +
      'when nothing is left to gain.',
    figures:
      'On the ring of eight, at step 4,000, all eight modes have points on them, and a few lie on the way between.',
    cost: 'About 3 ms a step on two processor cores: half a minute for the default 10,000 steps.',
    measured: {
      dataset: 'ring-8',
      budget: { unit: 'steps', count: 4000 },
      seed: 1,
      over: 'training values: means over 50 steps',
      date: '2026-11-29',
    },
  },
  departures: [
    'Data have unit standard deviation within the networks, z is normal and has two numbers, and D has Leaky ReLU: ' +
      'choices of the workbench. The paper trains on a mixture of Gaussians too, with other networks.',
    'Packs and unrolled updates are as in the vanilla GAN of points; with unrolled ones G maximises D’s least-squares loss.',
  ],
  reading: [
    ...lsganPage.reading,
    'Metz et al., Unrolled Generative Adversarial Networks, 2016, arXiv:1611.02163 (rings of Gaussians; unrolled updates)',
    'Lin et al., PacGAN: The power of two samples in generative adversarial networks, 2018, arXiv:1712.04086 (packing)',
  ],
};
