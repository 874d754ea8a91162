import { paths } from './routes';

/** The runs that the tour is about. */
export interface TourRuns {
  readonly gan: number;
  readonly vae: number;
}

interface TourStep {
  readonly title: string;
  readonly text: string;
  /** Selects what the step is about. */
  readonly target: string;
  readonly path: (runs: TourRuns) => string;
  /** The model whose page says more. */
  readonly model: 'gan-mlp' | 'vae-mlp';
}

/** From the first runs to the latent plane, in order. The first step launches the runs. */
export const TOUR: readonly TourStep[] = [
  {
    title: 'Two models, the same digits',
    text: 'A GAN and a VAE train side by side on 9 000 handwritten digits, a minute or two on two cores. Go on while they train.',
    target: 'main .view-body',
    path: () => paths.runs,
    model: 'gan-mlp',
  },
  {
    title: 'Metrics of every step',
    text: 'Each line is a metric of the VAE: its loss, and the two parts of it. Nothing is left out. Drag over a chart to zoom in, or press Tab and the arrow keys to read values.',
    target: '[aria-label="Metrics"]',
    path: ({ vae }) => paths.run(vae),
    model: 'vae-mlp',
  },
  {
    title: 'Samples through time',
    text: 'The GAN shows the same latents at every recorded step, so a cell keeps its latent: noise first, digits later. Move the slider, or press ← and →.',
    target: '[aria-label="Figures"]',
    path: ({ gan }) => paths.run(gan),
    model: 'gan-mlp',
  },
  {
    title: 'Side by side',
    text: 'One slider moves both models. The GAN’s samples are sharp and may leave out digits; the VAE’s are soft and cover them all. The summary says which difference is larger than the noise.',
    target: 'main .view-body',
    path: ({ gan, vae }) => paths.compare([gan, vae]),
    model: 'gan-mlp',
  },
  {
    title: 'The latent plane',
    text: 'The VAE rebuilds each digit from two numbers. Every place of this plane is an image, decoded under the pointer or with the arrow keys; the coloured points are the test digits by class. It opens once the run has a checkpoint.',
    target: 'main .view-body',
    path: ({ vae }) => paths.latentOf([vae]),
    model: 'vae-mlp',
  },
];
