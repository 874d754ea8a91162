import { expect, test } from 'vitest';
import { tileAt, tileBackground, tileBeside } from './tile';

const sheet = { columns: 4, rows: 3 };

test('the background of a box is moved to the tile', () => {
  expect(tileBackground('/a', sheet, 0)).toBe("url('/a') 0% 0% / 400% 300%");
  expect(tileBackground('/a', sheet, 11)).toBe("url('/a') 100% 100% / 400% 300%");
  expect(tileBackground('/a', sheet, 6)).toBe(`url('/a') ${String(200 / 3)}% 50% / 400% 300%`);
  expect(tileBackground('/a', { columns: 1, rows: 1 }, 0)).toBe("url('/a') 0% 0% / 100% 100%");
});

test('finds the tile at a position, also at the edges', () => {
  expect(tileAt(sheet, 0, 0)).toBe(0);
  expect(tileAt(sheet, 0.6, 0.5)).toBe(6);
  expect(tileAt(sheet, 1, 1)).toBe(11);
  expect(tileAt(sheet, -0.1, 1.1)).toBe(8);
});

test('arrow keys move to the neighbouring tile, and stop at the edges', () => {
  expect(tileBeside(sheet, 5, 'ArrowLeft')).toBe(4);
  expect(tileBeside(sheet, 4, 'ArrowLeft')).toBe(4);
  expect(tileBeside(sheet, 7, 'ArrowRight')).toBe(7);
  expect(tileBeside(sheet, 5, 'ArrowUp')).toBe(1);
  expect(tileBeside(sheet, 9, 'ArrowDown')).toBe(9);
  expect(tileBeside(sheet, 5, 'Enter')).toBeNull();
});
