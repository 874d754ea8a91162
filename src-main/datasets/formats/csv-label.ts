import { wrongColumns, type Columned, type Columns } from './csv-columns';
import type { ColumnFacts, Sample } from './csv-facts';
import { numberIn } from './csv-numbers';

/** Labels are bytes. */
const MOST_CLASSES = 256;
/** Correlations over fewer rows are not significant. */
const FEWEST_CORRELATED = 10;
const COMPARED_COLUMNS = 64;

/** Fewer words among numbers are mistakes, or rare classes. */
export const SOME_WORDS = 0.1;
export const MOSTLY_WORDS = 0.5;

/** Whether a column could hold classes, from its values alone. */
export function couldBeLabel({ wordShare, isWhole, isRunning, counts }: ColumnFacts): boolean {
  return wordShare >= SOME_WORDS || (isWhole && !isRunning && counts.size > 0 && counts.size <= MOST_CLASSES);
}

/** Whether values repeat, as classes must. */
export const isRepeated = ({ counts, filled }: ColumnFacts): boolean =>
  filled < FEWEST_CORRELATED || counts.size <= filled / 2;

/**
 * Scores how much more a column looks like class numbers than like pixels at the edge of images; above 0 it may be a
 * label. Classes are few, begin at 0 or 1 without a gap, are about equally frequent, may exceed every pixel, may be
 * sorted, and do not correlate with the neighbouring column.
 * @param pixels the columns that certainly are pixels, the neighbour first; empty where there are none
 */
export function labelScore(facts: ColumnFacts, sample: Sample, pixels: readonly number[] = []): number {
  const { counts, filled, isSorted } = facts;
  if (!couldBeLabel(facts) || counts.size < 2) return 0;
  const values = [...counts.keys()].filter((value) => typeof value === 'number');
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isGapless =
    values.length === counts.size && (low === 0 || low === 1) && high - low + 1 === counts.size;
  const [neighbour] = pixels;
  const repeats = filled >= FEWEST_CORRELATED ? counts.size / filled : 0;
  return (
    (isGapless ? 2 : 0) +
    balance(facts) +
    (isSorted ? 1 : 0) +
    (neighbour !== undefined && high > highestOf(pixels, sample) ? 1 : 0) -
    Math.log2(counts.size) / 8 -
    2 * repeats -
    (neighbour === undefined ? 0 : 1.5 * Math.abs(correlation(sample, facts.at, neighbour)))
  );
}

/** The entropy of the values divided by its maximum: 1 where all are equally frequent. */
function balance({ counts, filled }: ColumnFacts): number {
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / filled) * Math.log(count / filled);
  return entropy / Math.log(counts.size);
}

/** The highest value in some of the columns, evenly spaced. */
function highestOf(columns: readonly number[], { rows, decimal }: Sample): number {
  const step = Math.ceil(columns.length / COMPARED_COLUMNS);
  const looked = columns.filter((_, i) => i % step === 0);
  let highest = -Infinity;
  for (const { cells } of rows) {
    for (const column of looked) {
      const value = numberIn(cells[column] ?? '', decimal);
      if (value > highest) highest = value;
    }
  }
  return highest;
}

/** Pearson's correlation of two columns; 0 where one does not vary. */
function correlation({ rows, decimal }: Sample, a: number, b: number): number {
  if (rows.length < FEWEST_CORRELATED) return 0;
  const pairs = rows
    .map(({ cells }) => [numberIn(cells[a] ?? '', decimal), numberIn(cells[b] ?? '', decimal)] as const)
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const mean = (which: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[which], 0) / pairs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** Whether a table has a single column: the labels of items in another table. */
export const isOfLabels = ({ columns }: Columned): boolean => columns === 1;

/** @throws WorkbenchError `dataset.columns` where its values cannot be classes */
export function labelColumn(table: Columned): Columns {
  const facts = table.facts(0);
  if (!couldBeLabel(facts) || !isRepeated(facts)) throw wrongColumns(table);
  const shape = { width: 0, height: 0, channels: 1 } as const;
  return { kind: 'labels', ...shape, label: 0, values: [], leftOut: [], doubts: [], notes: [] };
}
