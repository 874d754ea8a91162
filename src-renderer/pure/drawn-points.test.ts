import { expect, test } from 'vitest';
import { dabsAlong, erased, pointsCsv, pointsOf, type Dab } from './drawn-points';

const dab = (x: number, y: number, label: number | null = null): Dab => ({ x, y, radius: 0.2, label });

test('a stroke consists of dabs half a radius apart, up to the pointer', () => {
  const dabs = dabsAlong(dab(0, 0), 1, 0);
  expect(dabs).toHaveLength(10);
  expect(dabs[0]?.x).toBeCloseTo(0.1, 9);
  expect(dabs.at(-1)).toEqual(dab(1, 0));
  expect(dabsAlong(dab(0, 0), 0.05, 0)).toEqual([]);
});

test('points are spread around the dabs as a normal distribution of half the radius', () => {
  const points = pointsOf([dab(1, -1)], 20_000);
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  expect(mean(({ x }) => x)).toBeCloseTo(1, 2);
  expect(mean(({ y }) => y)).toBeCloseTo(-1, 2);
  expect(Math.sqrt(mean(({ x }) => (x - 1) ** 2))).toBeCloseTo(0.1, 2);
  expect(Math.sqrt(mean(({ y }) => (y + 1) ** 2))).toBeCloseTo(0.1, 2);
});

test('dabs share the points evenly, and the same drawing gives the same points', () => {
  const dabs = [dab(-1, 0, 0), dab(1, 0, 1), dab(0, 1, 1)];
  const points = pointsOf(dabs, 9000);
  expect(points.filter(({ label }) => label === 0).length / 9000).toBeCloseTo(1 / 3, 1);
  expect(pointsOf(dabs, 9000)).toEqual(points);
  expect(pointsOf(dabs, 10)).toEqual(points.slice(0, 10));
  expect(pointsOf([], 10)).toEqual([]);
});

test('the eraser removes the dabs under it', () => {
  const dabs = [dab(0, 0), dab(0.5, 0), dab(1, 0)];
  expect(erased(dabs, 0.6, 0, 0.2)).toEqual([dab(0, 0), dab(1, 0)]);
  expect(erased(dabs, 0, 2, 0.2)).toBe(dabs);
});

test('a table has a column of classes if all points have one', () => {
  expect(pointsCsv([{ x: 0.5, y: -1, label: 2 }])).toBe('x,y,class\n0.50000,-1.00000,class 2\n');
  expect(
    pointsCsv([
      { x: 0, y: 1, label: null },
      { x: 1 / 3, y: 1, label: 2 },
    ]),
  ).toBe('x,y\n0.00000,1.00000\n0.33333,1.00000\n');
});
