import type { FigureKind } from '../contract/figure';
import { FIGURE_KINDS, FIGURE_TITLES } from './figures';

/** A figure of a run: its kind, and the run's place in the comparison. */
export interface FigureCell {
  readonly kind: FigureKind;
  readonly run: number;
}

/** Figures that stand side by side: one kind of several runs, or the kinds that only one run has. */
export interface FigureBlock {
  readonly kinds: readonly FigureKind[];
  readonly cells: readonly FigureCell[];
}

/**
 * How the figures of runs are laid out. Each kind that several runs have is a block; what only one run has shares the
 * last one, so that no column gapes.
 * @param having of a kind, the places of the runs that have it
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

/** A line in place of the figures that some of the runs lack. @param kinds of a block */
export function absentText(kinds: readonly FigureKind[], names: readonly string[]): string {
  const [last = '', ...others] = [...names].reverse();
  const list = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  const [kind, ...more] = kinds;
  const have = names.length === 1 ? 'has' : 'have';
  if (kind === undefined || more.length > 0) return `${list} ${have} none of these.`;
  return `No ${FIGURE_TITLES[kind].toLowerCase()}: ${list} ${have} none.`;
}
