import { reconstructionHelp, type ModelInfo } from '../../src-main/contract/model';
import type { FigureKind } from '../../src-main/contract/sample';

/** In the order in which they are shown. */
export const FIGURE_KINDS = ['samples', 'points', 'reconstructions', 'latent-scatter', 'manifold'] as const;

export const FIGURE_TITLES: Readonly<Record<FigureKind, string>> = {
  samples: 'Samples',
  points: 'Points',
  reconstructions: 'Reconstructions',
  'latent-scatter': 'Latent plane',
  manifold: 'Decoded latent plane',
};

export function figureHelp(kind: FigureKind, model: ModelInfo | undefined): string {
  switch (kind) {
    case 'samples':
      return 'Decodings of the same latents at every step.';
    case 'points':
      return 'Points generated from the same latents at every step, over points of the data, on the view that the discriminator or critic has of the plane.';
    case 'reconstructions':
      return reconstructionHelp(model?.reconstructionLayout);
    case 'latent-scatter':
      return 'Where the encoder puts the test split in the latent space, by class.';
    case 'manifold':
      return 'Images decoded from a grid over the latent plane, −4 to 4 each way.';
  }
}

/**
 * Whether its place is kept before the first is recorded. Only a model's foremost figure is sure to come: the plane,
 * for one, needs a latent space of two dimensions.
 */
export function isAwaited(kind: FigureKind, model: ModelInfo | undefined): boolean {
  return kind === (model ? model.figures[0] : 'samples');
}
