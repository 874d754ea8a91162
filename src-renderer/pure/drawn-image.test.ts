import { randomLcg } from 'd3-random';
import { expect, test } from 'vitest';
import { croppedArea, itemFrom, withNoise } from './drawn-image';

test('an image becomes values from 0 to 1, over black', () => {
  const pixels = Uint8ClampedArray.of(255, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255, 0);
  expect([...itemFrom(pixels, 1)]).toEqual([expect.closeTo(1, 6), expect.closeTo(0.299, 6), 0]);
  expect([...itemFrom(pixels, 3)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0]);
});

test('a picture is cropped to the proportions of the images', () => {
  const square = { width: 28, height: 28 };
  expect(croppedArea({ width: 400, height: 100 }, square)).toEqual([150, 0, 100, 100]);
  expect(croppedArea({ width: 100, height: 400 }, square)).toEqual([0, 150, 100, 100]);
  expect(croppedArea({ width: 1, height: 1 }, square)).toEqual([0, 0, 1, 1]);
  expect(croppedArea({ width: 90, height: 100 }, { width: 20, height: 10 })).toEqual([0, 27.5, 90, 45]);
});

test.each([1, 3])('noise has the requested deviation, in %d channels', (channels) => {
  const gray = Uint8ClampedArray.from({ length: 4 * 5000 }, (_, i) => (i % 4 === 3 ? 255 : 128));
  const noisy = withNoise(gray, channels, 0.1, randomLcg(1));
  const item = itemFrom(noisy, channels);
  const mean = item.reduce((sum, value) => sum + value, 0) / item.length;
  const variance = item.reduce((sum, value) => sum + (value - mean) ** 2, 0) / item.length;
  expect(item).toHaveLength(5000 * channels);
  expect(mean).toBeCloseTo(128 / 255, 2);
  expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
  const [red, green] = noisy;
  expect(red === green).toBe(channels === 1);
});

test('noise is clipped, and a transparent pixel becomes opaque and black with noise', () => {
  const noisy = withNoise(Uint8ClampedArray.of(255, 255, 255, 0, 255, 255, 255, 255), 1, 0, randomLcg(1));
  expect([...noisy]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  const values = withNoise(new Uint8ClampedArray(4000), 1, 5, randomLcg(1));
  expect(Math.min(...values)).toBe(0);
  expect(Math.max(...values)).toBe(255);
});
