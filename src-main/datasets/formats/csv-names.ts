import { at } from '../../contract/at';
/** Interprets the names in the header of a table. */

/** Names of labels, the most certain first. */
const LABEL_NAMES = [
  ...['label', 'labels', 'class', 'classes', 'target', 'targets', 'category', 'categories', 'species'],
  ...['variety', 'diagnosis', 'emotion', 'expression', 'digit', 'letter', 'character', 'symbol', 'gesture'],
  ...['cluster', 'mode', 'group', 'outcome', 'y', 'kind', 'type'],
];
/** `class_name`, `true label`, `target id` … */
const LABEL_PHRASE =
  /^(?:\w+[ _-])?(?:label|class|target|category|species|cluster)s?(?:[ _-]?(?:id|names?|idx|index|no|num|number|str|text))?$/;
/** Names of columns that only number the rows. */
const INDEX_NAME =
  /^(?:|#|no\.?|nr\.?|row|idx|index|id|uid|uuid|key|serial|unnamed: ?\d+(?:_level_\d+|\.\d+)?|level_\d+|(?:sample|image|img|item|row|record|obs|observation|point|file|data|seq|sequence)s?[ _-]?(?:id|idx|index|no\.?|nr\.?|num|number))$/;

const plain = (name: string) => name.trim().toLowerCase();

/** The certainty rank of a label name, 0 the most certain; null if the name is not one. */
export function labelRank(name: string): number | null {
  const place = LABEL_NAMES.indexOf(plain(name));
  if (place >= 0) return place;
  return LABEL_PHRASE.test(plain(name)) ? LABEL_NAMES.length : null;
}

export const isIndexName = (name: string): boolean => INDEX_NAME.test(plain(name));

/** Columns numbered by their names: `pixel0`, `pixel1` … or `1x1`, `1x2` … */
export interface Series {
  /** In the order of their numbers. */
  readonly columns: readonly number[];
  /** How many different first and second numbers there are; null if names have only one. */
  readonly sides: readonly [number, number] | null;
  /** Whether red, green and blue have separate columns by name. */
  readonly isOfColors: boolean;
}
interface Numbered {
  readonly column: number;
  readonly numbers: readonly number[];
}

const NUMBERED = /^(\D*)(\d{1,6})(?:(\D+)(\d{1,6}))?(\D*)$/;
const COLORS: readonly (readonly string[])[] = [
  ['r', 'red'],
  ['g', 'green'],
  ['b', 'blue'],
];

/** In `x3_y1` and `col3row1` the column comes before the row. */
const ENDS_IN_X = /(^|[^a-z])(x|c|col|column)[ _-]?$/;
const BEGINS_WITH_Y = /^[ _-]?(y|r|row)[ _-]?$/;

/**
 * Finds the largest series of columns. Series of red, green and blue become one, pixel by pixel. Returns null where
 * there is none.
 */
export function largestSeries(names: readonly string[], columns: readonly number[]): Series | null {
  const families = new Map<string, Numbered[]>();
  for (const column of columns) {
    const found = NUMBERED.exec(plain(names[column] ?? ''));
    if (found === null) continue;
    const [, before = '', first = '', between = '', second, after = ''] = found;
    // pandas numbers equal names this way, so they are not a series.
    if (between === '.') continue;
    const key = [before, between, after].join('\u0000');
    const numbers = [first, ...(second === undefined ? [] : [second])].map(Number);
    if (ENDS_IN_X.test(before) && BEGINS_WITH_Y.test(between)) numbers.reverse();
    const family = families.get(key) ?? [];
    family.push({ column, numbers });
    families.set(key, family);
  }
  const all = [...families].map(([key, family]) => ({ key, family: inOrder(family) }));
  const colors = COLORS.map((words) =>
    all.find(({ key }) => key.split(/[^a-z]+/).some((word) => words.includes(word))),
  );
  const [red, green, blue] = colors.map((one) => one?.family ?? []);
  if (red && green && blue && red.length > 1 && red.length === green.length && red.length === blue.length) {
    return {
      columns: red.flatMap(({ column }, i) => [column, at(green, i).column, at(blue, i).column]),
      sides: sidesOf(red),
      isOfColors: true,
    };
  }
  const [largest] = all.map(({ family }) => family).sort((a, b) => b.length - a.length);
  if (largest === undefined || largest.length < 2) return null;
  return { columns: largest.map(({ column }) => column), sides: sidesOf(largest), isOfColors: false };
}

/**
 * Sorts columns by number, because programs sort them as words: `pixel10` before `pixel2`. The order stays if two have
 * equal numbers, or if the second number is the row.
 */
function inOrder(family: readonly Numbered[]): readonly Numbered[] {
  const swapped = family.map(({ column, numbers }) => ({ column, numbers: [...numbers].reverse() }));
  if (isAscending(swapped)) return swapped;
  const sorted = [...family].sort((a, b) => compare(a.numbers, b.numbers));
  return isAscending(sorted) ? sorted : family;
}

const isAscending = (family: readonly Numbered[]) =>
  family.every((one, i) => i === 0 || compare(family[i - 1]?.numbers ?? [], one.numbers) < 0);

const compare = ([a = 0, b = 0]: readonly number[], [c = 0, d = 0]: readonly number[]) => a - c || b - d;

function sidesOf(family: readonly Numbered[]): Series['sides'] {
  const distinct = (place: 0 | 1) => new Set(family.map(({ numbers }) => numbers[place])).size;
  const [first, second] = [distinct(0), distinct(1)];
  const isGrid = family.every(({ numbers }) => numbers.length === 2) && first * second === family.length;
  return isGrid ? [first, second] : null;
}

const COORDINATES: readonly (readonly [string, string, string])[] = [
  ['x', 'y', 'z'],
  ['x1', 'x2', 'x3'],
  ['x0', 'x1', 'x2'],
  ['x_1', 'x_2', 'x_3'],
  ['x_0', 'x_1', 'x_2'],
  ['pos_x', 'pos_y', 'pos_z'],
  ['x_pos', 'y_pos', 'z_pos'],
  ['lon', 'lat', 'alt'],
  ['longitude', 'latitude', 'altitude'],
];

/** The columns of two named coordinates, and of a third if there is one; null without two. */
export function namedCoordinates(
  names: readonly string[],
  columns: readonly number[],
): { readonly pair: readonly [number, number]; readonly third: number | null } | null {
  const find = (wanted: string) => columns.find((column) => plain(names[column] ?? '') === wanted) ?? null;
  for (const [first, second, last] of COORDINATES) {
    const [a, b] = [find(first), find(second)];
    if (a !== null && b !== null) return { pair: [a, b], third: find(last) };
  }
  return null;
}
