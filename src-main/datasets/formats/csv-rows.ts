import { textOfCell } from '../../contract/csv';
import { refusal } from '../../contract/error';
import type { ProblemParams } from '../../contract/problems/catalogue';
import { cells } from './csv-cells';
import { columnOf, shortened } from './csv-columns';
import type { Layout } from './csv-layout';
import { tableLines, type TableLine } from './csv-lines';
import { numberIn } from './csv-numbers';
import { unpacked } from './csv-packed';
import type { GivenFile } from './format';

/** A block of rows. */
export interface Rows {
  /** [rows, values of a row] */
  readonly values: Float64Array;
  /** [rows], or empty for data without labels. */
  readonly labels: readonly string[];
}

type WrongCell = ProblemParams<'dataset.cell'>['what'];

const BLOCK_VALUES = 256 * 1024;
const MAX_LABEL = 200;
/** What pandas writes for a missing value; “none” can be the name of a class. */
const NO_LABEL = /^(nan)?$/i;

/** Yields the rows of data in blocks. @throws WorkbenchError `dataset.cell`, with the line number */
export async function* rowsOf(file: GivenFile, layout: Layout): AsyncGenerator<Rows, void, void> {
  const perRow = layout.values.length;
  const perBlock = Math.max(1, Math.floor(BLOCK_VALUES / Math.max(1, perRow)));
  let values = new Float64Array(perBlock * perRow);
  let labels: string[] = [];
  let rows = 0;
  let before = layout.rowsBefore;
  for await (const lines of tableLines(file, layout)) {
    for (const line of lines) {
      if (before > 0) {
        before--;
        continue;
      }
      const row = unpacked(cells(line.text, layout.separator), layout.packed);
      const wrong = (what: WrongCell) => wrongLine(file, line, what);
      checkLength(row, layout, wrong);
      readValues(row, layout, values, rows * perRow, wrong);
      if (layout.label !== null) labels.push(labelIn(row[layout.label] ?? '', layout, wrong));
      if (++rows < perBlock) continue;
      yield { values, labels };
      [values, labels, rows] = [new Float64Array(perBlock * perRow), [], 0];
    }
  }
  if (rows > 0) yield { values: values.subarray(0, rows * perRow), labels };
}

type Wrong = (what: WrongCell) => Error;

/** Ignores empty cells from separators at the end of a line. */
function checkLength(row: readonly string[], { columns }: Layout, wrong: Wrong): void {
  if (row.length === columns) return;
  if (row.length > columns && row.slice(columns).every((cell) => cell === '')) return;
  throw wrong({ columns: row.length, expected: columns });
}

function readValues(
  row: readonly string[],
  { values: columns, decimal, names }: Layout,
  values: Float64Array,
  start: number,
  wrong: Wrong,
): void {
  let at = start;
  for (const column of columns) {
    const cell = row[column] ?? '';
    const value = numberIn(cell, decimal);
    // IDX files store 32-bit floats.
    if (!Number.isFinite(Math.fround(value))) {
      throw wrong({ cell: shortened(cell), column: columnOf(column, names) });
    }
    values[at++] = value;
  }
}

/** Words are returned without prefixes added for spreadsheets; numbers are equal whether written 3, 03 or 3.0. */
function labelIn(cell: string, { decimal, label, names }: Layout, wrong: Wrong): string {
  const where = columnOf(label ?? 0, names);
  const number = numberIn(cell, decimal);
  if (!Number.isFinite(number)) {
    if (NO_LABEL.test(cell)) throw wrong({ noLabelIn: where });
    if (cell.length > MAX_LABEL) throw wrong({ characters: cell.length, column: where });
    return textOfCell(cell);
  }
  if (!Number.isInteger(number)) {
    throw wrong({ label: shortened(cell), column: where });
  }
  // Adding 0 turns -0 into 0.
  return String(number + 0);
}

function wrongLine({ name }: GivenFile, { number }: TableLine, what: WrongCell): Error {
  return refusal('dataset.cell', { file: name, line: number, what });
}
