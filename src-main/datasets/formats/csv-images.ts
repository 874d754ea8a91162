import { at } from '../../contract/at';
import { MIN_IMAGE_SIDE, type Doubt, type ItemShape } from '../../contract/dataset';
import type { FileReason } from '../../contract/problems/catalogue';
import { colorOrder, colorOrderNote } from '../color-order';
import {
  labelDoubt,
  namesSplits,
  wrongColumns,
  type Columned,
  type Columns,
  type LeftOutColumn,
} from './csv-columns';
import { isDistinct, type ColumnFacts } from './csv-facts';
import { couldBeLabel, isRepeated, labelScore, MOSTLY_WORDS, SOME_WORDS } from './csv-label';
import { labelRank, largestSeries, type Series } from './csv-names';
import { numberIn } from './csv-numbers';

/** The shape of a square image in grey or colour; null where the number of values fits none. */
export function squareShape(values: number): ItemShape | null {
  for (const channels of [1, 3] as const) {
    const side = Math.sqrt(values / channels);
    if (Number.isInteger(side) && side >= MIN_IMAGE_SIDE) return { width: side, height: side, channels };
  }
  return null;
}

type Choice = Pick<Columns, 'label' | 'values' | 'doubts' | 'leftOut'>;

/** The first rows suffice: all have the same colour order. */
const MOST_COMPARED = 64;
/** The most columns besides the pixels. */
const MOST_OTHERS = 64;

/**
 * Finds the columns of pixels, and that of the label.
 * @param kept columns that may be either
 * @throws WorkbenchError `dataset.columns`
 */
export function imageColumns(table: Columned, kept: readonly number[]): Columns {
  const series = pixelSeries(table, kept);
  const seriesShape = series === null || series.columns.length < MIN_IMAGE_SIDE ** 2 ? null : shapeOf(series);
  if (series !== null && seriesShape !== null && !series.columns.includes(table.chosen ?? -1)) {
    const isPixel = new Set(series.columns);
    const { label, doubts, leftOut } = amongOthers(
      table,
      kept.filter((column) => !isPixel.has(column)),
    );
    const isOtherwise = series.columns.some((column, i) => i > 0 && column < at(series.columns, i - 1));
    const order = series.isOfColors
      ? { values: series.columns, notes: [] }
      : inColorOrder(table, series.columns, seriesShape);
    const notes = [...(isOtherwise ? (['pixels-by-name'] as const) : []), ...order.notes];
    return { kind: 'images', ...seriesShape, label, values: order.values, leftOut, doubts, notes };
  }
  const choice = byPlace(table, kept);
  const shape = squareShape(choice.values.length);
  if (shape === null) throw wrongColumns(table);
  return { kind: 'images', ...shape, ...choice, ...inColorOrder(table, choice.values, shape) };
}

/** Reorders the columns so that the colours of each pixel are adjacent. */
function inColorOrder(
  { sample: { rows, decimal } }: Columned,
  columns: readonly number[],
  { width, height, channels }: ItemShape,
): Pick<Columns, 'values' | 'notes'> {
  if (channels === 1) return { values: columns, notes: [] };
  const pixels = width * height;
  const images = rows
    .slice(0, MOST_COMPARED)
    .map(({ cells }) => columns.map((column) => numberIn(cells[column] ?? '', decimal)));
  const order = colorOrder(images, width, height);
  const notes = [colorOrderNote({ name: null, values: columns.length }, order, 'interleaved')];
  if (order !== 'planar') return { values: columns, notes };
  return { values: columns.map((_, i) => at(columns, (i % 3) * pixels + Math.floor(i / 3))), notes };
}

function pixelSeries({ names, packed }: Columned, kept: readonly number[]): Series | null {
  if (packed !== null) return { columns: packed.pixels, sides: null, isOfColors: false };
  return names === null ? null : largestSeries(names, kept);
}

function shapeOf({ columns, sides }: Series): ItemShape | null {
  // A side of three may be the three colours.
  if (sides === null || Math.min(...sides) <= 3) return squareShape(columns.length);
  const [height, width] = sides;
  return { height, width, channels: columns.length === height * width ? 1 : 3 };
}

/** Finds the label among the columns that are not in the series of pixels. */
function amongOthers(table: Columned, others: readonly number[]): Omit<Choice, 'values'> {
  if (others.length > MOST_OTHERS) throw wrongColumns(table);
  const { names, facts, chosen } = table;
  const rank = (column: number) => labelRank(names?.[column] ?? '') ?? Infinity;
  const possible = others
    .filter((column) => !namesSplits(facts(column)))
    .filter((column) => couldBeLabel(facts(column)) && (isRepeated(facts(column)) || rank(column) < Infinity))
    .sort((a, b) => rank(a) - rank(b) || score(b) - score(a));
  const label = chosen ?? possible[0] ?? null;
  const leftOut = others
    .filter((column) => column !== label)
    .map((column) => ({ column, why: whyNeither(facts(column)) }));
  const rivals = possible.filter(
    (column) => rank(column) === rank(at(possible, 0)) || rank(column) < Infinity,
  );
  const doubts = chosen === null && rivals.length > 1 ? [labelDoubt(table, rivals, 'several-left')] : [];
  return { label, leftOut, doubts };

  function score(column: number): number {
    return facts(column).wordShare > MOSTLY_WORDS ? 1 : labelScore(facts(column), table.sample);
  }
}

function whyNeither(facts: ColumnFacts): FileReason {
  if (namesSplits(facts)) return 'splits';
  return isDistinct(facts) ? 'distinct' : 'no-pixels';
}

/**
 * Finds the label without names: a column of words, or if the count is one too high for an image, the first or last.
 */
function byPlace(table: Columned, kept: readonly number[]): Choice {
  const { names, facts, chosen } = table;
  const leftOut: LeftOutColumn[] = [];
  const doubts: Doubt[] = [];
  let values = [...kept];
  const named = kept
    .map((column) => ({ column, rank: labelRank(names?.[column] ?? '') }))
    .filter((one): one is { column: number; rank: number } => one.rank !== null)
    .sort((a, b) => a.rank - b.rank);
  let label = chosen ?? named[0]?.column ?? null;
  const words = wordColumns(table, kept);
  label ??= words.find((column) => isRepeated(facts(column))) ?? words[0] ?? null;
  drop(
    words.filter((column) => column !== label),
    'no-pixels',
  );
  values = values.filter((column) => column !== label);
  const [first = 0] = values;
  const spare = sparesOf(values.length, label === null);
  if (spare > 0 && facts(first).isRunning) drop([first], 'row-numbers');
  if (label === null && squareShape(values.length) === null && squareShape(values.length - 1) !== null) {
    const ends = atEnds(table, values);
    label = ends.label;
    doubts.push(...ends.doubts);
    values = values.filter((column) => column !== label);
  }
  return { label, values, leftOut, doubts };

  function drop(columns: readonly number[], why: FileReason): void {
    if (columns.length > MOST_OTHERS) throw wrongColumns(table);
    leftOut.push(...columns.map((column) => ({ column, why })));
    values = values.filter((column) => !columns.includes(column));
  }
}

/** Number of columns besides the pixels, at most two: the label and a row number. */
function sparesOf(columns: number, mayHaveLabel: boolean): number {
  for (const spare of [0, 1, 2]) {
    if (squareShape(columns - spare) !== null) return spare === 2 && !mayHaveLabel ? 0 : spare;
  }
  return 0;
}

/** Columns of words; single words between pixels are mistakes. */
function wordColumns({ sample, facts }: Columned, kept: readonly number[]): number[] {
  const first = sample.rows.slice(0, MOST_COMPARED);
  return kept.filter((column) => {
    const isAtEnd = column === kept[0] || column === kept.at(-1);
    const isNumber = ({ cells }: (typeof first)[number]) =>
      !Number.isNaN(numberIn(cells[column] ?? '', sample.decimal));
    if (!isAtEnd && first.every(isNumber)) return false;
    return facts(column).wordShare >= (isAtEnd ? SOME_WORDS : MOSTLY_WORDS);
  });
}

const CLEARLY = 1.5;
const HARDLY = -0.5;

/** Chooses the first or the last column, whichever looks more like class numbers. */
function atEnds(table: Columned, columns: readonly number[]): { label: number; doubts: Doubt[] } {
  const { facts, sample } = table;
  const pixels = columns.slice(1, -1);
  const ends = [
    { column: at(columns, 0), pixels },
    { column: at(columns, columns.length - 1), pixels: [...pixels].reverse() },
  ]
    .filter(({ column }) => couldBeLabel(facts(column)))
    .map(({ column, pixels: beside }) => ({
      column,
      varies: facts(column).counts.size > 1,
      score: labelScore(facts(column), sample, beside),
    }))
    .sort((a, b) => Number(b.varies) - Number(a.varies) || b.score - a.score);
  const [guess, other] = ends;
  if (guess === undefined) throw wrongColumns(table);
  const isClear =
    other === undefined ||
    guess.varies !== other.varies ||
    (guess.varies && (guess.score - other.score > CLEARLY || other.score < HARDLY));
  if (isClear) return { label: guess.column, doubts: [] };
  return { label: guess.column, doubts: [labelDoubt(table, [guess.column, other.column], 'other-end')] };
}
