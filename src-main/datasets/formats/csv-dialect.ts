import { cells, type Separator } from './csv-cells';
import { isMissing, numberIn, type Decimal } from './csv-numbers';
import { packedColumn } from './csv-packed';

/** The separator and the decimal mark of a table. */
export interface Dialect {
  readonly separator: Separator;
  readonly decimal: Decimal;
}

/** In order of preference between equally likely ones. */
const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|', 'blanks'];
/** The first line that Excel writes to declare the separator. */
const DECLARATION = /^"?sep=(.)"?\s*$/i;
/**
 * The factor for a separator with which rows do not match the first row: a column of text may contain many numbers,
 * which then look like cells.
 */
const WITHOUT_HEADER = 0.1;
const LOOKED_AT_ROWS = 50;
const LOOKED_AT_CHARACTERS = 2 * 1024 * 1024;

/** The separator that a line declares, as Excel writes it; null where the line declares none, or an unknown one. */
export function declaredSeparator(line: string): Separator | null {
  const [, mark] = DECLARATION.exec(line) ?? [];
  return SEPARATORS.find((separator) => separator === mark) ?? null;
}

/**
 * Finds the separator and the decimal mark with which the most cells are numbers, and rows have equally many cells.
 * @param rows the first of which may be a header
 */
export function dialectOf(rows: readonly string[], declared: Separator | null): Dialect {
  const [first = '', ...others] = rows;
  const looked = firstRows(others.length > 0 ? others : rows);
  let best: Dialect = { separator: declared ?? ',', decimal: '.' };
  let bestScore = 0;
  let hasTabs = false;
  for (const separator of declared === null ? SEPARATORS : [declared]) {
    // In a table with tabs, blanks belong to cells such as names, unless tabs give too few columns.
    if (separator === 'blanks' && hasTabs) continue;
    const table = looked.map((line) => cells(line, separator));
    const even = evenRows(table);
    if (even.length === 0) continue;
    const [dots, commas] = [numericShare(even, '.'), numericShare(even, ',')];
    // In cells separated by commas, a comma marks thousands; otherwise it marks a fraction.
    const isComma = commas > dots || (commas === dots && separator !== ',' && hasCommas(even));
    const headerCells = cells(first, separator).length;
    const fits = Math.abs(headerCells - (even[0]?.length ?? 0)) <= 1 ? 1 : WITHOUT_HEADER;
    if (separator === '\t')
      hasTabs = even.length === table.length && headerCells > 2 && headerCells === even[0]?.length;
    const isPacked = packedColumn(even, separator) !== null;
    const score = Number(isPacked) + (fits * Math.max(dots, commas) * even.length) / table.length;
    if (score <= bestScore) continue;
    best = { separator, decimal: isComma ? ',' : '.' };
    bestScore = score;
  }
  return best;
}

function firstRows(rows: readonly string[]): string[] {
  const found: string[] = [];
  let characters = 0;
  for (const row of rows) {
    if (found.length === LOOKED_AT_ROWS || (found.length > 0 && characters > LOOKED_AT_CHARACTERS)) break;
    found.push(row);
    characters += row.length;
  }
  return found;
}

/** The rows with the most common number of cells; none where that number is one. */
function evenRows(table: readonly (readonly string[])[]): (readonly string[])[] {
  const counts = new Map<number, number>();
  for (const { length } of table) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns = 1] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return columns === 1 ? [] : table.filter(({ length }) => length === columns);
}

function numericShare(table: readonly (readonly string[])[], decimal: Decimal): number {
  const all = table.flat();
  return all.filter((cell) => isMissing(cell) || !Number.isNaN(numberIn(cell, decimal))).length / all.length;
}

const hasCommas = (table: readonly (readonly string[])[]) =>
  table.some((row) => row.some((cell) => cell.includes(',')));
