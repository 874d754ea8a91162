/** Some rows of a long table: their places, and how many are left out between them. */
export type TableRow = { readonly index: number } | { readonly gap: number; readonly before: number };

/** With fewer rows all are there, and the browser's own search finds them. */
const ALL_OF = 200;
/** Rows beyond the edges of what is in sight, so that scrolling shows no gap. */
const BEYOND = 20;

interface Sight {
  /** How far the table is scrolled, from its first row. */
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
}

/**
 * Which rows to make: those in sight and near it, and those that are `pinned` wherever they are, since they have the
 * focus or hold an input.
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
    rows.push({ index });
    next = index + 1;
  }
  if (next < count) rows.push({ gap: count - next, before: count });
  return rows;
}
