import { expect, it } from 'vitest';
import { placeMarkTexts, rowsAbove, rowsOf } from './mark-labels';

const placed = (...marks: [x: number, width: number][]) =>
  placeMarkTexts(
    marks.map(([x, width]) => ({ x, width })),
    500,
  ).map(({ mark, side, row }) => [mark.x, side, row]);

it('places texts beside their lines, and in the next row where they would overlap', () => {
  expect(placed([200, 80], [100, 80])).toEqual([
    [100, 'right', 0],
    [200, 'right', 0],
  ]);
  expect(placed([100, 80], [150, 80], [190, 80])).toEqual([
    [100, 'right', 0],
    [150, 'right', 1],
    [190, 'right', 0],
  ]);
  expect(placed([450, 80], [460, 80])).toEqual([
    [450, 'left', 0],
    [460, 'left', 1],
  ]);
});

it('shows at most four rows of texts, and further lines without their texts', () => {
  expect(rowsOf([])).toBe(0);
  expect(rowsOf([{ row: 1 }, { row: 0 }])).toBe(2);
  const many = Array.from({ length: 6 }, (_, row) => ({ row }));
  expect(rowsOf(many)).toBe(4);
  expect(many.map((one) => rowsAbove(one, 4))).toEqual([4, 3, 2, 1, 0, 0]);
});
