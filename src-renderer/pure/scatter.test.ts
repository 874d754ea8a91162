import { expect, test } from 'vitest';
import { scatterClasses, scatterReach } from './scatter';

test('points are grouped by class, in order of classes', () => {
  const classes = scatterClasses(Float32Array.of(1, 2, 7, 0, 0, 3, 3, 4, 7));
  expect(classes.map(({ label }) => label)).toEqual([3, 7]);
  expect([...(classes[1]?.points ?? [])]).toEqual([1, 2, 3, 4]);
  expect(classes[1]?.center).toEqual([2, 3]);
});

test('the plane reaches to the points, but not to a lone outlier', () => {
  const triples = new Float32Array(3000).fill(2.5);
  triples[0] = 90;
  expect(scatterReach(triples)).toBe(3);
  expect(scatterReach(new Float32Array(0))).toBe(1);
});
