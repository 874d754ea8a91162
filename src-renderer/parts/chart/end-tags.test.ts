import { expect, test } from 'vitest';
import { spread } from './end-tags';

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
