import { expect, test } from 'vitest';
import { gridStep, planeOf, scatterClasses, scatterReach } from './scatter';

test('points are grouped by class, in order of classes', () => {
  const classes = scatterClasses(Float32Array.of(1, 2, 7, 0, 0, 3, 3, 4, 7));
  expect(classes.map(({ label }) => label)).toEqual([3, 7]);
  expect([...(classes[1]?.points ?? [])]).toEqual([1, 2, 3, 4]);
  expect(classes[1]?.center).toEqual([2, 3]);
});

test('the plane contains the points except a single outlier', () => {
  const triples = new Float32Array(3000).fill(2.5);
  triples[0] = 90;
  expect(scatterReach(triples)).toBe(3);
  expect(scatterReach(new Float32Array(0))).toBe(1);
});

test('the plane of a dataset is centred on its points', () => {
  const triples = Float32Array.of(100, 1, 0, 104, 1, 0, 102, 3, 1);
  expect(planeOf(triples)).toEqual({ x: 102, y: 2, reach: expect.closeTo(2.4) as number });
  expect(planeOf(Float32Array.of(5, 5, -1))).toEqual({ x: 5, y: 5, reach: 1 });
});

test('grid lines have round positions', () => {
  expect([0.012, 1, 3, 4, 5, 10, 900].map(gridStep)).toEqual([
    expect.closeTo(0.005) as number,
    0.5,
    1,
    1,
    2,
    5,
    500,
  ]);
});
