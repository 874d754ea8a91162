/** Coverage of classes and modes by samples, which measures mode collapse. */
import { at } from '../contract/at';
import type { Mixture } from '../contract/mixtures';

/** Counts the labels of each class. @returns [classes] */
export function histogram(labels: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let i = 0; i < labels.length; i++) {
    const label = at(labels, i);
    if (label >= 0 && label < classes) counts[label] = at(counts, label) + 1;
  }
  return counts;
}

/** A class is covered if samples have at least this fraction of its share in the data. */
const COVERED_FROM = 0.1;

/**
 * Returns the number of classes that samples with these counts cover.
 * @param counts number of samples of each class, [classes]
 * @param total number of samples, including those of no class
 * @param dataCounts number of items of each class in the data, [classes]; by default, classes are equally frequent
 */
export function coveredClasses(
  counts: readonly number[],
  total: number,
  dataCounts: readonly number[] = counts.map(() => 1),
): number {
  const all = dataCounts.reduce((sum, count) => sum + count, 0);
  return counts.filter((count, label) => {
    const share = at(dataCounts, label) / all;
    return count > 0 && share > 0 && count >= COVERED_FROM * total * share;
  }).length;
}

/** Returns the mode nearest to each of points [n, 2], and its distance in standard deviations. */
export function nearestModes(
  points: ArrayLike<number>,
  { centers, standardDeviation }: Mixture,
): { mode: number; standardDeviations: number }[] {
  return Array.from({ length: points.length / 2 }, (_, i) => {
    const [px, py] = [at(points, 2 * i), at(points, 2 * i + 1)];
    let [nearest, least] = [-1, Infinity];
    centers.forEach(([x, y], mode) => {
      const distance = Math.hypot(px - x, py - y);
      if (distance < least) [nearest, least] = [mode, distance];
    });
    return { mode: nearest, standardDeviations: least / standardDeviation };
  });
}

/**
 * Samples within three standard deviations of a mode are of high quality; a mode is covered if a sample of high quality
 * is nearest to it. Srivastava et al. 2017 (VEEGAN), section 4.1. A perfect sampler has 1 − e^−4.5 = 0.9889 of high
 * quality.
 * @param nearest for each sample, from `nearestModes`
 */
export function modeCoverage(nearest: readonly { mode: number; standardDeviations: number }[]): {
  covered: number;
  highQuality: number;
} {
  const good = nearest.filter(({ standardDeviations }) => standardDeviations <= 3);
  return {
    covered: new Set(good.map(({ mode }) => mode)).size,
    highQuality: nearest.length === 0 ? 0 : good.length / nearest.length,
  };
}
