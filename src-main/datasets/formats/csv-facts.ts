import { isMissing, numberIn, type Decimal } from './csv-numbers';

/** Sampled rows from the whole table, split into cells. */
export interface Sample {
  readonly rows: readonly { readonly ordinal: number; readonly cells: readonly string[] }[];
  readonly decimal: Decimal;
  /** The ordinal of the first row of data. */
  readonly firstOrdinal: number;
}

/** What the sampled cells of one column show. */
export interface ColumnFacts {
  readonly at: number;
  /** Number of cells that have a value. */
  readonly filled: number;
  /** Fraction of these that are not numbers, from 0 to 1; a few may be mistakes. */
  readonly wordShare: number;
  /** Whether all are whole numbers. */
  readonly isWhole: boolean;
  /** Whether it counts the rows, from 0 or from 1 on. */
  readonly isRunning: boolean;
  /** Whether values never decrease from row to row, and there are at least two different ones. */
  readonly isSorted: boolean;
  /** Number of cells by value; equal numbers count together, however they are written. */
  readonly counts: ReadonlyMap<string | number, number>;
}

/** Fewer consecutive numbers can be classes in turn. */
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

/** Whether no two rows have the same value: such a column identifies rows, and is not a label. */
export const isDistinct = ({ counts, filled }: ColumnFacts): boolean =>
  filled >= FEWEST_RUNNING && counts.size === filled;
