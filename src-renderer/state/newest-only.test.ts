import { expect, test } from 'vitest';
import { newestOnly } from './newest-only';

test('of the values that arrive while one is processed, only the newest is processed after it', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const take = newestOnly<number>((value) => {
    begun.push(value);
    return new Promise((end) => ends.push(end));
  });
  take(1);
  take(2);
  take(3);
  expect(begun).toEqual([1]);
  ends.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(begun).toEqual([1, 3]);
  ends.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  take(4);
  expect(begun).toEqual([1, 3, 4]);
});
