import { at } from '../../contract/at';
import { MIN_IMAGE_SIDE, POINT_SHAPE, type Doubt } from '../../contract/dataset';
import type { FileReason } from '../../contract/problems/catalogue';
import { refusal } from '../../contract/error';
import { columnsOf, labelChoice, labelDoubt, wrongColumns, type Columned, type Columns } from './csv-columns';
import { couldBeLabel, isRepeated, labelScore, MOSTLY_WORDS, SOME_WORDS } from './csv-label';
import { labelRank, namedCoordinates } from './csv-names';

/** Two coordinates and a label. */
const MOST_COLUMNS = 3;

/** Whether a table holds points: it has few columns, or names two coordinates. */
export function isOfPoints({ names, chosen }: Columned, kept: readonly number[]): boolean {
  if (kept.length <= MOST_COLUMNS) return true;
  if (chosen !== null && kept.length < MIN_IMAGE_SIDE ** 2) return true;
  return names !== null && namedCoordinates(names, kept) !== null;
}

/**
 * Finds the columns of the two coordinates, and that of the label.
 * @param kept columns that may be either
 * @throws WorkbenchError `dataset.columns`
 */
export function pointColumns(table: Columned, kept: readonly number[]): Columns {
  const { names, chosen } = table;
  const coordinates = names === null ? null : namedCoordinates(names, kept);
  const found = coordinates === null ? byPlace(table, kept) : byName(table, kept, coordinates);
  const { label, doubts = [] } = found;
  const values = found.values.filter((column) => column !== label);
  if (values.length !== 2) throw chosen === null ? wrongColumns(table) : leavesTooMany(table, values);
  const leftOut = kept
    .filter((column) => column !== label && !values.includes(column))
    .map((column) => ({ column, why: found.spare ?? ('no-coordinates' as const) }));
  return { kind: 'points', ...POINT_SHAPE, label, values, leftOut, doubts, notes: [] };
}

interface Choice {
  readonly label: number | null;
  readonly values: readonly number[];
  readonly doubts?: readonly Doubt[];
  /** Why the other columns are left out. */
  readonly spare?: FileReason;
}

function byName(
  table: Columned,
  kept: readonly number[],
  { pair, third }: NonNullable<ReturnType<typeof namedCoordinates>>,
): Choice {
  const { names, facts, chosen } = table;
  const others = kept.filter((column) => !pair.includes(column));
  const rank = (column: number) => labelRank(names?.[column] ?? '') ?? Infinity;
  const words = others.filter((column) => facts(column).wordShare > 0);
  const named = others.filter((column) => rank(column) < Infinity).sort((a, b) => rank(a) - rank(b));
  const label = chosen ?? named[0] ?? words[0] ?? null;
  if (third !== null && third !== label) throw threeCoordinates(table, [...pair, third]);
  if (label !== null) {
    const rivals = named.length > 0 ? named : words;
    const doubts = chosen === null && rivals.length > 1 ? [labelDoubt(table, rivals, 'others')] : [];
    return { label, values: pair, doubts };
  }
  if (others.length === 0) return { label: null, values: pair };
  const [only] = others;
  if (others.length > 1 || only === undefined || !couldBeLabel(facts(only)) || !isRepeated(facts(only))) {
    throw threeCoordinates(table, [...pair, ...others]);
  }
  return {
    label: only,
    values: pair,
    doubts: [labelDoubt(table, [only], 'third-coordinate')],
  };
}

/** Two columns have no label. Of three it is the one with a label's name or with words, or else with whole numbers. */
function byPlace(table: Columned, kept: readonly number[]): Choice {
  const { names, facts, chosen, sample } = table;
  if (chosen !== null) return { label: chosen, values: kept };
  const named = kept.find((column) => labelRank(names?.[column] ?? '') !== null);
  const [first = 0] = kept;
  const last = kept.at(-1) ?? 0;
  const words =
    kept.find((column) => facts(column).wordShare > MOSTLY_WORDS) ??
    [last, first].find((column) => facts(column).wordShare >= SOME_WORDS);
  const label = named ?? words ?? null;
  if (label !== null || kept.length < MOST_COLUMNS) return { label, values: kept };
  const possible = [last, first]
    .filter((column) => couldBeLabel(facts(column)) && isRepeated(facts(column)))
    // A constant first column is a coordinate: points can be on a line.
    .filter((column) => column === last || facts(column).counts.size > 1)
    .sort((a, b) => likeness(b) - likeness(a));
  const [guess] = possible;
  if (guess !== undefined) {
    return { label: guess, values: kept, doubts: [labelDoubt(table, possible, 'coordinate')] };
  }
  // A row number is neither a coordinate nor a label.
  if (facts(first).isRunning) return { label: null, values: kept.slice(1), spare: 'row-numbers' };
  throw threeCoordinates(table, kept);

  /** Likelihood of being the label: coordinates are rarely whole numbers, and labels are usually last. */
  function likeness(column: number): number {
    const others = kept.filter((other) => other !== column && !facts(other).isWhole).length;
    return 10 * others + labelScore(facts(column), sample) + (column === last ? 0.5 : 0);
  }
}

function threeCoordinates({ fileName, names }: Columned, columns: readonly number[]): Error {
  const last = at(columns, columns.length - 1);
  return refusal('dataset.columns.three', {
    file: fileName,
    columns: columnsOf(columns, names),
    choice: labelChoice(last, names),
  });
}

function leavesTooMany({ fileName, names }: Columned, columns: readonly number[]): Error {
  return refusal('dataset.columns.beside-label', { file: fileName, columns: columnsOf(columns, names) });
}
