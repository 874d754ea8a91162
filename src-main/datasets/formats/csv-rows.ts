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

/** Some rows of data. */
export interface Rows {
  /** [rows, values of a row] */
  readonly values: Float64Array;
  /** [rows], or empty where there are none. */
  readonly labels: readonly string[];
}

type WrongCell = ProblemParams<'dataset.cell'>['what'];

const BLOCK_VALUES = 256 * 1024;
const MAX_LABEL = 200;
/** What pandas writes for nothing; “none” can be the name of a class. */
const NO_LABEL = /^(nan)?$/i;

/** The rows of data, some hundred at a time. @throws WorkbenchError `dataset.cell`, with the number of the line */
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

/** A separator at the end of a line adds nothing. */
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
    // As an IDX file has it, with 32 bits.
    if (!Number.isFinite(Math.fround(value))) {
      throw wrong({ cell: shortened(cell), column: columnOf(column, names) });
    }
    values[at++] = value;
  }
}

/** Words as they are, without what was put before them for spreadsheets; numbers alike whether written 3, 03 or 3.0. */
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
  // Not -0.
  return String(number + 0);
}

function wrongLine({ name }: GivenFile, { number }: TableLine, what: WrongCell): Error {
  return refusal('dataset.cell', { file: name, line: number, what });
}
