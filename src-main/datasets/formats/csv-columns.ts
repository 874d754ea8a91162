import type { DataKind, Doubt, ItemShape } from '../../contract/dataset';
import { refusal } from '../../contract/error';
import type {
  Column,
  FileReason,
  ImportNote,
  LabelDoubt,
  ProblemParams,
} from '../../contract/problems/catalogue';
import type { ColumnFacts, Sample } from './csv-facts';
import { isIndexName } from './csv-names';

/** A table whose columns are to be interpreted. */
export interface Columned {
  readonly fileName: string;
  /** null where the table has no header. */
  readonly names: readonly string[] | null;
  readonly columns: number;
  /**
   * A column whose cells each hold many numbers, and the columns that these are unpacked to, after all others; null
   * where there is none.
   */
  readonly packed: { readonly column: number; readonly pixels: readonly number[] } | null;
  readonly sample: Sample;
  readonly facts: (column: number) => ColumnFacts;
  /** The label column that the user chose or another table has. */
  readonly chosen: number | null;
}

export interface LeftOutColumn {
  readonly column: number;
  readonly why: FileReason;
}

/** What the columns of a table are. */
export interface Columns extends ItemShape {
  /** `labels`: the table has only labels, for items in another table. */
  readonly kind: DataKind | 'labels';
  /** The label column; null where there is none. */
  readonly label: number | null;
  /** The columns of pixels or coordinates, in order. */
  readonly values: readonly number[];
  readonly leftOut: readonly LeftOutColumn[];
  readonly doubts: readonly Doubt[];
  readonly notes: readonly ImportNote[];
}

/** A column as named in messages. */
export function columnOf(column: number, names: readonly string[] | null): Column {
  const name = names?.[column]?.trim() ?? '';
  return { number: column + 1, name: name === '' ? null : shortened(name) };
}

const SHOWN_COLUMNS = 5;

/** Columns as listed in messages. */
export const columnsOf = (
  columns: readonly number[],
  names: readonly string[] | null,
): ProblemParams<'dataset.columns.beside-label'>['columns'] => ({
  shown: columns.slice(0, SHOWN_COLUMNS).map((column) => columnOf(column, names)),
  count: columns.length,
});

export const shortened = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** The value of the option `label` for a column: its name, if it is unique and not a number, or else its number. */
export function labelChoice(column: number, names: readonly string[] | null): string {
  const name = names?.[column]?.trim() ?? '';
  const isPlain =
    name !== '' && Number.isNaN(Number(name)) && names?.filter((other) => other === name).length === 1;
  return isPlain ? name : String(column + 1);
}

/** @param candidates in order of preference: the first is the guess */
export function labelDoubt(
  { fileName, names }: Columned,
  candidates: readonly number[],
  why: LabelDoubt,
): Doubt {
  const [guess = 0] = candidates;
  return {
    why: { code: 'label-column', file: fileName, column: columnOf(guess, names), why },
    option: 'label',
    choices: candidates.map((column) => ({
      value: labelChoice(column, names),
      label: { code: 'column', column: columnOf(column, names) },
    })),
  };
}

/** Removes columns that are empty, name splits, or only number or name the rows. */
export function withoutIndex(table: Columned): {
  kept: number[];
  leftOut: LeftOutColumn[];
} {
  const { names, columns, packed, facts, chosen } = table;
  const leftOut: LeftOutColumn[] = [];
  const kept = Array.from({ length: columns }, (_, column) => column).filter((column) => {
    if (column === chosen) return true;
    if (column === packed?.column) return false;
    if (SPLIT_NAME.test(names?.[column] ?? '') && namesSplits(facts(column))) {
      leftOut.push({ column, why: 'splits' });
      return false;
    }
    const isAtEnd = column < 2 || column >= columns - 2;
    const name = names?.[column] ?? null;
    const isIndex = name !== null && isIndexName(name);
    if (!isAtEnd && !isIndex) return true;
    if (facts(column).filled === 0) {
      leftOut.push({ column, why: 'empty' });
      return false;
    }
    if (!isIndex || isRepeated(facts(column))) return true;
    leftOut.push({ column, why: 'row-names' });
    return false;
  });
  return { kept, leftOut };
}

const SPLIT_NAME = /^\s*(split|set|subset|usage|fold|phase|partition|dataset)\s*$/i;
const SPLIT_WORD = /^(public|private)?[-_ ]?(train|test|val|valid|validation|dev|eval)(ing)?$/i;

export const namesSplits = ({ counts }: ColumnFacts): boolean =>
  counts.size > 0 && [...counts.keys()].every((value) => SPLIT_WORD.test(String(value)));

/** Whether values repeat too often to be row numbers or row names, whatever the column's name. */
const isRepeated = ({ counts, filled }: ColumnFacts) => counts.size < filled / 2 && counts.size <= 256;

export function wrongColumns({ fileName, columns }: Columned): Error {
  return refusal('dataset.columns.neither', { file: fileName, columns });
}
