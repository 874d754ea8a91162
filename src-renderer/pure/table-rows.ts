/** A rendered row of a long table by its index, or a gap for the number of rows that are not rendered. */
export type TableRow = { readonly index: number } | { readonly gap: number; readonly before: number };

/** Up to this number all rows are rendered, so that the browser's own search finds them. */
const ALL_OF = 200;
/** Rows rendered beyond the visible part, so that scrolling shows no gap. */
const BEYOND = 10;

/** Rows by index, always the same objects: a row that stays rendered while others scroll by is not updated. */
const known: TableRow[] = [];
function rowAt(index: number): TableRow {
  return (known[index] ??= { index });
}

interface Sight {
  /** Scroll position of the table, from its first row. */
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
}

/**
 * The rows to render: the visible ones and their neighbours, and the `pinned` ones at any position, because they have
 * the focus or contain an input.
 */
export function tableRows(
  count: number,
  { top, height, rowHeight }: Sight,
  pinned: readonly number[],
): TableRow[] {
  const whole = count <= ALL_OF;
  const from = whole ? 0 : Math.max(0, Math.min(count, Math.floor(top / rowHeight)) - BEYOND);
  const to = whole ? count : Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND);
  const places = new Set(pinned.filter((index) => index >= 0 && index < count));
  for (let index = from; index < to; index++) places.add(index);

  const rows: TableRow[] = [];
  let next = 0;
  for (const index of [...places].sort((a, b) => a - b)) {
    if (index > next) rows.push({ gap: index - next, before: index });
    rows.push(rowAt(index));
    next = index + 1;
  }
  if (next < count) rows.push({ gap: count - next, before: count });
  return rows;
}
