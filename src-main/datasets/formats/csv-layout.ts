import { MIN_IMAGE_SIDE, POINT_SHAPE, type DataKind, type ItemShape } from '../../contract/dataset';
import { countText } from '../../contract/numbers';
import { datasetProblem } from '../problem';
import { cells } from './csv-cells';

/** What the columns of a table are. */
export interface Layout extends ItemShape {
  readonly kind: DataKind;
  readonly separator: string;
  readonly hasHeader: boolean;
  readonly columns: number;
  /** Of the label; null where there is none. */
  readonly label: number | null;
  /** Of pixels or coordinates, in their order. */
  readonly values: readonly number[];
}

const SEPARATORS = [',', ';', '\t'];
const LABEL = /^(labels?|class(es|name)?|targets?|category|species|cluster|mode)$/i;
/** Numbers of rows, which say nothing about them. */
const INDEX = /^(|id|index|unnamed: 0)$/i;
const EXPECTED =
  'Give a row for each image (label,pixel0,pixel1,…; 784 pixels make 28×28) or for each point (x,y or x,y,label).';

/**
 * Works out from the first lines of a table what its columns are.
 * @param name what the file is called in sentences
 * @throws WorkbenchError `dataset.columns`
 */
export function layoutOf(lines: readonly string[], name: string): Layout {
  const separator = separatorOf(lines[0] ?? '');
  const rows = lines.map((line) => cells(line, separator));
  const [first = [], ...others] = rows;
  const hasHeader = isHeader(first, others[0]);
  const data = hasHeader ? others : rows;
  if (data.length === 0) throw datasetProblem('empty', `${name} has no rows of data.`, EXPECTED);
  const kept = [...first.keys()].filter((column) => !(hasHeader && INDEX.test(first[column] ?? '')));
  const isPoints = kept.length <= 3;
  const label = isPoints
    ? pointLabel(kept, hasHeader ? first : null, data)
    : imageLabel(kept, hasHeader ? first : null, data);
  const values = kept.filter((column) => column !== label);
  const shape = isPoints ? (values.length === 2 ? POINT_SHAPE : null) : imageShape(values.length);
  if (shape === null) {
    throw datasetProblem(
      'columns',
      `${name} has ${countText(first.length)} columns, which make neither points nor square images.`,
      EXPECTED,
    );
  }
  const kind = isPoints ? 'points' : 'images';
  return { ...shape, kind, separator, hasHeader, columns: first.length, label, values };
}

function separatorOf(line: string): string {
  const counts = SEPARATORS.map((separator) => line.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function isNumber(cell: string): boolean {
  return cell !== '' && !Number.isNaN(Number(cell));
}

/** In a row of data all but a label are numbers, and a column of numbers begins with one. */
function isHeader(first: readonly string[], second: readonly string[] = []): boolean {
  const words = [...first.keys()].filter((column) => !isNumber(first[column] ?? ''));
  return (
    words.length > 1 ||
    words.some((column) => LABEL.test(first[column] ?? '') || isNumber(second[column] ?? ''))
  );
}

/** Of two columns none; of three the one that is called so or holds words, or else the last. */
function pointLabel(
  kept: readonly number[],
  header: readonly string[] | null,
  [row = []]: readonly (readonly string[])[],
): number | null {
  if (kept.length < 3) return null;
  return (
    kept.find((column) => LABEL.test(header?.[column] ?? '')) ??
    kept.find((column) => !isNumber(row[column] ?? '')) ??
    kept[2] ??
    null
  );
}

/**
 * The column that is called so; or, where there is one too many for a square, the one with words, or else the first,
 * unless only the last varies.
 */
function imageLabel(
  kept: readonly number[],
  header: readonly string[] | null,
  data: readonly (readonly string[])[],
): number | null {
  const called = kept.find((column) => LABEL.test(header?.[column] ?? ''));
  if (called !== undefined) return called;
  if (imageShape(kept.length) !== null) return null;
  const [first = 0, last = 0] = [kept[0], kept[kept.length - 1]];
  const words = kept.find((column) => !isNumber(data[0]?.[column] ?? ''));
  if (words !== undefined) return words;
  const varies = (column: number) => new Set(data.map((row) => row[column])).size > 1;
  return !varies(first) && varies(last) ? last : first;
}

function imageShape(values: number): ItemShape | null {
  for (const channels of [1, 3] as const) {
    const side = Math.sqrt(values / channels);
    if (Number.isInteger(side) && side >= MIN_IMAGE_SIDE) return { width: side, height: side, channels };
  }
  return null;
}
