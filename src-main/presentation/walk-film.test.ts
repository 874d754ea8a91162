import { expect, test } from 'vitest';
import { DEFAULT_FILM, filmLatents } from './walk-film';

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

test.each([2, 3, 5, 6, 61])('of a walk there and back has as many frames as are asked for: %i', (frames) => {
  const walk = [Float32Array.of(0), Float32Array.of(60)];
  const film = filmLatents(walk, 'linear', { ...DEFAULT_FILM, last: 2, frames, returns: true });
  const places = film.map(([place]) => place ?? NaN);
  expect(places).toHaveLength(frames);
  expect(places[0]).toBe(0);
  // Back at the start, it begins again without a pause; only the turn may be between two frames.
  const steps = [...places.slice(1), 0].map((place, i) => Math.abs(place - (places[i] ?? NaN)));
  for (const step of steps) expect([0, 120 / frames].some((one) => Math.abs(step - one) < 1e-4)).toBe(true);
  expect(steps.filter((step) => step < 1e-4)).toHaveLength(frames % 2);
});
