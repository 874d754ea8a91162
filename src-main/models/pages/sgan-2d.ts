import type { ModelPage } from '../../contract/model';
import { sganPage } from './sgan';

export const sgan2dPage: ModelPage = {
  ...sganPage,
  about:
    'The semi-supervised GAN on points of the plane: a classifier from twenty labels, helped by all the points that ' +
    'have none. On the two moons the border between the classes should follow the empty space between them.',
  expectations: {
    curves:
      'On the two moons, accuracy on the labels kept is 1 within 200 steps, and validation accuracy 0.98 after one ' +
      'epoch and 1 after two. The discriminator’s loss falls from 1.3 to some 0.8: it still distinguishes generated points apart.',
    figures:
      'The field clings to the two moons. Generated points lie about them and between rather than on them: with ' +
      'feature matching their mean is right, not each of them, which helps the classifier (Dai et al.).',
    cost: 'Less than 30 ms a step on two processor cores: two minutes for the default 5,000 steps.',
    measured: {
      dataset: 'two-moons',
      budget: { unit: 'epochs', count: 2 },
      seed: 1,
      over: 'validation: the 5,000 held out',
      date: '2026-11-29',
    },
  },
  departures: [
    'The losses are the paper’s; the networks are perceptrons, without its weight normalisation and noise.',
  ],
};
