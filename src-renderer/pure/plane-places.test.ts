import { expect, it } from 'vitest';
import { hasMoved, percentOf } from './plane-places';

it('places the middle and the corners of a plane in the element', () => {
  const plane = { x: 1, y: -2, reach: 4 };
  expect(percentOf([1, -2], plane)).toEqual({ left: 50, top: 50 });
  expect(percentOf([-3, 2], plane)).toEqual({ left: 0, top: 0 });
  expect(percentOf([5, -4], plane)).toEqual({ left: 100, top: 75 });
});

it('distinguishes a pointer that moved from one that rests', () => {
  const moved = (movementX: number, movementY: number) => hasMoved({ movementX, movementY } as MouseEvent);
  expect([moved(0, 0), moved(1, 0), moved(0, -1)]).toEqual([false, true, true]);
});
