import { expect, it } from 'vitest';
import { sheetSize, wholeScale } from './whole-scale';

it('gives each pixel a whole number of device pixels, where there is room for one', () => {
  expect(wholeScale(2.9, 1)).toBe(2);
  // 20 tiles of 28 pixels in a column of 700.
  expect(wholeScale(700 / 560, 1)).toBe(1);
  expect(wholeScale(700 / 560, 2)).toBe(1);
  expect(wholeScale(1.7, 1.5)).toBeCloseTo(2 / 1.5);
  expect(wholeScale(0.6, 2)).toBe(0.5);
  expect(wholeScale(0.4, 1)).toBe(0.4);
});

it('shows a sheet as large as there is room, and no larger than asked', () => {
  const sheet = { columns: 20, rows: 10, tileWidth: 28, tileHeight: 28 };
  expect(sheetSize(sheet, { width: 2000, maxScale: 2 }, 1)).toEqual({
    style: 'width: 1120px; height: 560px',
    squares: true,
  });
  expect(sheetSize(sheet, { width: 2000, height: 300, maxScale: 3 }, 1).style).toBe(
    'width: 560px; height: 280px',
  );
  expect(sheetSize(sheet, { width: 280, maxScale: 3 }, 1)).toEqual({
    style: 'width: 280px; height: 140px',
    squares: false,
  });
});
