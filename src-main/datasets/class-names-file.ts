/** Files of class names are shorter than this, files of items longer. */
export const MAX_CLASS_NAMES_BYTES = 64 * 1024;
/** Labels are bytes. */
const MAX_CLASSES = 256;

/** Class names by label number. */
export type ClassNames = ReadonlyMap<number, string>;

/**
 * Reads the class names that publishers put beside their files: `emnist-letters-mapping.txt` (a label and code points),
 * `kmnist_classmap.csv` (with a header), and plain lists, numbered or not.
 * @returns null where the text is not such a file
 */
export function readClassNames(fileName: string, text: string): ClassNames | null {
  if (!/map(ping)?s?\b|class|names|labels|categories|synset/i.test(fileName)) return null;
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length < 2 || lines.length > MAX_CLASSES + 1) return null;
  return codePoints(lines) ?? table(lines) ?? numbered(lines) ?? plain(lines);
}

/** Uses the first code point of several: the capital letter comes before the small one. */
function codePoints(lines: readonly string[]): ClassNames | null {
  const rows = lines.map((line) => /^(\d+)\s+(\d+)(\s+\d+)?$/.exec(line));
  const pairs = rows.map((row): [number, number] => [Number(row?.[1]), Number(row?.[2])]);
  if (!pairs.every(([, code]) => code > 0x20 && code <= 0x10ffff)) return null;
  return namesOf(pairs.map(([label, code]) => [label, String.fromCodePoint(code)]));
}

function table([header = '', ...rows]: readonly string[]): ClassNames | null {
  const separator = ['\t', ';', ','].find((one) => header.includes(one));
  if (separator === undefined) return null;
  const cellsOf = (line: string) =>
    line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const columns = cellsOf(header);
  const number = columns.findIndex((name) => /^(index|label|id|class_?id|number)$/i.test(name));
  const name = columns.findIndex((one) =>
    /^(char(acter)?|(class|label)?[-_ ]?names?|class|description)$/i.test(one),
  );
  if (number < 0 || name < 0 || number === name) return null;
  return namesOf(rows.map(cellsOf).map((cells) => [Number(cells[number] || NaN), cells[name] ?? '']));
}

function numbered(lines: readonly string[]): ClassNames | null {
  const rows = lines.map((line) => /^(\d+)\s*[\s,:;=]\s*(\D.*)$/.exec(line));
  return rows.includes(null) ? null : namesOf(rows.map((row) => [Number(row?.[1]), row?.[2] ?? '']));
}

function plain(lines: readonly string[]): ClassNames | null {
  const areNames = lines.every((line) => /\p{L}/u.test(line) && !/[,;\t]/.test(line));
  return areNames ? namesOf(lines.map((line, i) => [i, line])) : null;
}

/** Returns null where a label has no number or no name, or appears twice. */
function namesOf(rows: readonly (readonly [number, string])[]): ClassNames | null {
  const names = new Map(rows);
  const isWhole = rows.every(([label, name]) => Number.isInteger(label) && name !== '');
  return isWhole && names.size === rows.length ? names : null;
}
