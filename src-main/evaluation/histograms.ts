import type { Matrix } from './matrix';

/** Counts or shares of the same bins, [bins] each. Functions normalize them by their sums and do not change them. */
export interface Histograms {
  readonly real: ArrayLike<number>;
  readonly generated: ArrayLike<number>;
}

/** Total variation ½ Σ |q − p|, from 0 to 1. NaN if one of the two is empty, as for the divergences below. */
export function totalVariation(histograms: Histograms): number {
  return sumOver(histograms, (p, q) => Math.abs(q - p)) / 2;
}

/** KL(generated ‖ real) = Σ q log(q / p) in nats; infinite if a bin without real items has generated ones. */
export function divergenceFromReal(histograms: Histograms): number {
  return sumOver(histograms, relativeEntropy);
}

/** Jensen–Shannon divergence, ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = (p + q) / 2, in nats, 0 to log 2; Lin 1991. */
export function jensenShannon(histograms: Histograms): number {
  return sumOver(histograms, (p, q) => {
    const middle = (p + q) / 2;
    return (relativeEntropy(middle, p) + relativeEntropy(middle, q)) / 2;
  });
}

/** One term of KL(q ‖ p). */
function relativeEntropy(p: number, q: number): number {
  return q === 0 ? 0 : q * Math.log(q / p);
}

function sumOver({ real, generated }: Histograms, term: (p: number, q: number) => number): number {
  if (real.length !== generated.length) throw new RangeError('Histograms of different bins');
  const [reals, generateds] = [sumOf(real), sumOf(generated)];
  let sum = 0;
  for (let i = 0; i < real.length; i++) {
    sum += term((real[i] as number) / reals, (generated[i] as number) / generateds);
  }
  return sum;
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}

export interface Frame {
  readonly least: readonly [x: number, y: number];
  readonly most: readonly [x: number, y: number];
}

/** The smallest frame around points [n, 2]. */
export function frameOf({ values }: Matrix): Frame {
  const least: [number, number] = [Infinity, Infinity];
  const most: [number, number] = [-Infinity, -Infinity];
  for (let at = 0; at < values.length; at++) {
    const axis = (at % 2) as 0 | 1;
    least[axis] = Math.min(least[axis], values[at] as number);
    most[axis] = Math.max(most[axis], values[at] as number);
  }
  return { least, most };
}

/**
 * Counts points [n, 2] in each of bins × bins equal cells of a frame, row by row, followed by the number of points
 * outside.
 * @returns [bins² + 1], which sum to n
 */
export function cellCounts({ values }: Matrix, { least, most }: Frame, bins: number): Int32Array {
  const counts = new Int32Array(bins * bins + 1);
  const cell = (value: number, axis: 0 | 1) => {
    const [low, high] = [least[axis], most[axis]];
    if (!(value >= low && value <= high)) return -1;
    return high === low ? 0 : Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
  };
  for (let at = 0; at < values.length; at += 2) {
    const [column, row] = [cell(values[at] as number, 0), cell(values[at + 1] as number, 1)];
    const bin = column < 0 || row < 0 ? bins * bins : row * bins + column;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}
