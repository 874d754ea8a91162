import { expect, test } from 'vitest';
import { filmLatents } from './walk-film';

const walk = [0, 1, 2, 4].map((value) => Float32Array.of(value));
const values = (options: Partial<Parameters<typeof filmLatents>[2]>) =>
  filmLatents(walk, 'linear', {
    ...{ frames: 7, framesPerSecond: 10, first: 1, last: 4, returns: false },
    ...options,
  }).map(([value]) => value);

test('an animation goes through all latents of a walk, and back without showing its ends twice', () => {
  expect(values({})).toEqual([0, 0.5, 1, 1.5, 2, 3, 4]);
  expect(values({ returns: true, frames: 6 })).toEqual([0, 1, 2, 4, 2, 1]);
});

test('a part of a walk is animated, in its own order', () => {
  expect(values({ first: 2, last: 4, frames: 3 })).toEqual([1, 2, 4]);
  expect(values({ first: 4, last: 3, frames: 2 })).toEqual([2, 4]);
});
