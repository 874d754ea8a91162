import { paths } from './routes';
import { t } from '../../src-main/contract/texts';

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
export const tourSteps = (): readonly TourStep[] => [
  {
    title: t.tour.models,
    text: t.tour.modelsText,
    target: 'main .view-body',
    path: () => paths.runs,
    model: 'gan-mlp',
  },
  {
    title: t.tour.metrics,
    text: t.tour.metricsText,
    target: `[aria-label="${t.common.metrics}"]`,
    path: ({ vae }) => paths.run(vae),
    model: 'vae-mlp',
  },
  {
    title: t.tour.samples,
    text: t.tour.samplesText,
    target: `[aria-label="${t.common.figures}"]`,
    path: ({ gan }) => paths.run(gan),
    model: 'gan-mlp',
  },
  {
    title: t.tour.sideBySide,
    text: t.tour.sideBySideText,
    target: 'main .view-body',
    path: ({ gan, vae }) => paths.compare([gan, vae]),
    model: 'gan-mlp',
  },
  {
    title: t.tour.plane,
    text: t.tour.planeText,
    target: 'main .view-body',
    path: ({ vae }) => paths.latentOf([vae]),
    model: 'vae-mlp',
  },
];

export const TOUR_LENGTH = tourSteps().length;
