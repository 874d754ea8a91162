/** The decimal mark. */
export type Decimal = '.' | ',';

const GROUPED: Readonly<Record<Decimal, RegExp>> = {
  '.': /^[+-]?[1-9]\d{0,2}(?:[,'’ \u00a0\u202f]\d{3})+(?:\.\d*)?$/,
  ',': /^[+-]?[1-9]\d{0,2}(?:[.'’ \u00a0\u202f]\d{3})+(?:,\d*)?$/,
};
const GROUP_MARKS: Readonly<Record<Decimal, RegExp>> = {
  '.': /[,'’ \u00a0\u202f]/g,
  ',': /[.'’ \u00a0\u202f]/g,
};
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const MISSING = /^(?:nan|n\/a|na|null|none|[+-]?inf(?:inity)?|\?)?$/i;

/** Parses the number in a cell, with or without marks between thousands; NaN if the cell is not a number. */
export function numberIn(cell: string, decimal: Decimal): number {
  const isPlain = decimal === '.' || !(cell.includes(',') || cell.includes('.'));
  const value = isPlain ? Number(cell) : NaN;
  // JavaScript converts an empty string to zero.
  if (value === 0) return cell.trim() === '' ? NaN : 0;
  return Number.isNaN(value) ? unusualNumber(cell.trim(), decimal) : value;
}

/** Whether a cell is empty or marks a missing value. */
export const isMissing = (cell: string): boolean => cell.length < 12 && MISSING.test(cell.trim());

function unusualNumber(cell: string, decimal: Decimal): number {
  let text = cell.replace('\u2212', '-');
  if (GROUPED[decimal].test(text)) text = text.replace(GROUP_MARKS[decimal], '');
  if (decimal === ',') {
    if (text.includes('.')) return NaN;
    text = text.replace(',', '.');
  }
  return PLAIN.test(text) ? Number(text) : NaN;
}
