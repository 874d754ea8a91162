import { expect, it } from 'vitest';
import { attributeVector, extremeGroups, quantileStrata } from './attributes';

const matrix = (columns: number, values: number[]) => ({
  values: Float64Array.from(values),
  rows: values.length / columns,
  columns,
});

// Items of class 0 lie around (0, 0), those of class 1 around (10, 0); the attribute moves them by (0, 2). Most items
// with it are of class 1.
const latents = matrix(2, [0, 0, 0.5, -0.5, -0.5, 0.5, 0, 2, 10, 0, 10, 2, 10.5, 2.5, 9.5, 1.5]);
const groups = [-1, -1, -1, 1, -1, 1, 1, 1];
const classes = [0, 0, 0, 0, 1, 1, 1, 1];

it('is the difference of the means of two groups, which contains the class if the class is correlated', () => {
  const { vector, origin } = attributeVector(latents, groups, null);
  // NumPy: a = x[g > 0].mean(0) − x[g < 0].mean(0), a / norm(a); (x[g > 0].mean(0) + x[g < 0].mean(0)) / 2
  expect([...vector]).toEqual([expect.closeTo(0.928477, 5), expect.closeTo(0.371391, 5)]);
  expect([...origin]).toEqual([expect.closeTo(5, 6), expect.closeTo(1, 6)]);
});

it('is free of the class if its groups are balanced over the classes', () => {
  const { vector, origin } = attributeVector(latents, groups, classes);
  expect([...vector]).toEqual([expect.closeTo(0, 6), expect.closeTo(1, 6)]);
  expect([...origin]).toEqual([expect.closeTo(5, 6), expect.closeTo(1, 6)]);
});

it('leaves out classes that only one group has, and items in neither group', () => {
  const other = attributeVector(latents, [-1, -1, -1, 1, 0, 1, 1, 1], classes);
  expect([...other.vector]).toEqual([expect.closeTo(0, 6), expect.closeTo(1, 6)]);
  const none = attributeVector(latents, [0, 0, 0, 0, 1, 1, 1, 1], classes);
  expect([...none.vector]).toEqual([0, 0]);
  expect(none.separation).toBe(0);
});

it('measures how well it separates the groups, in standard deviations within them', () => {
  // NumPy: (a.mean() − b.mean()) / sqrt((a.var() + b.var()) / 2) of the second column.
  expect(attributeVector(latents, groups, classes).separation).toBeCloseTo(5.65685, 4);
});

it('takes the extreme quarters of measured values', () => {
  expect([...extremeGroups(Float64Array.of(5, 1, 3, 2, 9, 4, 7, 8))]).toEqual([0, -1, 0, -1, 1, 0, 0, 1]);
});

it('divides measured values into strata of equal size', () => {
  expect([...quantileStrata(Float64Array.of(5, 1, 3, 2, 9, 4, 7, 8), 4)]).toEqual([2, 0, 1, 0, 3, 1, 2, 3]);
});

it('counts the strata in which it found both groups', () => {
  expect(attributeVector(latents, groups, classes).sharedStrata).toBe(2);
  expect(attributeVector(latents, [-1, -1, -1, 1, 0, 1, 1, 1], classes).sharedStrata).toBe(1);
  expect(attributeVector(latents, [1, 1, 1, 1, -1, -1, -1, -1], classes).sharedStrata).toBe(0);
});
