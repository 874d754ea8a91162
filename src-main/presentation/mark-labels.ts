/** A text beside a vertical line; lengths are in the units of a chart. */
export interface MarkText {
  /** Position of the line. */
  readonly x: number;
  readonly width: number;
}

export interface PlacedText<Mark> {
  readonly mark: Mark;
  readonly side: 'left' | 'right';
  /** 0 is the top row. */
  readonly row: number;
}

const GAP = 4;

/**
 * Places texts to the right of their lines, or to the left if there is no room. A text that would cover an earlier
 * text, or the line of an earlier text in the same row, moves to the next row.
 * @param right right end of the plot
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

/** Texts in further rows are left out: in charts of many runs they would leave no room for the plot. */
const MAX_ROWS = 4;

/** Returns the number of rows of texts that are shown. */
export function rowsOf(texts: readonly Pick<PlacedText<unknown>, 'row'>[]): number {
  return Math.min(
    MAX_ROWS,
    texts.reduce((rows, { row }) => Math.max(rows, row + 1), 0),
  );
}

/** Returns how many rows above the plot a line begins; 0 if its text is left out. */
export function rowsAbove({ row }: Pick<PlacedText<unknown>, 'row'>, rows: number): number {
  return Math.max(0, rows - row);
}
