import { expect, it } from 'vitest';
import { fillingScale, sheetSize } from './whole-scale';

it('gives each pixel an integer number of device pixels if that nearly fills the room', () => {
  expect(fillingScale(3.1, 1)).toBe(3);
  expect(fillingScale(2.1, 1)).toBe(2);
  expect(fillingScale(1.55, 2)).toBe(1.5);
  expect(fillingScale(2, 1)).toBe(2);
});

it('fills the room if an integer would leave a large part of it blank', () => {
  expect(fillingScale(2.9, 1)).toBe(2.9);
  // 20 tiles of 28 pixels in a column of 700 pixels.
  expect(fillingScale(700 / 560, 1)).toBe(1.25);
  expect(fillingScale(0.4, 1)).toBe(0.4);
});

it('shows a sheet as large as the room allows, and no larger than requested', () => {
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

it('draws pixels as squares if each has at least two device pixels', () => {
  const sheet = { columns: 10, rows: 10, tileWidth: 28, tileHeight: 28 };
  const squares = (width: number, ratio: number) => sheetSize(sheet, { width, maxScale: 8 }, ratio).squares;
  expect(squares(280, 1)).toBe(true);
  expect(squares(450, 1)).toBe(false);
  expect(squares(450, 2)).toBe(true);
  expect(squares(700, 1)).toBe(true);
});
