/** A spreadsheet interprets a cell that begins like this as a formula, which may run programs or send data. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^''*[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Returns a text as one cell of a CSV file (RFC 4180). A text that a spreadsheet would interpret as a formula is
 * prefixed with an apostrophe: the spreadsheet shows text, and `textOfCell` restores it. Numbers stay numbers.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Restores the text that `csvCell` wrote, without the apostrophe. @param cell without its quotes */
export function textOfCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
