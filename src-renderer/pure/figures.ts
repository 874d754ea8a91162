import type { ModelInfo } from '../../src-main/contract/model';
import type { FigureKind } from '../../src-main/contract/figure';

/**
 * Whether its place is kept before the first is recorded. Only a model's foremost figure is sure to come: the plane,
 * for one, needs a latent space of two dimensions.
 */
export function isAwaited(kind: FigureKind, model: ModelInfo | undefined): boolean {
  return kind === (model ? model.figures[0] : 'samples');
}
