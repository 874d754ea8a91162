import { expect, it } from 'vitest';
import { at } from './at';

it('returns an element, whatever its value', () => {
  expect([at([0, NaN, ''], 0), at([0, NaN, ''], 1), at([0, NaN, ''], 2)]).toEqual([0, NaN, '']);
  expect(at(Uint8Array.of(7, 0), 1)).toBe(0);
});

it.each([-1, 2, 0.5, NaN])('throws at the index %d of two', (index) => {
  expect(() => at(Float32Array.of(1, 2), index)).toThrow(RangeError);
});
