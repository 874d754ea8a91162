import { evidentEncoding, streamDecoder } from '../text-stream';
import { cells } from './csv-cells';
import { declaredSeparator } from './csv-dialect';
import { numberIn } from './csv-numbers';
import { GLIMPSE_BYTES, type Glimpse } from './format';

const CONTROL = /[\u0000-\u0008\u000e-\u001f]/;
/** The first characters of HTML, XML and JSON. */
const OTHER_TEXT = /^\s*[<{[]/;
const SEPARATOR = /[,;\t|]/;
const TABLE_NAME = /\.(csv|tsv)(\.gz)?$/i;
const LOOKED_AT = 10;

/**
 * Whether the first bytes of a file look like a table: text with separators, or numbers among blanks, or, if the file
 * is named as a table, one number per line.
 */
export function looksLikeTable({ head, name }: Pick<Glimpse, 'head' | 'name'>): boolean {
  const text = textOf(head);
  if (CONTROL.test(text)) return false;
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  // The last line may be cut off.
  if (head.length >= GLIMPSE_BYTES && lines.length > 1) lines.pop();
  const rows = lines.filter((line) => !line.startsWith('#') && declaredSeparator(line) === null);
  const looked = (rows.length > 0 ? rows : lines).slice(0, LOOKED_AT);
  const [first] = looked;
  if (first === undefined || OTHER_TEXT.test(first)) return false;
  return (
    SEPARATOR.test(first) || looked.some(isOfNumbers) || (TABLE_NAME.test(name) && isListOfLabels(looked))
  );
}

function textOf(head: Uint8Array): string {
  const evident = evidentEncoding(head);
  return evident === 'utf-16le' || evident === 'utf-16be'
    ? streamDecoder(evident).write(head)
    : new TextDecoder().decode(head);
}

/** Whether each line is a whole number, except for a header. */
function isListOfLabels(lines: readonly string[]): boolean {
  return lines.length > 2 && lines.slice(1).every((line) => Number.isInteger(numberIn(line, '.')));
}

/** Whether a line has at least two numbers and at most one word. */
function isOfNumbers(line: string): boolean {
  const all = cells(line, 'blanks');
  const numbers = all.filter(
    (cell) => !Number.isNaN(numberIn(cell, '.')) || !Number.isNaN(numberIn(cell, ',')),
  );
  return numbers.length >= 2 && numbers.length >= all.length - 1;
}
