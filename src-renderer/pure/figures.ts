import type { ModelInfo } from '../../src-main/contract/model';
import type { FigureKind } from '../../src-main/contract/figure';

/**
 * Whether to reserve space before the first figure is recorded. Only a model's first kind of figure is certain to be
 * recorded: the latent plane, for example, needs a latent space of two dimensions.
 */
export function isAwaited(kind: FigureKind, model: ModelInfo | undefined): boolean {
  return kind === (model ? model.figures[0] : 'samples');
}
