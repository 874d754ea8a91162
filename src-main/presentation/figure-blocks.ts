import type { FigureKind } from '../contract/figure';
import { FIGURE_KINDS } from './figures';
import { t } from '../contract/texts';

/** A figure of a run: its kind, and the run's index in the comparison. */
export interface FigureCell {
  readonly kind: FigureKind;
  readonly run: number;
}

/** Figures shown side by side: one kind of several runs, or the kinds that only one run has. */
export interface FigureBlock {
  readonly kinds: readonly FigureKind[];
  readonly cells: readonly FigureCell[];
}

/**
 * Lays out the figures of runs. Each kind that several runs have is a block; kinds that only one run has share the last
 * block, so that no column is empty.
 * @param having returns the indices of the runs that have figures of a kind
 */
export function figureBlocks(
  having: (kind: FigureKind) => readonly number[],
  kinds: readonly FigureKind[] = FIGURE_KINDS,
): FigureBlock[] {
  const all = kinds.map((kind) => ({ kind, cells: having(kind).map((run) => ({ kind, run })) }));
  const shared = all.filter(({ cells }) => cells.length > 1);
  const single = all.filter(({ cells }) => cells.length === 1);
  return [
    ...shared.map(({ kind, cells }) => ({ kinds: [kind], cells })),
    ...(single.length === 0
      ? []
      : [{ kinds: single.map(({ kind }) => kind), cells: single.flatMap(({ cells }) => cells) }]),
  ];
}

/** The sentence shown in place of figures that some runs lack. @param kinds kinds of figures in a block */
export function absentText(kinds: readonly FigureKind[], names: readonly string[]): string {
  const list = t.common.list(names);
  const [kind, ...more] = kinds;

  if (kind === undefined || more.length > 0) return t.compare.noneOfThese(list, names.length);
  return t.compare.noneOfKind(t.figures.titles[kind], list, names.length);
}
