import { expect, test } from 'vitest';
import { tableRows, type TableRow } from './table-rows';

const sight = (top: number) => ({ top, height: 720, rowHeight: 36 });
const made = (rows: TableRow[]) => rows.flatMap((row) => ('index' in row ? [row.index] : []));
/** Checks that every row is rendered or in a gap, in order. */
function total(rows: TableRow[]): number {
  return rows.reduce((sum, row) => {
    if ('index' in row) expect(row.index).toBe(sum);
    else expect(row.before).toBe(sum + row.gap);
    return sum + ('index' in row ? 1 : row.gap);
  }, 0);
}

test('a table with few rows is rendered completely', () => {
  expect(made(tableRows(200, sight(0), []))).toHaveLength(200);
  expect(tableRows(0, sight(0), [])).toEqual([]);
});

test.each([0, 1, 36, 5000, 36 * 2000 - 720, 1e9])(
  'of many rows the visible ones are rendered, scrolled by %d',
  (top) => {
    const rows = tableRows(2000, sight(top), []);
    expect(total(rows)).toBe(2000);
    const places = made(rows);
    expect(places.length).toBeLessThan(100);
    const first = Math.min(1999, Math.floor(top / 36));
    for (let index = first; index < Math.min(2000, first + 20); index++) expect(places).toContain(index);
  },
);

test('rows with the focus or an input stay rendered at any position, and none is rendered twice', () => {
  const rows = tableRows(2000, sight(36 * 1000), [5, 1010, 1999, -1, 2000]);
  expect(total(rows)).toBe(2000);
  expect(made(rows)[0]).toBe(5);
  expect(made(rows)).toContain(1999);
  expect(rows.filter((row) => 'gap' in row)).toEqual([
    { gap: 5, before: 5 },
    { gap: 984, before: 990 },
    { gap: 969, before: 1999 },
  ]);
});
