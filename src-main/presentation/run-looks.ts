import { RUN_PALETTE, runColor, type RunColor } from './palette';

/** Colour and dash of a run among those it is compared with. */
export interface RunLook {
  readonly color: RunColor;
  /** Stroke and gap lengths, as in `stroke-dasharray`; empty is solid. */
  readonly dash: readonly number[];
}

/** The first eight runs are solid, the next eight dashed, the third eight dotted. */
const DASHES: readonly (readonly number[])[] = [[], [8, 3.5], [2, 2.5]];

/** Runs beyond this many share a look. */
export const DISTINCT_LOOKS = RUN_PALETTE.length * DASHES.length;

/**
 * Returns a look for each compared run; up to `DISTINCT_LOOKS` of them are distinct. A run has its usual colour; if an
 * earlier run has taken it, the first free colour; if none is free, its own colour with the next dash.
 * @param colors `Run.color` of each run
 */
export function runLooks(colors: readonly number[]): RunLook[] {
  const taken = DASHES.map(() => new Set<RunColor>());
  const isFree = (round: number, color: RunColor) => taken[round]?.has(color) === false;
  const own = colors.map(runColor);
  // The first run of each colour keeps it, before any other run is given a free one.
  const looks = own.map((color, index) =>
    own.indexOf(color) === index ? { color, dash: DASHES[0] ?? [] } : null,
  );
  for (const look of looks) if (look !== null) taken[0]?.add(look.color);
  return looks.map((look, index) => {
    if (look !== null) return look;
    const wanted = own[index] ?? runColor(0);
    for (const [round, dash] of DASHES.entries()) {
      const color = [wanted, ...RUN_PALETTE].find((one) => isFree(round, one));
      if (color === undefined) continue;
      taken[round]?.add(color);
      return { color, dash };
    }
    return { color: wanted, dash: [] };
  });
}

/**
 * Returns a look for each group of compared runs: that of its first run, or, if there are more runs than looks, one that
 * differs at least from those of the other groups.
 * @param colors `Run.color` of each run
 * @param groups indices of the runs of each group
 */
export function groupLooks(
  colors: readonly number[],
  groups: readonly (readonly number[])[],
): (RunLook | undefined)[] {
  if (colors.length > DISTINCT_LOOKS && groups.length < colors.length)
    return runLooks(groups.map(([first = 0]) => colors[first] ?? 0));
  const looks = runLooks(colors);
  return groups.map(([first = 0]) => looks[first]);
}

/** Returns the dash of a run's `index`-th metric in a chart of its own metrics; the first metric has the run's dash. */
export function metricDash({ dash: own }: RunLook, index: number): readonly number[] {
  const others = [...DASHES, [6, 2, 1.5, 2]].filter((dash) => dash !== own);
  return index === 0 ? own : (others[(index - 1) % others.length] ?? own);
}
