import { integer, number, sizes } from '../contract/hyperparameters';

/** Hyperparameters that several models share, each with its model's own default. */

export const latentSize = (
  value: number,
  help = 'Dimensions of the noise z that the generator turns into an image.',
) => integer({ label: 'Latent size', help, group: 'Architecture', default: value, min: 1, max: 1024 });

/** @param emptyText what an empty list means, where it is allowed */
export const hiddenUnits = (value: string, help: string, emptyText?: string) =>
  sizes({
    label: 'Hidden units',
    help,
    group: 'Architecture',
    default: value,
    min: 1,
    max: 4096,
    maxCount: 8,
    ...(emptyText !== undefined && { emptyText }),
  });

export const filters = (value: number) =>
  integer({
    label: 'Filters',
    help: 'Feature maps of the first convolution; each one after it has twice as many.',
    group: 'Architecture',
    default: value,
    min: 1,
    max: 512,
  });

export const dropoutRate = (value: number, help: string) =>
  number({ label: 'Dropout', help, group: 'Architecture', default: value, min: 0, max: 0.9 });

export const initialDeviation = (value: number) =>
  number({
    label: 'Init. std. dev.',
    help: 'Standard deviation s of the initial weights, which are drawn from N(0, s²).',
    group: 'Architecture',
    default: value,
    min: 0.0001,
    max: 1,
    scale: 'log',
  });

export const batchSize = (value: number, help = 'Images in a step.', unit = 'images') =>
  integer({
    label: 'Batch size',
    help,
    group: 'Optimisation',
    default: value,
    min: 1,
    max: 4096,
    unit,
  });

export const learningRate = (value: number, help = 'Step size of Adam.') =>
  number({
    label: 'Learning rate',
    help,
    group: 'Optimisation',
    default: value,
    min: 1e-7,
    max: 1,
    scale: 'log',
    whileTraining: 'input',
  });

/** Adam for GANs whose two networks use the same learning rate and β₁. */
export const adamOfBoth = ({ learningRate: rate, beta1 }: { learningRate: number; beta1: number }) => ({
  learningRate: learningRate(rate, 'Step size of Adam, for both networks.'),
  beta1: number({
    label: 'Adam β₁',
    help: 'Decay of the mean of gradients; 0.5 is a common choice for GANs.',
    group: 'Optimisation',
    default: beta1,
    min: 0,
    max: 0.9999,
  }),
  beta2: number({
    label: 'Adam β₂',
    help: 'Decay of the mean of squared gradients.',
    group: 'Optimisation',
    default: 0.999,
    min: 0,
    max: 0.99999,
  }),
});

/** For models with an evaluation, which name this field as their `heldOutShare`. */
export const validationSplit = (value = 0.1) =>
  number({
    label: 'Validation split',
    help: 'Fraction of the training items that is held out for validation: random, of each class alike, the same in every run. With 0 all are trained on, and only the test split is evaluated.',
    group: 'Optimisation',
    default: value,
    min: 0,
    max: 0.9,
  });
