import { at } from '../../contract/at';

/** Formats a table whose columns are as wide as their widest cell. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(at(widths, column) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Columns of a terminal that a text takes: two for each Korean, Chinese or Japanese character. */
export const widthOf = (text: string): number =>
  text.length +
  (text.match(/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0);

/** A text with spaces after it, as wide as the given number of columns. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));
