import { isMissing, numberIn, type Decimal } from './csv-numbers';

/** Rows of a table from all of it, each with its cells. */
export interface Sample {
  readonly rows: readonly { readonly ordinal: number; readonly cells: readonly string[] }[];
  readonly decimal: Decimal;
  /** Of the first row of data. */
  readonly firstOrdinal: number;
}

/** What the sampled cells of one column show. */
export interface ColumnFacts {
  readonly at: number;
  /** Cells with something in them. */
  readonly filled: number;
  /** How many of these hold no number, from 0 to 1: one may be a mistake. */
  readonly wordShare: number;
  /** All hold whole numbers. */
  readonly isWhole: boolean;
  /** Whether it counts the rows, from 0 or from 1 on. */
  readonly isRunning: boolean;
  /** Whether a larger value never stands above a smaller one, and there are several. */
  readonly isSorted: boolean;
  /** How often there is what, numbers alike however they are written. */
  readonly counts: ReadonlyMap<string | number, number>;
}

/** Fewer rows in turn can be classes in turn. */
const FEWEST_RUNNING = 11;

export function factsOf(at: number, { rows, decimal, firstOrdinal }: Sample): ColumnFacts {
  const counts = new Map<string | number, number>();
  let filled = 0;
  let words = 0;
  let isWhole = true;
  let isSorted = true;
  let last = -Infinity;
  const offsets = new Set<number>();
  for (const { ordinal, cells } of rows) {
    const cell = cells[at] ?? '';
    if (isMissing(cell)) continue;
    filled++;
    const number = numberIn(cell, decimal);
    const isWord = Number.isNaN(number);
    const value = isWord ? cell : number;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (isWord) words++;
    else if (!Number.isInteger(number)) isWhole = false;
    if (isWord || number < last) isSorted = false;
    else last = number;
    if (offsets.size < 2) offsets.add(number - (ordinal - firstOrdinal));
  }
  const [offset] = offsets;
  return {
    at,
    filled,
    wordShare: filled === 0 ? 0 : words / filled,
    isWhole: isWhole && words === 0,
    isRunning: offsets.size === 1 && (offset === 0 || offset === 1) && filled >= FEWEST_RUNNING,
    isSorted: isSorted && counts.size > 1,
    counts,
  };
}

/** Whether no two rows have the same: such a column identifies rows, and is no label. */
export const isDistinct = ({ counts, filled }: ColumnFacts): boolean =>
  filled >= FEWEST_RUNNING && counts.size === filled;
