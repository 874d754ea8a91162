/** A text beside a vertical line, in the units of a chart. */
export interface MarkText {
  /** Of the line. */
  readonly x: number;
  readonly width: number;
}

export interface PlacedText<Mark> {
  readonly mark: Mark;
  readonly side: 'left' | 'right';
  /** 0 is the uppermost. */
  readonly row: number;
}

const GAP = 4;

/**
 * Places texts on the right of their lines, or on the left where there is no room; one that would cover an earlier one, or
 * an earlier line that bears a text in its row, goes to the next row.
 * @param right end of the plot
 */
export function placeMarkTexts<Mark extends MarkText>(
  marks: readonly Mark[],
  right: number,
): PlacedText<Mark>[] {
  const taken: { row: number; from: number; to: number }[] = [];
  return [...marks]
    .sort((a, b) => a.x - b.x)
    .map((mark) => {
      const { x, width } = mark;
      const side = x + GAP + width > right ? 'left' : 'right';
      const [from, to] = side === 'right' ? [x, x + 2 * GAP + width] : [x - 2 * GAP - width, x];
      let row = 0;
      while (taken.some((one) => one.row === row && from < one.to && to > one.from)) row += 1;
      taken.push({ row, from, to });
      return { mark, side, row };
    });
}

/** Texts further down are left out: in charts of many runs they would leave no room for the plot. */
const MAX_ROWS = 4;

/** How many rows of texts are shown. */
export function rowsOf(texts: readonly Pick<PlacedText<unknown>, 'row'>[]): number {
  return Math.min(
    MAX_ROWS,
    texts.reduce((rows, { row }) => Math.max(rows, row + 1), 0),
  );
}

/** How many rows above the plot a line begins; 0 where its text is left out. */
export function rowsAbove({ row }: Pick<PlacedText<unknown>, 'row'>, rows: number): number {
  return Math.max(0, rows - row);
}
