import type { ModelPage } from '../../contract/model';
import { cganPage } from './cgan';

export const cgan2dPage: ModelPage = {
  ...cganPage,
  about:
    'A GAN of points in the plane whose input includes the class. On the ring and the grid a class is a mode: as each ' +
    'is asked for by name, none can be left out, which is what the vanilla GAN is prone to.',
  expectations: {
    curves:
      'Soon a draw: within some 1,500 steps the discriminator’s loss is 1.386, the generator’s 0.693 and the accuracy ' +
      '0.5, because each class alone is easy to imitate.',
    figures:
      'On the ring of eight, every class sits at its own mode by step 1,000, a little beside it at first; by 5,000 all ' +
      'points lie within three standard deviations of their modes. The field shows the best that any class makes of a place, ' +
      'and goes flat.',
    cost: 'Less than 25 ms a step on two processor cores: four minutes at most for the default 10,000 steps.',
    measured: {
      dataset: 'ring-8',
      budget: { unit: 'steps', count: 5000 },
      seed: 1,
      over: 'training values: means over 50 steps',
      date: '2026-11-29',
    },
  },
  departures: [
    'The class, one-hot, stands beside z and beside the point. The paper first gives each a hidden layer of its own and ' +
      'joins those; here both enter one stack. D has Leaky ReLU, where the paper has maxout.',
    'z is normal, where the paper’s is uniform, and data have unit standard deviation within the networks.',
    'Generated points take the labels of the batch’s real ones, so that classes are as frequent as in the data.',
  ],
};
