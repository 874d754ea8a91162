import { expect, test } from 'vitest';
import { itemFrom } from './drawn-image';

test('an image becomes values from 0 to 1, over black', () => {
  const pixels = Uint8ClampedArray.of(255, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255, 0);
  expect([...itemFrom(pixels, 1)]).toEqual([1, expect.closeTo(1 / 3, 6), 0]);
  expect([...itemFrom(pixels, 3)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0]);
});
