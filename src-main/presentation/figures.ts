import { reconstructionHelp, type ModelInfo } from '../contract/model';
import { MANIFOLD_REACH, type FigureKind } from '../contract/figure';
import type { RunConfig } from '../contract/run';
import { averagesText } from './averages';

/** The kinds of figures, in the order in which they are shown. */
export const FIGURE_KINDS = [
  'samples',
  'points',
  'reconstructions',
  'latent-scatter',
  'manifold',
  'discriminator',
] as const;

export const FIGURE_TITLES: Readonly<Record<FigureKind, string>> = {
  samples: 'Samples',
  points: 'Points',
  reconstructions: 'Reconstructions',
  'latent-scatter': 'Latent plane',
  manifold: 'Decoded latent plane',
  discriminator: 'Discriminator outputs',
};

/** Whether figures of this kind are drawn from numbers instead of being sheets of images. */
export function isDrawn(kind: FigureKind): boolean {
  return kind === 'points' || kind === 'latent-scatter' || kind === 'discriminator';
}

/** Says in a few sentences what a figure of a run shows, and with which weights it is made. */
export function figureHelp(
  kind: FigureKind,
  model: Pick<ModelInfo, 'reconstructionLayout'> | undefined,
  config: Pick<RunConfig, 'hyperparameters'>,
): string {
  return [shownIn(kind, model), averagesText(config) ?? []].flat().join(' ');
}

function shownIn(kind: FigureKind, model: Pick<ModelInfo, 'reconstructionLayout'> | undefined): string {
  switch (kind) {
    case 'samples':
      return 'Decodings of the same latents at every step: a cell keeps its latent.';
    case 'points':
      return 'Points generated from the same latents at every step, over points of the data, in grey. The background shows the output of the discriminator or critic: blue for generated, amber for real. Where they are recorded, lines are a square grid of latents as the generator bends it, and arrows are the gradients by which it learns to move some of its points.';
    case 'reconstructions':
      return reconstructionHelp(model?.reconstructionLayout);
    case 'latent-scatter':
      return 'Where the encoder puts the test split in the latent space, by class.';
    case 'manifold':
      return `Images decoded from a grid over the latent plane, −${String(MANIFOLD_REACH)} to ${String(MANIFOLD_REACH)} each way: z₀ to the right, z₁ upwards.`;
    case 'discriminator':
      return 'How real items of the test split, and items generated from the same latents at every step, look to the discriminator or critic. Where the two lie apart, it distinguishes them; where one lies on the other, it cannot.';
  }
}

/** Returns the names of a sheet's rows: the classes that a conditional model generated. Empty if rows have no names. */
export function rowLabels(
  kind: FigureKind,
  rows: number,
  model: Pick<ModelInfo, 'conditional'> | undefined,
  classNames: readonly string[],
): readonly string[] {
  const isByClass = kind === 'samples' && model?.conditional === true && rows === classNames.length;
  return isByClass ? classNames : [];
}
