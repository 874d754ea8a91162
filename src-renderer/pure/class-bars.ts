import type { ClassCount } from '../../src-main/contract/dataset';
import { formatCount } from './format';
import { t } from '../../src-main/contract/texts';

/** A class with a bar whose length is proportional to its number of items. */
export interface ClassBar {
  readonly name: string;
  readonly count: number;
  readonly text: string;
  readonly title: string;
}

/** Number of items of each class in the splits of a dataset. */
export function splitBars(classes: readonly ClassCount[]): ClassBar[] {
  return classes.map(({ name, trainCount, testCount }) => ({
    name,
    count: trainCount,
    text: `${formatCount(trainCount)} + ${formatCount(testCount)}`,
    title: t.figures.classBar(name, formatCount(trainCount), formatCount(testCount)),
  }));
}

/** Number of samples that were recognised as each class. */
export function histogramBars(counts: readonly number[], classNames: readonly string[]): ClassBar[] {
  return counts.map((count, label) => {
    const name = classNames[label] ?? String(label);
    return { name, count, text: formatCount(count), title: `${name}: ${formatCount(count)} samples` };
  });
}

/** Shares of the samples of each class over time, the first class in the topmost row. */
export function classColumns(
  evaluations: readonly { readonly step: number; readonly histogram: readonly number[] | null }[],
): { step: number; shares: number[] }[] {
  return evaluations.flatMap(({ step, histogram }) => {
    if (histogram === null) return [];
    const total = Math.max(
      1,
      histogram.reduce((sum, count) => sum + count, 0),
    );
    return [{ step, shares: histogram.map((count) => count / total).reverse() }];
  });
}

/** The names of at most `most` classes beside the rows of `classColumns`. */
export function classMarks(classNames: readonly string[], most: number): { text: string; at: number }[] {
  const every = Math.ceil(classNames.length / most);
  return classNames.flatMap((text, label) =>
    label % every === 0 ? [{ text, at: 1 - (label + 0.5) / classNames.length }] : [],
  );
}
