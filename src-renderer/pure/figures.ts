import type { ModelInfo } from '../../src-main/contract/model';
import type { FigureKind } from '../../src-main/contract/figure';

/**
 * Whether to reserve space before the first figure is recorded. Only a model's first kind of figure is certain to be
 * recorded: the latent plane, for example, needs a latent space of two dimensions.
 */
export function isAwaited(kind: FigureKind, model: ModelInfo | undefined): boolean {
  return kind === (model ? model.figures[0] : 'samples');
}

/** Whether a run has figures of a kind, or will certainly have. */
export const hasOrAwaits = (
  feed: { figuresOf(kind: FigureKind): readonly unknown[] },
  kind: FigureKind,
  model: ModelInfo | undefined,
): boolean => feed.figuresOf(kind).length > 0 || isAwaited(kind, model);

/** What a run generates, in order of preference; a run that generates nothing shows how it reconstructs. */
const FIRST_KINDS: readonly FigureKind[] = ['samples', 'points', 'reconstructions'];

/**
 * The kind of figure that stands for a run at the beginning of a comparison.
 * @param has whether the run has figures of a kind
 * @returns null if it has none of what it makes
 */
export const firstKind = (has: (kind: FigureKind) => boolean): FigureKind | null =>
  FIRST_KINDS.find(has) ?? null;

/**
 * The kinds of figures that come later in a comparison: all but those that every run with them shows at the beginning.
 * @param runs for each run, whether it has figures of a kind
 */
export const laterKinds = (
  kinds: readonly FigureKind[],
  runs: readonly ((kind: FigureKind) => boolean)[],
): FigureKind[] =>
  kinds.filter(
    (kind) => !FIRST_KINDS.includes(kind) || runs.some((has) => has(kind) && firstKind(has) !== kind),
  );
