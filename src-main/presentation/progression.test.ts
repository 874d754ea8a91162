import { expect, test } from 'vitest';
import type { Sheet } from '../contract/figure';
import { progressionOf, progressionTiles } from './progression';

const sheet: Sheet = { columns: 4, rows: 2, tileWidth: 28, tileHeight: 28 };
const other: Sheet = { ...sheet, rows: 3 };
const recorded = (count: number) => Array.from({ length: count }, (_, step) => ({ step, sheet }));

test('the first and the last sheet are chosen, and all have the layout of the last', () => {
  const all = [{ step: -1, sheet: other }, ...recorded(41)];
  const chosen = progressionOf(all, (one) => one.sheet, 5);
  expect(chosen?.figures.map(({ step }) => step)).toEqual([0, 10, 20, 30, 40]);
  expect(chosen?.sheet).toEqual(sheet);
});

test('there is no progression of fewer than two sheets', () => {
  expect(progressionOf(recorded(1), (one) => one.sheet, 5)).toBeNull();
  expect(progressionOf(recorded(0), (one) => one.sheet, 5)).toBeNull();
  expect(progressionOf([{}, {}], () => null, 5)).toBeNull();
});

test('tiles are spread evenly over the sheet', () => {
  expect(progressionTiles(sheet, 4)).toEqual([0, 2, 4, 6]);
  expect(progressionTiles({ columns: 1, rows: 2 }, 4)).toEqual([0, 1]);
});
