import { expect, it } from 'vitest';
import { arrowLines, gridLines } from './point-inside';

it('draws the rows of a grid, then its columns', () => {
  const points = Float32Array.of(0, 1, 1, 1, 0, 0, 1, 0);
  expect(gridLines({ side: 2, points })).toEqual([
    [0, 1, 1, 1],
    [0, 0, 1, 0],
    [0, 1, 0, 0],
    [1, 1, 1, 0],
  ]);
});

it('draws arrows along their gradients, the longest to scale, and leaves out those of no length', () => {
  const [shaft, head, half] = arrowLines(Float32Array.of(1, 2, 0, 4, 0, 0, 2, 0, 5, 5, 0, 0), 1);
  expect(shaft).toEqual([1, 2, 1, 2.14].map((value) => expect.closeTo(value, 6) as number));
  expect(head?.slice(2, 4)).toEqual(shaft?.slice(2));
  expect(half?.[2]).toBeCloseTo(0.07, 6);
  expect(arrowLines(Float32Array.of(1, 2, 0, 4, 5, 5, 0, 0), 1)).toHaveLength(2);
  expect(arrowLines(Float32Array.of(5, 5, 0, 0), 1)).toEqual([]);
  expect(arrowLines(Float32Array.of(5, 5, NaN, 0), 1)).toEqual([]);
});
