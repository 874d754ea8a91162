import { countText } from '../../contract/numbers';
import { assemble, type ItemSet, type LabelSet } from '../assemble';
import { classCollector, type ClassCollector } from '../classes';
import { plainName } from '../file-names';
import { encodeFloats } from '../idx';
import { checkCount, checkImages } from '../limits';
import { NO_VALUES, widened, type ValueRange } from '../pixel-values';
import { datasetProblem } from '../problem';
import { isTransposed, TRANSPOSED_NOTE, transposeImages } from '../transpose';
import { cells } from './csv-cells';
import { layoutOf, type Layout } from './csv-layout';
import { tableLines } from './csv-lines';
import type { Block, Format, GivenFile } from './format';

/** Lines that are looked at to find out what the columns are. */
const LOOKED_AT = 200;
const ROWS_PER_BLOCK = 256;
const PLAIN = { encoding: 'utf-8', hasComments: false } as const;
const COLOR_NOTE = 'Three columns in turn are taken for the red, green and blue of a pixel.';

interface Table extends GivenFile {
  readonly layout: Layout;
  readonly count: number;
  readonly range: ValueRange;
  readonly labels: LabelSet | null;
}
interface Rows {
  /** [rows, values of a row] */
  readonly values: Float64Array;
  /** [rows], or empty where there are none. */
  readonly labels: readonly string[];
}

/** Tables of text: a row for each image, as Kaggle has MNIST, or for each point. */
export const csv: Format = {
  title: 'a CSV file',
  recognises: ({ head }) => isTable(head),

  async read(files, { classes }) {
    const collector = classCollector();
    const tables: Table[] = [];
    for (const file of files) tables.push(await readThrough(file, collector));
    const images = tables.filter(({ layout }) => layout.kind === 'images');
    const notes = [
      images.some(({ name, layout }) => isTransposed(name, layout)) ? TRANSPOSED_NOTE : null,
      images.some(({ layout }) => layout.channels === 3) ? COLOR_NOTE : null,
    ];
    const sets = { items: tables.map(itemSet), labels: tables.flatMap(({ labels }) => labels ?? []) };
    return assemble(sets, collector, {
      suggestedName: plainName(files[0]?.name ?? ''),
      classes,
      notes: notes.filter((note) => note !== null),
    });
  },
};

/** Text, and neither a page nor a tree of values. */
function isTable(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head);
  return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && /^\s*[^\s<{[][^\n]*[,;\t]/.test(text);
}

async function readThrough(file: GivenFile, classes: ClassCollector): Promise<Table> {
  const layout = layoutOf(await firstLines(file), file.name);
  const numbers: number[] = [];
  let range = NO_VALUES;
  let count = 0;
  for await (const { values, labels } of rowsOf(file, layout)) {
    range = widened(range, values);
    count += values.length / layout.values.length;
    for (const label of labels) numbers.push(classes.numberOf(label));
    checkCount(count, file.name);
  }
  if (layout.kind === 'images') checkImages([count, layout.height, layout.width, layout.channels], file.name);
  const read = () => Promise.resolve(Uint8Array.from(numbers));
  const source = `column ${String((layout.label ?? 0) + 1)}`;
  const labels = layout.label === null ? null : { name: file.name, count, source, read };
  return { ...file, layout, count, range, labels };
}

async function firstLines({ path, name }: GivenFile): Promise<string[]> {
  const lines: string[] = [];
  for await (const found of tableLines({ path, name }, PLAIN)) {
    lines.push(...found.slice(0, LOOKED_AT - lines.length).map(({ text }) => text));
    if (lines.length === LOOKED_AT) break;
  }
  return lines;
}

function itemSet(table: Table): ItemSet {
  const { name, layout, count } = table;
  const { kind, width, height, channels } = layout;
  const shape = { width, height, channels };
  return {
    ...shape,
    name,
    kind,
    count,
    check: () => Promise.resolve(kind === 'images' ? table.range : null),
    async *blocks(scaling): AsyncGenerator<Block, void, void> {
      for await (const { values } of rowsOf(table, layout)) {
        const rows = values.length / layout.values.length;
        const data = scaling?.toBytes(values) ?? encodeFloats(Float32Array.from(values));
        if (isTransposed(name, layout)) transposeImages(data, width, height);
        yield { ...shape, count: rows, data };
      }
    },
  };
}

/** The rows of data, some hundred at a time. @throws WorkbenchError `dataset.cell`, with the number of the line */
async function* rowsOf({ path, name }: GivenFile, layout: Layout): AsyncGenerator<Rows, void, void> {
  const perRow = layout.values.length;
  let values = new Float64Array(ROWS_PER_BLOCK * perRow);
  let labels: string[] = [];
  let rows = 0;
  let header = layout.hasHeader;
  for await (const lines of tableLines({ path, name }, PLAIN))
    for (const { number: lineNumber, text: line } of lines) {
      if (header) {
        header = false;
        continue;
      }
      const row = cells(line, layout.separator);
      const wrong = (what: string) => wrongCell(`Line ${countText(lineNumber)} of ${name} ${what}.`);
      if (row.length !== layout.columns) {
        throw wrong(`has ${countText(row.length)} columns where the first has ${countText(layout.columns)}`);
      }
      for (const [at, column] of layout.values.entries()) {
        const value = Number(row[column]);
        // As an IDX file has it, with 32 bits.
        if (row[column] === '' || !Number.isFinite(Math.fround(value))) {
          throw wrong(
            `has “${shortened(row[column] ?? '')}” in column ${countText(column + 1)}, which is no number`,
          );
        }
        values[rows * perRow + at] = value;
      }
      if (layout.label !== null) labels.push(labelOf(row[layout.label] ?? '', wrong));
      if (++rows < ROWS_PER_BLOCK) continue;
      yield { values, labels };
      [values, labels, rows] = [new Float64Array(ROWS_PER_BLOCK * perRow), [], 0];
    }
  if (rows > 0) yield { values: values.subarray(0, rows * perRow), labels };
}

/** Words as they are; numbers alike whether they are written 3, 03 or 3.0. */
function labelOf(cell: string, wrong: (what: string) => Error): string {
  if (cell === '') throw wrong('has no label');
  const number = Number(cell);
  if (Number.isNaN(number)) return cell;
  if (!Number.isInteger(number))
    throw wrong(`has the label ${shortened(cell)}, which is neither whole nor a word`);
  return String(number);
}

const shortened = (cell: string) => (cell.length > 20 ? `${cell.slice(0, 20)}…` : cell);

function wrongCell(message: string): Error {
  return datasetProblem('cell', message, 'Correct the line, and give the file again.');
}
