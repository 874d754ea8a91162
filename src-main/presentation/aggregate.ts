import { at } from '../contract/at';
import { countText } from '../contract/numbers';
import { t } from '../contract/texts';

/** Values of one run: `y[i]` at `x[i]`, in order of x. */
export interface AggregatedLine {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** The mean of several runs, at the positions of all of them. All arrays have one entry for each position. */
export interface Aggregate {
  readonly x: Float64Array;
  readonly mean: Float64Array;
  /** Mean minus, and plus, one standard deviation between runs (n − 1); NaN where only one run has a value. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Number of runs that have a value. */
  readonly counts: Float64Array;
}

/** Far more positions than a plot has pixels; without a limit, runs that share no positions would have millions. */
const MOST_POSITIONS = 8000;

/**
 * Computes the mean and standard deviation over runs. A run counts from its first position to its last. Where the
 * positions of runs differ, as on a time axis, a run has its previous value between two of its positions.
 */
export function aggregate(lines: readonly AggregatedLine[]): Aggregate {
  const filled = lines.filter(({ x }) => x.length > 0);
  const x = sharedPositions(filled) ?? mergedPositions(filled);
  const [mean, low, high, counts] = [0, 1, 2, 3].map(() => new Float64Array(x.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const walks = filled.map(walk);
  for (let i = 0; i < x.length; i += 1) {
    const position = at(x, i);
    let [count, average, squares] = [0, 0, 0];
    for (const valueAt of walks) {
      const value = valueAt(position);
      if (!Number.isFinite(value)) continue;
      // Welford 1962, Technometrics 4:419: no digits are lost if the standard deviation is small.
      count += 1;
      const difference = value - average;
      average += difference / count;
      squares += difference * (value - average);
    }
    const standardDeviation = count > 1 ? Math.sqrt(squares / (count - 1)) : NaN;
    counts[i] = count;
    mean[i] = count === 0 ? NaN : average;
    low[i] = average - standardDeviation;
    high[i] = average + standardDeviation;
  }
  return { x, mean, low, high, counts };
}

/**
 * Returns the positions of the longest line if all other lines have its first ones: runs of one configuration that have
 * come to different steps.
 */
function sharedPositions(lines: readonly AggregatedLine[]): Float64Array | null {
  const [longest] = [...lines].sort((a, b) => b.x.length - a.x.length);
  if (longest === undefined) return new Float64Array(0);
  const isPrefix = ({ x }: AggregatedLine) => {
    for (let i = 0; i < x.length; i += 1) if (x[i] !== longest.x[i]) return false;
    return true;
  };
  return lines.every(isPrefix) ? Float64Array.from(longest.x) : null;
}

/** Returns all positions of all lines, or `MOST_POSITIONS` evenly spread ones if there are more. */
function mergedPositions(lines: readonly AggregatedLine[]): Float64Array {
  const total = lines.reduce((sum, { x }) => sum + x.length, 0);
  if (total <= MOST_POSITIONS) {
    const all = new Set(lines.flatMap(({ x }) => Array.from(x)));
    return Float64Array.from(all).sort();
  }
  const first = Math.min(...lines.map(({ x }) => x[0] ?? Infinity));
  const last = Math.max(...lines.map(({ x }) => x[x.length - 1] ?? -Infinity));
  return Float64Array.from(
    { length: MOST_POSITIONS },
    (_, i) => first + ((last - first) * i) / (MOST_POSITIONS - 1),
  );
}

/** Returns a function that gives a line's value at ascending positions: NaN before its first and after its last. */
function walk({ x, y }: AggregatedLine): (position: number) => number {
  let index = -1;
  const last = x[x.length - 1] ?? -Infinity;
  return (position) => {
    while ((x[index + 1] ?? Infinity) <= position) index += 1;
    return index < 0 || position > last ? NaN : at(y, index);
  };
}

/** Where the number of runs changes: from `x` on there are `count` runs. The first entry is the start of the line. */
export function countChanges({
  x,
  counts,
}: Pick<Aggregate, 'x' | 'counts'>): { from: number; count: number }[] {
  const changes: { from: number; count: number }[] = [];
  for (let i = 0; i < x.length; i += 1) {
    const count = at(counts, i);
    if (changes[changes.length - 1]?.count !== count) changes.push({ from: at(x, i), count });
  }
  return changes;
}

/**
 * Says how many runs a mean is of: `n = 3`, or `n = 3, from step 400 on 2` where the number changes; null without
 * values. A number that changes often is given as a range: `n = 1 to 3`.
 * @param position formats a number on the axis, e.g. as `step 400`
 */
export function countsText(
  line: Pick<Aggregate, 'x' | 'counts'>,
  position: (x: number) => string,
): string | null {
  const changes = countChanges(line);
  const [first, ...others] = changes;
  if (first === undefined) return null;
  if (others.length > 3) {
    const all = changes.map(({ count }) => count);
    return t.compare.countRange(countText(Math.min(...all)), countText(Math.max(...all)));
  }
  return [
    `n = ${countText(first.count)}`,
    ...others.map(({ from, count }) => t.compare.countFrom(position(from), countText(count))),
  ].join(', ');
}
