import { isMissing, numberIn, type Decimal } from './csv-numbers';
import { labelRank, largestSeries, namedCoordinates } from './csv-names';

type Row = readonly string[];

/** Shorter rows of numbers are not conclusive. */
const FEWEST_NUMBERS = 8;
/** Number of cells with a suffix from pandas that prove a header. */
const FEWEST_MANGLED = 8;
const HARDLY_ANY = 0.1;

/** Whether the first row is a header: it differs from the others. @param others some of the other rows */
export function isHeader(first: Row, others: readonly Row[], decimal: Decimal): boolean {
  const isNumber = (cell: string) => !Number.isNaN(numberIn(cell, decimal));
  const columns = [...first.keys()];
  const words = columns.filter((column) => !isMissing(first[column] ?? '') && !isNumber(first[column] ?? ''));
  const below = (column: number) => others.map((row) => row[column] ?? '').filter((cell) => !isMissing(cell));
  const standsOverNumbers = (column: number) => {
    const cells = below(column);
    return cells.length > 0 && cells.filter(isNumber).length > cells.length / 2;
  };
  const isWord = new Set(words);
  const numbered = columns.filter((column) => !isWord.has(column) && first[column] !== '');
  const cellsOf = (row: Row) => numbered.map((column) => row[column] ?? '');
  const isLabelName = (column: number) =>
    labelRank(first[column] ?? '') !== null && !below(column).includes(first[column] ?? '');
  // In a row of many numbers, a single word is more likely a mistake.
  const areMany = cellsOf(first).length >= FEWEST_NUMBERS && 2 * words.length < cellsOf(first).length;
  if (!areMany && words.some(standsOverNumbers)) return true;
  if (others.length === 0) return words.length > 1 || words.some(isLabelName);
  return (
    words.some(isLabelName) ||
    isNumbering(cellsOf(first), others.map(cellsOf)) ||
    isPairOfNumbers(first, others)
  );
}

/** Whether cells number the columns, as in pandas' header for a table without names, and the other rows do not. */
function isNumbering(cells: Row, others: readonly Row[]): boolean {
  if (cells.length < FEWEST_NUMBERS) return false;
  if (isMangled(cells)) return true;
  const start = Number(cells[0]);
  return (
    (start === 0 || start === 1) && isRun(cells) && others.filter(isRun).length <= HARDLY_ANY * others.length
  );
}

/** Whether each cell is one more than the previous. */
function isRun(cells: Row): boolean {
  const start = Number(cells[0]);
  return cells.every((cell, i) => cell === String(start + i));
}

/** Whether pandas renamed the equal cells of a row that it read as a header: 0, 0.1, 0.2, 7, 0.3 … */
function isMangled(cells: Row): boolean {
  const seen = new Map<string, number>();
  let mangled = 0;
  for (const cell of cells) {
    const at = cell.lastIndexOf('.');
    const [name, copy] = at < 0 ? [cell, 0] : [cell.slice(0, at), Number(cell.slice(at + 1))];
    if (copy !== (seen.get(name) ?? 0)) return false;
    seen.set(name, copy + 1);
    if (at >= 0) mangled++;
  }
  return mangled >= FEWEST_MANGLED;
}

/** Whether the row is pandas' default header for points, 0 and 1 (and 2), above numbers that are not whole. */
function isPairOfNumbers(first: Row, others: readonly Row[]): boolean {
  if (first.length < 2 || first.length > 3 || !first.every((cell, i) => cell === String(i))) return false;
  const isWhole = (cell = '') => /^[+-]?\d+$/.test(cell);
  return others.every(([x, y]) => !isWhole(x) || !isWhole(y));
}

/** The column names in a comment just above the first row, as numpy.savetxt writes a header; null if it has none. */
export function namesInComment(comment: Row, columns: number): string[] | null {
  const names = [...comment];
  if (names.length !== columns) return null;
  const all = [...names.keys()];
  const isNamed =
    namedCoordinates(names, all) !== null || (largestSeries(names, all)?.columns.length ?? 0) >= columns - 2;
  return isNamed ? names : null;
}
