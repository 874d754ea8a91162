import { refusal } from '../../contract/error';
import type { StreamEncoding } from '../text-stream';
import { columnsOf, withoutIndex, type Columned, type Columns } from './csv-columns';
import type { Dialect } from './csv-dialect';
import { factsOf, type ColumnFacts } from './csv-facts';
import { imageColumns, squareShape } from './csv-images';
import { isOfLabels, labelColumn } from './csv-label';
import { isOfPoints, pointColumns } from './csv-points';
import { sketchOf } from './csv-sketch';
import type { Survey } from './csv-survey';
import type { GivenFile } from './format';

/** How a table is read. */
export interface Layout extends Columns, Dialect {
  readonly encoding: StreamEncoding;
  readonly hasComments: boolean;
  /** Number of rows before the data: a declaration, a header. */
  readonly rowsBefore: number;
  /** Number of rows of data. */
  readonly count: number;
  /** Number of columns, including those of a packed column. */
  readonly columns: number;
  readonly packed: number | null;
  readonly names: readonly string[] | null;
}

/**
 * Determines what the columns of a table are, from a survey.
 * @param known.label the label column: a name, or a number from 1 on; null finds it
 * @param known.like larger tables, which decide for others with the same columns: a small table is less conclusive
 * @returns `label: null` where the table has no such column, but is one without labels
 * @throws WorkbenchError `dataset.empty`, `dataset.columns`, `dataset.label`
 */
export function layoutOf(
  file: GivenFile,
  survey: Survey,
  { label, like }: { readonly label: string | null; readonly like: readonly Layout[] },
): Layout {
  const sketch = sketchOf(survey);
  const { dialect, names, columns, packed, sample, rowsBefore } = sketch;
  if (sample.rows.length === 0) {
    throw refusal('dataset.empty.rows', { file: file.name });
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
  const table: Columned = {
    ...{ fileName: file.name, names, columns, sample, facts, chosen },
    packed: packed === null ? null : { column: packed, pixels: sketch.pixels },
  };
  const found = understood(table, label !== null);
  return {
    ...found,
    ...dialect,
    encoding: survey.encoding,
    hasComments: survey.hasComments,
    rowsBefore,
    count: survey.count - rowsBefore,
    columns,
    packed,
    names,
    notes: [...sketch.notes, ...found.notes],
    doubts: [...survey.doubts, ...found.doubts],
  };
}

/** Finds a column by its name, or if no column has that name, by its number. */
function chosenColumn(label: string, names: readonly string[] | null, columns: number): number | null {
  const wanted = label.trim().toLowerCase();
  const number = Number(label);
  const isNumber = Number.isInteger(number) && number >= 1 && number <= columns;
  const named = names?.findIndex((name) => name.trim().toLowerCase() === wanted) ?? -1;
  // Names that are numbers are only a numbering of the columns.
  if (isNumber && (named < 0 || Number.isInteger(Number(names?.[named])))) return number - 1;
  return named < 0 ? null : named;
}

/** @param isChosen whether the user chose the label column, though this table need not have it */
function understood(table: Columned, isChosen: boolean): Columns {
  const { kept, leftOut } = withoutIndex(table);
  const [first] = kept;
  if (table.names === null && kept.length === 4 && first !== undefined && table.facts(first).isRunning) {
    leftOut.push({ column: first, why: 'row-numbers' });
    kept.shift();
  }
  // A table with labels may come with one without, as with a competition's test set: all its columns are values.
  const isUnlabelled = isChosen && (kept.length === 2 || squareShape(kept.length) !== null);
  if (isChosen && !isUnlabelled && table.chosen === null) throw noSuchColumn(table);
  if (isOfLabels(table)) return labelColumn(table);
  const columnsOf = isOfPoints(table, kept) ? pointColumns : imageColumns;
  const columns = columnsOf(isUnlabelled ? { ...table, chosen: null } : table, kept);
  return { ...columns, leftOut: [...leftOut, ...columns.leftOut] };
}

function noSuchColumn({ fileName, names, columns }: Columned): Error {
  const all = Array.from({ length: columns }, (_, column) => column);
  return refusal('dataset.label.no-column', { file: fileName, columns: columnsOf(all, names) });
}
