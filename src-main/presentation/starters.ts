import type { NewRun, NewRunGroup } from '../contract/run';

/** Runs that are launched with one click. */
export interface Starter {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what it shows, and how long it takes. */
  readonly help: string;
  /** Several runs train side by side. */
  readonly runs: readonly NewRun[];
}

const digits = { dataset: 'mnist-10k', seed: 1 } as const;
const gan: NewRun = {
  ...digits,
  model: 'gan-mlp',
  name: 'GAN on digits',
  budget: { unit: 'steps', count: 4000 },
};
const vae: NewRun = {
  ...digits,
  model: 'vae-mlp',
  name: 'VAE on digits',
  budget: { unit: 'epochs', count: 12 },
};

/** Offered to people who have no runs yet. */
export const FIRST_RUNS: readonly Starter[] = [
  {
    id: 'ring',
    title: 'Watch a GAN find eight points',
    help: 'Points that a generator draws move onto the eight of the data, while you see how the discriminator rates the plane.',
    runs: [
      {
        model: 'gan-mlp-2d',
        dataset: 'ring-8',
        seed: 1,
        name: 'GAN on eight points',
        budget: { unit: 'steps', count: 4000 },
        sampleEvery: 50,
      },
    ],
  },
  {
    id: 'vae',
    title: 'A VAE on handwritten digits',
    help: 'It learns to rebuild 9 000 digits from two numbers each, and to draw new ones.',
    runs: [vae],
  },
  {
    id: 'duel',
    title: 'Duel: GAN against VAE',
    help: 'Both learn the same digits at the same time. Their samples and curves stand side by side from the first step.',
    runs: [gan, vae],
  },
];

/** Pairs of models, each with one instructive difference. */
export const COMPARISONS: readonly Starter[] = [
  {
    id: 'gan-vae',
    title: 'GAN against VAE',
    help: 'Sharp samples that may leave out classes, or soft ones that cover them all.',
    runs: [gan, vae],
  },
  {
    id: 'autoencoder-vae',
    title: 'Autoencoder against VAE',
    help: 'Better reconstructions, or a latent space that can be sampled from.',
    runs: [
      {
        ...digits,
        model: 'autoencoder',
        name: 'Autoencoder on digits',
        budget: { unit: 'epochs', count: 12 },
      },
      vae,
    ],
  },
  {
    id: 'conditional',
    title: 'Conditional against unconditional GAN',
    help: 'The same convolutional networks with and without the class of the digit.',
    runs: [
      {
        ...digits,
        model: 'cgan',
        name: 'Conditional GAN on digits',
        budget: { unit: 'steps', count: 1500 },
      },
      { ...digits, model: 'dcgan', name: 'DCGAN on digits', budget: { unit: 'steps', count: 1500 } },
    ],
  },
  {
    id: 'wgan-constraint',
    title: 'WGAN: clipping against penalty',
    help: 'Two ways to keep a critic Lipschitz, on points where both can be seen.',
    runs: ['weight-clipping', 'gradient-penalty'].map((constraint) => ({
      model: 'wgan-2d',
      dataset: 'ring-8',
      seed: 1,
      name: constraint === 'weight-clipping' ? 'WGAN, weights clipped' : 'WGAN, gradient penalty',
      budget: { unit: 'steps', count: 3000 },
      hyperparameters: { constraint },
    })),
  },
  {
    id: 'vae-loss',
    title: 'VAE: ELBO against means',
    help: 'Sums over pixels, as the ELBO has them, against the means of the Keras example, which weigh KL some 390 times more.',
    runs: [
      { ...vae, name: 'VAE with the ELBO' },
      { ...vae, name: 'VAE with means', hyperparameters: { lossReduction: 'document' } },
    ],
  },
];

/** Returns the runs of a starter as a group; null for a single run, which is launched by itself. */
export function groupOf({ title, runs }: Starter): NewRunGroup | null {
  return runs.length < 2 ? null : { name: title, sideBySide: true, runs: [...runs] };
}
