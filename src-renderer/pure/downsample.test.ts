import { expect, test } from 'vitest';
import { columnMeans, downsample } from './downsample';

const steps = Float64Array.from({ length: 100_000 }, (_, index) => index);

test('few points are all kept', () => {
  expect(downsample([1, 2, 3], [4, 5, 6], 100)).toEqual([
    { x: 1, y: 4 },
    { x: 2, y: 5 },
    { x: 3, y: 6 },
  ]);
});

test('a spike one step wide survives', () => {
  const values = new Float64Array(100_000);
  values[54_321] = 7;
  values[12_345] = -3;
  const points = downsample(steps, values, 500);
  expect(points.length).toBeLessThanOrEqual(2000);
  expect(points).toContainEqual({ x: 54_321, y: 7 });
  expect(points).toContainEqual({ x: 12_345, y: -3 });
});

test('points stay in order and keep both ends', () => {
  const points = downsample(steps, steps.map(Math.sin), 300);
  expect(points.every((point, index) => index === 0 || point.x > (points[index - 1]?.x ?? 0))).toBe(true);
  expect(points[0]?.x).toBe(0);
  expect(points.at(-1)?.x).toBe(99_999);
});

test('a series with constant x terminates', () => {
  expect(downsample(new Float64Array(10_000), new Float64Array(10_000), 10).length).toBeLessThan(5);
});

test('one mean per pixel column', () => {
  expect(columnMeans([0, 1, 2, 3], [1, 3, 10, 20], 2)).toEqual([
    { x: 0.5, y: 2 },
    { x: 2.5, y: 15 },
  ]);
  expect(columnMeans(steps, steps, 500)).toHaveLength(500);
  expect(columnMeans([], [], 500)).toEqual([]);
});
