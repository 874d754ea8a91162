import { expect, it } from 'vitest';
import { csvCell, textOfCell } from './csv';

/** Removes quotes as a reader of RFC 4180 does. */
const unquoted = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell);

it.each([
  ['cat', 'cat'],
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ["@SUM(1)*cmd|' /C calc'!A0", "'@SUM(1)*cmd|' /C calc'!A0"],
  ['+1-1x', "'+1-1x"],
  ['-2+3', "'-2+3"],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"'\n=1"`],
  ['＝1', "'＝1"],
  ['-', "'-"],
  ["'=1", "''=1"],
  // Numbers stay numbers, and text that only looks similar is unchanged.
  ['-1', '-1'],
  ['+2.5e-3', '+2.5e-3'],
  ["'tis", "'tis"],
  ['a=b', 'a=b'],
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['', ''],
])('writes %j as %j, and reads it back', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
  expect(textOfCell(unquoted(cell))).toBe(text);
});
