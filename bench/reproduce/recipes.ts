/**
 * Published results, and the settings for reproducing them. A recipe is trained once for each seed, and its values are
 * shown beside the published ones, with every difference from the publication listed.
 */
import type { Budget, RunConfig } from '../../src-main/contract/run';

/** A published value, and the measure of the recipe to compare it with. */
export interface Published {
  /** Name in `measure.ts`. */
  readonly measure: string;
  readonly text: string;
  /** As published, with its standard deviation if there is one. */
  readonly value: string;
}

export interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Length of training, and the published length if that is longer; empty if nothing is trained. */
  readonly length: string;
  /** Differences from the publication; empty if none are known. */
  readonly differences: string;
  readonly published: readonly Published[];
  /** Absent if nothing is trained: the measure itself is reproduced. */
  readonly training?: Training;
}

export interface Training {
  readonly model: string;
  readonly preset?: string;
  readonly hyperparameters?: RunConfig['hyperparameters'];
  /** `mnist` is given on the command line; the others are generated. */
  readonly dataset: 'mnist' | 'ring-8' | 'grid-25';
  /** The preset's budget if omitted. */
  readonly budget?: Budget;
}

const steps = (count: number): Budget => ({ unit: 'steps', count });

const MODES: Readonly<Record<'ring-8' | 'grid-25', { title: string; modes: number }>> = {
  'ring-8': { title: 'ring of 8', modes: 8 },
  'grid-25': { title: 'grid of 25', modes: 25 },
};
type Plane = keyof typeof MODES;

/** Number of modes that a GAN of points covers with 2,500 samples. */
const modesOf = (dataset: Plane, covered: string, highQuality: string): Published[] => [
  { measure: 'modes_covered', text: `modes covered, of ${String(MODES[dataset].modes)}`, value: covered },
  { measure: 'high_quality', text: 'high quality', value: highQuality },
];

const VEEGAN = 'Srivastava et al. 2017 (VEEGAN), table 1';
const PACGAN = 'Lin et al. 2018 (PacGAN), table 1';
/** 400 epochs of 100,000 points in batches of 100. */
const PACGAN_STEPS = 400_000;
const UNROLLED_STEPS = 25_000;
/** A feasible number of steps on two processor cores. */
const POINT_STEPS = 10_000;

const ofSteps = (published: number) =>
  `${POINT_STEPS.toLocaleString('en')} of ${published.toLocaleString('en')} steps`;

const packed = (dataset: Plane, packing: number, covered: string, highQuality: string): Recipe => ({
  id: `${packing === 1 ? 'gan' : `pacgan${String(packing)}`}-${dataset}`,
  title: `${packing === 1 ? 'GAN' : `PacGAN${String(packing)}`}, ${MODES[dataset].title}`,
  source: PACGAN,
  length: ofSteps(PACGAN_STEPS),
  differences: 'initial weights by Glorot; data of unit deviation within the networks',
  published: modesOf(dataset, covered, highQuality),
  training: {
    model: 'gan-mlp-2d',
    preset: 'pacgan',
    hyperparameters: { packing },
    dataset,
    budget: steps(POINT_STEPS),
  },
});

const other = (dataset: Plane, name: 'unrolled' | 'wgan', covered: string, highQuality: string): Recipe => ({
  id: `${name}-${dataset}`,
  title: `${name === 'wgan' ? 'WGAN-GP' : 'Unrolled GAN, 5 steps'}, ${MODES[dataset].title}`,
  source: name === 'wgan' ? 'no value published with these settings' : VEEGAN,
  length: name === 'wgan' ? '10,000 steps' : ofSteps(UNROLLED_STEPS),
  differences:
    name === 'wgan'
      ? 'networks and rates are the workbench’s'
      : 'settings of Metz et al. 2016; data of unit deviation within the networks',
  published: modesOf(dataset, covered, highQuality),
  training: {
    model: name === 'wgan' ? 'wgan-2d' : 'gan-mlp-2d',
    ...(name === 'unrolled' && { preset: 'unrolled' }),
    dataset,
    budget: steps(POINT_STEPS),
  },
});

const ceiling = (dataset: Plane): Recipe => ({
  id: `ceiling-${dataset}`,
  title: `Perfect sampler, ${MODES[dataset].title}`,
  source: '1 − e^−4.5, the share of a Gaussian of the plane within three deviations',
  length: '',
  differences: '',
  published: modesOf(dataset, String(MODES[dataset].modes), '0.9889'),
});

export const RECIPES: readonly Recipe[] = [
  {
    id: 'keras-classifier',
    title: 'MLP classifier',
    source: 'Keras guide “The functional API”',
    length: '2 epochs',
    differences: '',
    published: [{ measure: 'test_accuracy', text: 'test accuracy', value: '0.9605' }],
    training: { model: 'classifier-mlp', preset: 'keras', dataset: 'mnist' },
  },
  {
    id: 'pytorch-vae',
    title: 'VAE 784-400-20',
    source: 'pytorch/examples, vae',
    length: '10 epochs',
    differences: 'the last, partial batch of an epoch is left out; ε of Adam is 1e-7',
    published: [
      { measure: 'test_loss', text: 'test −ELBO (nats)', value: '105.59' },
      { measure: 'train_loss@epoch10', text: 'training −ELBO of epoch 10 (nats)', value: '106.31' },
    ],
    training: { model: 'vae-mlp', preset: 'pytorch', dataset: 'mnist' },
  },
  {
    id: 'keras-vae',
    title: 'Convolutional VAE, 2 latents',
    source: 'Keras code example generative/vae',
    length: '30 epochs',
    differences: '60,000 training images instead of all 70,000',
    published: [
      { measure: 'train_loss@epoch10', text: 'training −ELBO of epoch 10 (nats)', value: '152.20' },
      { measure: 'train_loss@epoch30', text: 'training −ELBO of epoch 30 (nats)', value: '146.95' },
      { measure: 'train_reconstruction_loss@epoch30', text: 'its reconstruction (nats)', value: '140.15' },
      { measure: 'train_kl_divergence@epoch30', text: 'its KL divergence (nats)', value: '6.80' },
    ],
    training: { model: 'vae-conv', preset: 'keras', dataset: 'mnist' },
  },
  {
    id: 'keras-vae-start',
    title: 'Convolutional VAE, 2 latents, its beginning',
    source: 'Keras code example generative/vae',
    length: '10 of 30 epochs',
    differences:
      '60,000 training images instead of all 70,000, so that ten epochs are 4,680 steps instead of 5,470',
    published: [
      { measure: 'train_loss@epoch10', text: 'training −ELBO of epoch 10 (nats)', value: '152.20' },
      { measure: 'train_reconstruction_loss@epoch10', text: 'its reconstruction (nats)', value: '–' },
      { measure: 'train_kl_divergence@epoch10', text: 'its KL divergence (nats)', value: '–' },
    ],
    training: { model: 'vae-conv', preset: 'keras', dataset: 'mnist', budget: { unit: 'epochs', count: 10 } },
  },
  {
    id: 'keras-autoencoder',
    title: 'Autoencoder 784-32-784, cross-entropy',
    source: 'Keras blog “Building Autoencoders in Keras”',
    length: '50 epochs',
    differences: '',
    published: [{ measure: 'test_loss', text: 'test cross-entropy', value: '0.0925' }],
    training: { model: 'autoencoder', preset: 'keras-cross-entropy', dataset: 'mnist' },
  },
  {
    id: 'tensorflow-gan',
    title: 'Vanilla GAN, losses on the way',
    source: 'the post “Tensorflow-GAN”',
    length: '100,000 steps',
    differences: 'means of 501 steps about those published, which are of one batch',
    published: [
      { measure: 'g_loss@5000', text: 'g at 5,000', value: '5.22' },
      { measure: 'd_loss@5000', text: 'd at 5,000', value: '0.095' },
      { measure: 'g_loss@90000', text: 'g at 90,000', value: '2.53' },
      { measure: 'd_loss@90000', text: 'd at 90,000', value: '0.54' },
    ],
    training: { model: 'gan-mlp', preset: 'tensorflow', dataset: 'mnist' },
  },
  {
    id: 'semi-supervised',
    title: 'Semi-supervised GAN, 100 labels',
    source: 'Salimans et al. 2016, table 1: 93 ± 6.5 errors of 10,000',
    length: '24,000 of 180,000 steps',
    differences:
      'no start from data, no average of the weights; initial weights of half the deviation; latents are normal',
    published: [{ measure: 'test_accuracy', text: 'test accuracy', value: '0.9907 ± 0.0007' }],
    training: { model: 'sgan', preset: 'paper', dataset: 'mnist' },
  },
  packed('ring-8', 1, '6.3 ± 0.5', '0.982'),
  packed('ring-8', 2, '7.9 ± 0.1', '0.956'),
  other('ring-8', 'unrolled', '7.6', '0.356'),
  other('ring-8', 'wgan', '–', '–'),
  packed('grid-25', 1, '17.3', '0.948'),
  packed('grid-25', 2, '23.8', '0.913'),
  other('grid-25', 'unrolled', '23.6', '0.16'),
  other('grid-25', 'wgan', '–', '–'),
  ceiling('ring-8'),
  ceiling('grid-25'),
  {
    id: 'prdc',
    title: 'Precision, recall, density, coverage of two draws of N(0, I), 10,000 × 1,000, k = 5',
    source: 'clovaai/generative-evaluation-prdc',
    length: '',
    differences: 'other draws',
    published: [
      { measure: 'precision', text: 'precision', value: '0.4772' },
      { measure: 'recall', text: 'recall', value: '0.4705' },
      { measure: 'density', text: 'density', value: '1.0555' },
      { measure: 'coverage', text: 'coverage', value: '0.9735' },
    ],
  },
];
