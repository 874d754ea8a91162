import { MIN_IMAGE_SIDE } from '../../contract/dataset';
import type { Separator } from './csv-cells';

const LOOKED_AT = 20;
const NUMBERS = /^\s*[-+.\d]+(?:[eE][-+]?\d+)?(?:\s+[-+.\d]+(?:[eE][-+]?\d+)?)+\s*$/;

const parts = (cell: string) => cell.trim().split(/\s+/);

/**
 * The column whose cells hold all pixels of an image, separated by blanks, as in FER2013; null where there is none.
 */
export function packedColumn(rows: readonly (readonly string[])[], separator: Separator): number | null {
  const [first = []] = rows;
  if (separator === 'blanks') return null;
  const found = first.findIndex((cell, column) => {
    const count = NUMBERS.test(cell) ? parts(cell).length : 0;
    return (
      count >= MIN_IMAGE_SIDE ** 2 &&
      rows.slice(0, LOOKED_AT).every((row) => parts(row[column] ?? '').length === count)
    );
  });
  return found < 0 ? null : found;
}

/** Appends the numbers of the packed column to a row and empties its cell, so that all other columns stay in place. */
export function unpacked(row: readonly string[], packed: number | null): readonly string[] {
  if (packed === null) return row;
  return [...row.map((cell, column) => (column === packed ? '' : cell)), ...parts(row[packed] ?? '')];
}

/** The names of the columns that `unpacked` returns. */
export function unpackedNames(names: readonly string[], packed: number, columns: number): string[] {
  const numbered = Array.from(
    { length: columns - names.length },
    (_, i) => `${names[packed] ?? ''} ${String(i)}`,
  );
  return [...names.map((name, column) => (column === packed ? '' : name)), ...numbered];
}
