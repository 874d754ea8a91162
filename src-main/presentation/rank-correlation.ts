import { at } from '../contract/at';
import { variedSettings, type TunedRun } from './varied-settings';

/** With fewer runs, a correlation may well be due to chance. */
export const FEW_RUNS = 10;
/** With two runs, every correlation is 1 or −1. */
const LEAST_RUNS = 3;

export interface SettingOfRun {
  readonly x: number;
  readonly y: number;
  /** Index among the compared runs. */
  readonly run: number;
}

/** How a metric depends on one hyperparameter, over the runs that have both. */
export interface SettingEffect {
  readonly key: string;
  readonly label: string;
  readonly isLog: boolean;
  /**
   * Spearman's rank correlation: 1 if the metric only rises with it, −1 if it only falls; null if all values are equal.
   */
  readonly correlation: number | null;
  readonly points: readonly SettingOfRun[];
}

/**
 * Returns the effects of the numeric hyperparameters in which runs differ, the strongest correlation first.
 * @param values the metric's value for each run; null for a run without one
 */
export function settingEffects(
  runs: readonly TunedRun[],
  values: readonly (number | null)[],
): SettingEffect[] {
  const effects = variedSettings(runs).flatMap(({ key, label, isLog, values: settings }): SettingEffect[] => {
    const points = settings.flatMap((x, run): SettingOfRun[] => {
      const y = values[run] ?? null;
      return typeof x === 'number' && y !== null ? [{ x, y, run }] : [];
    });
    if (points.length < LEAST_RUNS || new Set(points.map(({ x }) => x)).size < 2) return [];
    const correlation = rankCorrelation(
      points.map(({ x }) => x),
      points.map(({ y }) => y),
    );
    return [{ key, label, isLog, correlation, points }];
  });
  return effects.sort((a, b) => Math.abs(b.correlation ?? 0) - Math.abs(a.correlation ?? 0));
}

/**
 * Spearman's rank correlation (Spearman 1904, Am. J. Psychol. 15:72): Pearson's correlation of the ranks; ties have
 * their mean rank.
 * @param x, y values of equal number: [n]
 * @returns from −1 to 1; null if all values of x or of y are the same
 */
export function rankCorrelation(x: readonly number[], y: readonly number[]): number | null {
  const [a, b] = [ranks(x), ranks(y)];
  const middle = (x.length + 1) / 2;
  let [both, first, second] = [0, 0, 0];
  for (const [i, rank] of a.entries()) {
    const [one, other] = [rank - middle, at(b, i) - middle];
    both += one * other;
    first += one * one;
    second += other * other;
  }
  return first === 0 || second === 0 ? null : both / Math.sqrt(first * second);
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const same = values.filter((other) => other === value).length;
    return below + (same + 1) / 2;
  });
}
