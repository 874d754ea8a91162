import { datasetProblem } from '../problem';
import { cells } from './csv-cells';
import { columnsText, EXPECTED, withoutIndex, type Columned, type Columns } from './csv-columns';
import { declaredSeparator, dialectOf, type Dialect } from './csv-dialect';
import { factsOf, type ColumnFacts, type Sample } from './csv-facts';
import { isHeader, namesInComment } from './csv-header';
import { imageColumns, squareShape } from './csv-images';
import { numberIn } from './csv-numbers';
import { isOfPoints, pointColumns } from './csv-points';
import type { Survey } from './csv-survey';
import type { GivenFile } from './format';
import type { StreamEncoding } from '../text-stream';

/** How a table is read. */
export interface Layout extends Columns, Dialect {
  readonly encoding: StreamEncoding;
  readonly hasComments: boolean;
  /** Rows before the data: a declaration, a header. */
  readonly rowsBefore: number;
  /** Of data. */
  readonly count: number;
  readonly columns: number;
  readonly names: readonly string[] | null;
}

/** What a table looks like before its columns are understood. */
interface Sketch {
  readonly dialect: Dialect;
  readonly names: readonly string[] | null;
  readonly rowsBefore: number;
  readonly columns: number;
  readonly sample: Sample;
  readonly notes: string[];
}

/** Rows that a header is compared with. */
const COMPARED = 50;
const COMMA_NOTE = 'Commas are read as decimal marks.';
const THOUSANDS_NOTE = 'Commas inside numbers are read as marks between thousands.';
const NUMBERS_NOTE = 'The first line only numbers the columns, and is taken for a header.';

/**
 * Works out from a survey of a table what its columns are.
 * @param known.label what holds the label: a name or a number from 1 on; null finds it
 * @param known.like larger tables, which decide for those that have the same columns: a small one shows less
 * @returns `label: null` where the table has no such column, but is one without labels
 * @throws WorkbenchError `dataset.empty`, `dataset.columns`, `dataset.label`
 */
export function layoutOf(
  file: GivenFile,
  survey: Survey,
  { label, like }: { readonly label: string | null; readonly like: readonly Layout[] },
): Layout {
  const sketch = sketchOf(survey);
  const { dialect, names, columns, sample, rowsBefore } = sketch;
  if (sample.rows.length === 0) {
    throw datasetProblem('empty', `${file.name} has no rows of data.`, EXPECTED);
  }
  const examined = new Map<number, ColumnFacts>();
  const facts = (column: number) => {
    const found = examined.get(column) ?? factsOf(column, sample);
    examined.set(column, found);
    return found;
  };
  const chosen =
    label === null
      ? (like.find((one) => one.columns === columns && one.names?.join() === names?.join())?.label ?? null)
      : chosenColumn(label, names, columns);
  const table: Columned = { fileName: file.name, names, columns, sample, facts, chosen };
  const found = understood(table, label !== null);
  return {
    ...found,
    ...dialect,
    encoding: survey.encoding,
    hasComments: survey.hasComments,
    rowsBefore,
    count: survey.count - rowsBefore,
    columns,
    names,
    notes: [...sketch.notes, ...found.notes],
    doubts: [...survey.doubts, ...found.doubts],
  };
}

function sketchOf(survey: Survey): Sketch {
  const declared = declaredSeparator(survey.rows[0]?.text ?? '');
  const rows = survey.rows.slice(declared === null ? 0 : 1);
  const texts = rows.map(({ text }) => text);
  const dialect = dialectOf(texts.length > 1 ? texts.slice(1) : texts, declared);
  const table = rows.map(({ ordinal, text }) => ({ ordinal, cells: cells(text, dialect.separator) }));
  const [first, ...others] = table;
  const compared = others.slice(0, COMPARED).map((row) => row.cells);
  const header = first !== undefined && isHeader(first.cells, compared, dialect.decimal) ? first.cells : null;
  const data = header === null ? table : others;
  const widest = Math.max(header?.length ?? 0, data[0]?.cells.length ?? 0);
  // A separator at the end of every row but the header adds no column.
  const isLastEmpty = data.every(({ cells: row }) => (row[widest - 1] ?? '') === '');
  const columns = isLastEmpty ? (header?.length ?? widest) : widest;
  const own = header ?? commentNames(survey, dialect, columns);
  // R writes no name above those of the rows.
  const names = own !== null && own.length === columns - 1 ? ['', ...own] : own;
  const rowsBefore = (declared === null ? 0 : 1) + (header === null ? 0 : 1);
  const sample = { rows: data, decimal: dialect.decimal, firstOrdinal: rowsBefore };
  const isNumbers = header !== null && header.every((cell) => cell === '' || !Number.isNaN(Number(cell)));
  const hasGroups = dialect.decimal === '.' && data.some(({ cells: row }) => row.some(isGrouped));
  const notes = [
    ...(dialect.decimal === ',' ? [COMMA_NOTE] : []),
    ...(hasGroups ? [THOUSANDS_NOTE] : []),
    ...(isNumbers ? [NUMBERS_NOTE] : []),
  ];
  return { dialect, names, rowsBefore, columns, sample, notes };
}

const isGrouped = (cell: string) => cell.includes(',') && !Number.isNaN(numberIn(cell, '.'));

function commentNames({ comments }: Survey, { separator }: Dialect, columns: number): string[] | null {
  const last = comments.at(-1);
  return last === undefined ? null : namesInComment(cells(last.replace(/^#+/, ''), separator), columns);
}

/** By its name, or where no column has it by its number. */
function chosenColumn(label: string, names: readonly string[] | null, columns: number): number | null {
  const wanted = label.trim().toLowerCase();
  const number = Number(label);
  const isNumber = Number.isInteger(number) && number >= 1 && number <= columns;
  const named = names?.findIndex((name) => name.trim().toLowerCase() === wanted) ?? -1;
  // Names that are numbers only count the columns.
  if (isNumber && (named < 0 || Number.isInteger(Number(names?.[named])))) return number - 1;
  return named < 0 ? null : named;
}

/** @param isChosen whether a person said which column holds the label, though it need not be in this table */
function understood(table: Columned, isChosen: boolean): Columns {
  const { kept, leftOut } = withoutIndex(table);
  const [first] = kept;
  if (table.names === null && kept.length === 4 && first !== undefined && table.facts(first).isRunning) {
    leftOut.push({ column: first, why: 'numbers the rows' });
    kept.shift();
  }
  // Beside a table with labels there may be one without, as for a competition's test: all its columns are values.
  const isUnlabelled = isChosen && (kept.length === 2 || squareShape(kept.length) !== null);
  if (isChosen && !isUnlabelled && table.chosen === null) throw noSuchColumn(table);
  const columnsOf = isOfPoints(table, kept) ? pointColumns : imageColumns;
  const columns = columnsOf(isUnlabelled ? { ...table, chosen: null } : table, kept);
  return { ...columns, leftOut: [...leftOut, ...columns.leftOut] };
}

function noSuchColumn({ fileName, names, columns }: Columned): Error {
  const all = Array.from({ length: columns }, (_, column) => column);
  return datasetProblem(
    'label',
    `${fileName} has no such column for the label; it has ${columnsText(all, names)}.`,
    'Give the name of a column, or its number from 1 (--label).',
  );
}
