import { expect, test } from 'vitest';
import type { DrawnLine } from '../../pure/chart-line';
import { spread, tagsOf } from './end-tags';

test('tags are placed at the ends of their lines; those that would overlap are moved down', () => {
  const heights = (all: readonly number[], bottom: number) =>
    spread(
      all.map((at) => ({ at })),
      bottom,
    ).map(({ at }) => at);
  expect(heights([50, 10, 90], 190)).toEqual([10, 50, 90]);
  expect(heights([50, 52, 51], 190)).toEqual([50, 61, 72]);
  expect(heights([185, 186, 187], 190)).toEqual([185]);
});

test('a tag stands at the last visible point of its line', () => {
  const points = [0, 10, 20, 30].map((x) => ({ x, y: 2 * x }));
  const line = { tag: '#1', color: 'red' } as DrawnLine['line'];
  const at = (zoom: { from: number; to: number } | null) => tagsOf([{ line, points }], zoom);
  expect(at(null)).toEqual([{ text: '#1', color: 'red', x: 30, y: 60 }]);
  expect(at({ from: 5, to: 25 })).toEqual([{ text: '#1', color: 'red', x: 20, y: 40 }]);
  expect(at({ from: 12, to: 18 })).toEqual([]);
});
