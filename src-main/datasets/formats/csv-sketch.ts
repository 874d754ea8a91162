import type { ImportNote } from '../../contract/problems/catalogue';
import { cells } from './csv-cells';
import { declaredSeparator, dialectOf, type Dialect } from './csv-dialect';
import type { Sample } from './csv-facts';
import { isHeader, namesInComment } from './csv-header';
import { numberIn } from './csv-numbers';
import { packedColumn, unpacked, unpackedNames } from './csv-packed';
import type { Survey } from './csv-survey';

/** The structure of a table before its columns are interpreted. */
export interface Sketch {
  readonly dialect: Dialect;
  readonly names: readonly string[] | null;
  readonly rowsBefore: number;
  readonly columns: number;
  readonly packed: number | null;
  /** The columns that the packed one is unpacked to. */
  readonly pixels: readonly number[];
  readonly sample: Sample;
  readonly notes: ImportNote[];
}

/** Limits on what a header is compared with. */
const COMPARED_ROWS = 50;
const COMPARED_CELLS = 1024 * 1024;

/** Finds the dialect of a table, and which of its first rows are not data. */
export function sketchOf(survey: Survey): Sketch {
  const declared = declaredSeparator(survey.rows[0]?.text ?? '');
  const rows = survey.rows.slice(declared === null ? 0 : 1);
  const dialect = dialectOf(
    rows.map(({ text }) => text),
    declared,
  );
  const whole = rows.map(({ ordinal, text }) => ({ ordinal, cells: cells(text, dialect.separator) }));
  const header = headerOf(whole, dialect);
  const data = header === null ? whole : whole.slice(1);
  const packed = packedColumn(
    data.map((row) => row.cells),
    dialect.separator,
  );
  const widest = Math.max(header?.length ?? 0, data[0]?.cells.length ?? 0);
  // A separator at the end of every row except the header adds no column.
  const isLastEmpty = data.every(({ cells: row }) => (row[widest - 1] ?? '') === '');
  const wholeColumns = isLastEmpty ? (header?.length ?? widest) : widest;
  const own = header ?? commentNames(survey, dialect, wholeColumns);
  // R writes no name for the column of row names.
  const wholeNames = own !== null && own.length === wholeColumns - 1 ? ['', ...own] : own;
  const unpackedRows = data.map((row) => ({ ...row, cells: unpacked(row.cells, packed) }));
  const columns = packed === null ? wholeColumns : (unpackedRows[0]?.cells.length ?? wholeColumns);
  const names =
    packed === null || wholeNames === null ? wholeNames : unpackedNames(wholeNames, packed, columns);
  const rowsBefore = (declared === null ? 0 : 1) + (header === null ? 0 : 1);
  const sample = { rows: unpackedRows, decimal: dialect.decimal, firstOrdinal: rowsBefore };
  const pixels = Array.from({ length: columns - wholeColumns }, (_, i) => wholeColumns + i);
  return { dialect, names, rowsBefore, columns, packed, pixels, sample, notes: notesOf(header, sample) };
}

type CellsRow = Sample['rows'][number];

function headerOf(
  [first, ...others]: readonly CellsRow[],
  { decimal, separator }: Dialect,
): readonly string[] | null {
  if (first === undefined) return null;
  const isOverPixels =
    packedColumn([first.cells], separator) === null &&
    packedColumn(
      others.map((row) => row.cells),
      separator,
    ) !== null;
  if (isOverPixels) return first.cells;
  const count = Math.min(COMPARED_ROWS, Math.ceil(COMPARED_CELLS / first.cells.length));
  const compared = others.slice(0, count).map((row) => row.cells);
  return isHeader(first.cells, compared, decimal) ? first.cells : null;
}

function notesOf(header: readonly string[] | null, { rows, decimal }: Sample): ImportNote[] {
  const isNumbers = header !== null && header.every((cell) => cell === '' || !Number.isNaN(Number(cell)));
  const hasGroups = decimal === '.' && rows.some(({ cells: row }) => row.some(isGrouped));
  const notes: (ImportNote | false)[] = [
    decimal === ',' && 'decimal-commas',
    hasGroups && 'thousands-commas',
    isNumbers && 'numbered-header',
  ];
  return notes.filter((note) => note !== false);
}

const isGrouped = (cell: string) => cell.includes(',') && !Number.isNaN(numberIn(cell, '.'));

function commentNames({ comments }: Survey, { separator }: Dialect, columns: number): string[] | null {
  const last = comments.at(-1);
  return last === undefined ? null : namesInComment(cells(last.replace(/^#+/, ''), separator), columns);
}
