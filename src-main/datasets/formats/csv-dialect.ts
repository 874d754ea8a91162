import { cells, type Separator } from './csv-cells';
import { isMissing, numberIn, type Decimal } from './csv-numbers';
import { packedColumn } from './csv-packed';

/** How a table is written. */
export interface Dialect {
  readonly separator: Separator;
  readonly decimal: Decimal;
}

/** Where two are as likely, the first is it. */
const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|', 'blanks'];
/** Excel's own first line. */
const DECLARATION = /^"?sep=(.)"?\s*$/i;
/** How much less likely rows are that do not agree with the first: a column of text may hold many numbers. */
const WITHOUT_HEADER = 0.1;
const LOOKED_AT_ROWS = 50;
const LOOKED_AT_CHARACTERS = 2 * 1024 * 1024;

/** The separator that a line declares, as Excel writes it; null where the line declares none that is known. */
export function declaredSeparator(line: string): Separator | null {
  const [, mark] = DECLARATION.exec(line) ?? [];
  return SEPARATORS.find((separator) => separator === mark) ?? null;
}

/**
 * Finds how rows of numbers are written: with the separator and the decimal mark that make the most cells numbers, as
 * many cells in each row.
 * @param rows the first of which may be a header
 */
export function dialectOf(rows: readonly string[], declared: Separator | null): Dialect {
  const [first = '', ...others] = rows;
  const looked = firstRows(others.length > 0 ? others : rows);
  let best: Dialect = { separator: declared ?? ',', decimal: '.' };
  let bestScore = 0;
  let hasTabs = false;
  for (const separator of declared === null ? SEPARATORS : [declared]) {
    // Blanks between tabs belong to cells such as names, unless tabs leave too few columns for anything.
    if (separator === 'blanks' && hasTabs) continue;
    const table = looked.map((line) => cells(line, separator));
    const even = evenRows(table);
    if (even.length === 0) continue;
    const [dots, commas] = [numericShare(even, '.'), numericShare(even, ',')];
    // Between commas a cell with one has thousands, elsewhere a fraction.
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

/** Those with as many cells as most have; none where that is one. */
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
