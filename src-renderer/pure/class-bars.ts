import type { ClassCount } from '../../src-main/contract/dataset';
import { formatCount } from './format';

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
    title: `${name}: ${formatCount(trainCount)} to train on, ${formatCount(testCount)} to test`,
  }));
}

/** Number of samples that were recognised as each class. */
export function histogramBars(counts: readonly number[], classNames: readonly string[]): ClassBar[] {
  return counts.map((count, label) => {
    const name = classNames[label] ?? String(label);
    return { name, count, text: formatCount(count), title: `${name}: ${formatCount(count)} samples` };
  });
}
