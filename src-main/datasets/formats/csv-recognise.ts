import { evidentEncoding, streamDecoder } from '../text-stream';
import { cells } from './csv-cells';
import { declaredSeparator } from './csv-dialect';
import { numberIn } from './csv-numbers';
import { GLIMPSE_BYTES } from './format';

const CONTROL = /[\u0000-\u0008\u000e-\u001f]/;
/** How pages and trees of values begin. */
const OTHER_TEXT = /^\s*[<{[]/;
const SEPARATOR = /[,;\t|]/;
const LOOKED_AT = 10;

/** Whether the first bytes of a file are those of a table: text with separators, or with numbers among blanks. */
export function looksLikeTable(head: Uint8Array): boolean {
  const text = textOf(head);
  if (CONTROL.test(text)) return false;
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  // The last may be cut off.
  if (head.length >= GLIMPSE_BYTES && lines.length > 1) lines.pop();
  const rows = lines.filter((line) => !line.startsWith('#') && declaredSeparator(line) === null);
  const looked = (rows.length > 0 ? rows : lines).slice(0, LOOKED_AT);
  const [first] = looked;
  if (first === undefined || OTHER_TEXT.test(first)) return false;
  return SEPARATOR.test(first) || looked.some(isOfNumbers);
}

function textOf(head: Uint8Array): string {
  const evident = evidentEncoding(head);
  return evident === 'utf-16le' || evident === 'utf-16be'
    ? streamDecoder(evident).write(head)
    : new TextDecoder().decode(head);
}

/** Two numbers or more, and at most one word. */
function isOfNumbers(line: string): boolean {
  const all = cells(line, 'blanks');
  const numbers = all.filter(
    (cell) => !Number.isNaN(numberIn(cell, '.')) || !Number.isNaN(numberIn(cell, ',')),
  );
  return numbers.length >= 2 && numbers.length >= all.length - 1;
}
