import { expect, test } from 'vitest';
import { rememberedFor } from './remembered';

test('a result is computed again for other inputs or another key only', () => {
  let count = 0;
  const pair = rememberedFor((x: number, y: object) => [x, y, count++] as const);
  const [key, other, y] = [{}, {}, {}];
  const first = pair(key, NaN, y);
  expect(pair(key, NaN, y)).toBe(first);
  expect(pair(other, NaN, y)).not.toBe(first);
  expect(pair(key, NaN, y)).toBe(first);
  expect(pair(key, NaN, {})).not.toBe(first);
  expect(pair(key, 1, y)).toEqual([1, y, 3]);
  expect(count).toBe(4);
});
