/**
 * The experiments of the study, and their goals. GANs are trained for their preset's full length and scored at its end;
 * the other models have budgets that suffice to show the result on two cores, which are not the best possible.
 */
import type { Budget, RunConfig } from '../../src-main/contract/run';

type Numbers = Readonly<Record<string, number>>;

/** The expected value of one measure of a trained model. */
export interface Goal {
  readonly measure: string;
  readonly text: string;
  /** The bound of the measure; each study measures `baselines` on its dataset. */
  readonly bound: (baselines: Numbers) => number;
  readonly met: (value: number, bound: number) => boolean;
}

export interface Experiment {
  readonly id: string;
  readonly title: string;
  readonly model: string;
  readonly preset?: string;
  /** Changes to the preset, or to the defaults. */
  readonly hyperparameters?: RunConfig['hyperparameters'];
  readonly dataset: string;
  /** Whether samples are scored by the study's own classifier. */
  readonly scored?: boolean;
  /** The full length of the preset, or of the model, if omitted. */
  readonly budget?: Budget;
  /**
   * Number of times that samples are scored during training, including the end. Training never stops early because of
   * them.
   */
  readonly looks?: number;
  readonly goals: readonly Goal[];
}

const epochs = (count: number): Budget => ({ unit: 'epochs', count });
const digits = { dataset: 'synthetic-digits' };
const scored = { ...digits, scored: true };

const atLeast = (measure: string, bound: number, text: string): Goal => ({
  measure,
  text,
  bound: () => bound,
  met: (value) => value >= bound,
});
const atMost = (measure: string, bound: number, text: string): Goal => ({
  measure,
  text,
  bound: () => bound,
  met: (value) => value <= bound,
});
const covers = atLeast('classes_covered', 10, 'classes covered, of 10');
/** A GAN is scored at its full length; its scores during training are shown beside it. */
const LOOKS = { looks: 20 };
const COVERED = { ...LOOKS, goals: [covers] };

/** @param share fraction of the baseline that the measure must stay below */
const below = (measure: string, baseline: string, share: number, text: string): Goal => ({
  measure,
  text,
  bound: (baselines) => (baselines[baseline] ?? NaN) * share,
  met: (value, bound) => value < bound,
});

export const EXPERIMENTS: readonly Experiment[] = [
  {
    id: 'classifier',
    title: 'Classifier',
    model: 'classifier-mlp',
    ...digits,
    budget: epochs(5),
    goals: [atLeast('test_accuracy', 0.97, 'test accuracy')],
  },
  {
    id: 'autoencoder',
    title: 'Autoencoder, code of 32',
    model: 'autoencoder',
    ...digits,
    budget: epochs(30),
    goals: [
      below(
        'test_loss',
        'principal_components_error',
        1,
        'test error, below that of 32 principal components',
      ),
    ],
  },
  {
    id: 'denoising-autoencoder',
    title: 'Denoising autoencoder',
    model: 'denoising-autoencoder',
    ...digits,
    budget: epochs(20),
    goals: [atLeast('denoising_factor', 3, 'error of the input over that of the output')],
  },
  {
    id: 'vae-2',
    title: 'VAE, 2 latents',
    model: 'vae-mlp',
    ...scored,
    budget: epochs(10),
    goals: [below('test_loss', 'mean_image_nats', 0.75, 'test −ELBO, 25 % below the mean image')],
  },
  {
    id: 'vae-20',
    title: 'VAE, 20 latents',
    model: 'vae-mlp',
    ...scored,
    hyperparameters: { latentSize: 20 },
    budget: epochs(10),
    goals: [below('test_loss', 'mean_image_nats', 0.6, 'test −ELBO, 40 % below the mean image')],
  },
  {
    id: 'vae-conv',
    title: 'Convolutional VAE, 2 latents',
    model: 'vae-conv',
    ...scored,
    budget: epochs(10),
    goals: [below('test_loss', 'mean_image_nats', 0.75, 'test −ELBO, 25 % below the mean image')],
  },
  {
    id: 'vae-means',
    title: 'VAE, 2 latents, means as in the Keras example',
    model: 'vae-mlp',
    ...scored,
    hyperparameters: { lossReduction: 'document' },
    budget: epochs(10),
    goals: [atMost('active_units', 0, 'collapses: no latent is active')],
  },
  {
    id: 'gan-mlp',
    title: 'Vanilla GAN',
    model: 'gan-mlp',
    ...scored,
    ...COVERED,
  },
  {
    id: 'gan-mlp-joint',
    title: 'Vanilla GAN, joint batch, labels of 0.9',
    model: 'gan-mlp',
    preset: 'keras-joint-batch',
    ...scored,
    ...COVERED,
  },
  {
    id: 'gan-mlp-simultaneous',
    title: 'Vanilla GAN, simultaneous',
    model: 'gan-mlp',
    preset: 'simultaneous',
    ...scored,
    ...COVERED,
  },
  {
    id: 'gan-conv',
    title: 'Convolutional GAN',
    model: 'gan-conv',
    ...scored,
    ...COVERED,
  },
  { id: 'dcgan', title: 'DCGAN', model: 'dcgan', ...scored, ...COVERED },
  {
    id: 'dcgan-simultaneous',
    title: 'DCGAN, simultaneous',
    model: 'dcgan',
    preset: 'simultaneous',
    ...scored,
    ...COVERED,
  },
  { id: 'lsgan', title: 'Least squares GAN', model: 'lsgan', ...scored, ...COVERED },
  {
    id: 'lsgan-pearson',
    title: 'Least squares GAN, Pearson χ² coding',
    model: 'lsgan',
    preset: 'pearson',
    ...scored,
    ...COVERED,
  },
  {
    id: 'wgan',
    title: 'Wasserstein GAN, gradient penalty',
    model: 'wgan',
    ...scored,
    ...COVERED,
  },
  {
    id: 'wgan-paper',
    title: 'Wasserstein GAN, clipped weights',
    model: 'wgan',
    preset: 'paper',
    ...scored,
    ...COVERED,
  },
  {
    id: 'wgan-gradient-clipping',
    title: 'Wasserstein GAN, clipped gradients',
    model: 'wgan',
    preset: 'gradient-clipping',
    ...scored,
    ...COVERED,
  },
  {
    id: 'cgan',
    title: 'Conditional GAN',
    model: 'cgan',
    ...scored,
    ...LOOKS,
    goals: [atLeast('class_consistency', 0.9, 'samples of the class asked for'), covers],
  },
  {
    id: 'cgan-simultaneous',
    title: 'Conditional GAN, simultaneous',
    model: 'cgan',
    preset: 'simultaneous',
    ...scored,
    ...COVERED,
  },
  {
    id: 'sgan',
    title: 'Semi-supervised GAN, 100 labels',
    model: 'sgan',
    ...scored,
    ...LOOKS,
    goals: [
      {
        measure: 'test_accuracy',
        text: 'test accuracy, above that of the classifier with the same 100 labels',
        bound: ({ few_labels_accuracy: few = NaN }) => few,
        met: (value, bound) => value > bound,
      },
      covers,
    ],
  },
  {
    id: 'sgan-paper',
    title: 'Semi-supervised GAN, networks of the paper, 100 labels',
    model: 'sgan',
    preset: 'paper',
    ...scored,
    ...LOOKS,
    goals: [atLeast('test_accuracy', 0.95, 'test accuracy'), covers],
  },
  {
    id: 'sgan-without-feature-matching',
    title: 'Semi-supervised GAN, without feature matching',
    model: 'sgan',
    preset: 'without-feature-matching',
    ...scored,
    ...COVERED,
  },
  {
    id: 'gan-mlp-2d',
    title: 'Vanilla GAN (2-D), ring of 8',
    model: 'gan-mlp-2d',
    dataset: 'ring-8',
    ...LOOKS,
    goals: [atLeast('modes_covered', 8, 'modes covered, of 8')],
  },
  {
    id: 'lsgan-2d',
    title: 'Least squares GAN (2-D), ring of 8',
    model: 'lsgan-2d',
    dataset: 'ring-8',
    ...LOOKS,
    goals: [atLeast('modes_covered', 8, 'modes covered, of 8')],
  },
  {
    id: 'cgan-2d',
    title: 'Conditional GAN (2-D), ring of 8',
    model: 'cgan-2d',
    dataset: 'ring-8',
    ...LOOKS,
    goals: [atLeast('class_consistency', 0.95, 'points of the mode asked for')],
  },
  {
    id: 'sgan-2d',
    title: 'Semi-supervised GAN (2-D), two moons, 20 labels',
    model: 'sgan-2d',
    dataset: 'two-moons',
    goals: [atLeast('test_accuracy', 0.99, 'test accuracy')],
  },
  {
    id: 'wgan-2d',
    title: 'Wasserstein GAN (2-D), grid of 25',
    model: 'wgan-2d',
    dataset: 'grid-25',
    ...LOOKS,
    goals: [atLeast('modes_covered', 25, 'modes covered, of 25')],
  },
  {
    id: 'vae-mlp-2d',
    title: 'VAE (2-D), ring of 8',
    model: 'vae-mlp-2d',
    dataset: 'ring-8',
    ...LOOKS,
    goals: [atLeast('modes_covered', 8, 'modes covered, of 8')],
  },
];
