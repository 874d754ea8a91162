import { expect, test } from 'vitest';
import { differenceOf } from './difference';
import { differenceColor } from './palette';

const grey = (...values: number[]) => Uint8ClampedArray.from(values.flatMap((v) => [v, v, v, 255]));
const colorsOf = (pixels: Uint8ClampedArray) =>
  Array.from({ length: pixels.length / 4 }, (_, i) => [...pixels.subarray(4 * i, 4 * i + 3)]);

test('a signed difference shows which image is brighter, an absolute one by how much', () => {
  const [first, second] = [grey(0, 255, 100), grey(255, 0, 100)];
  const signed = differenceOf(first, second, 'signed', false);
  expect(colorsOf(signed.pixels)).toEqual([1, -1, 0].map((at) => [...differenceColor(at, false)]));
  const absolute = differenceOf(first, second, 'absolute', false);
  expect(colorsOf(absolute.pixels)).toEqual([1, 1, 0].map((at) => [...differenceColor(at, false)]));
  expect(signed.mean).toBeCloseTo(2 / 3);
  expect(absolute.mean).toBeCloseTo(2 / 3);
});

test('the difference of colour images is the mean over their channels', () => {
  const red = Uint8ClampedArray.of(255, 0, 0, 255);
  expect(differenceOf(grey(0), red, 'signed', true).mean).toBeCloseTo(1 / 3);
});

test('equal images have difference 0; images of two sizes cannot be compared', () => {
  expect(differenceOf(grey(3, 4), grey(3, 4), 'signed', false).mean).toBe(0);
  expect(() => differenceOf(grey(1), grey(1, 2), 'signed', false)).toThrow('size');
});
