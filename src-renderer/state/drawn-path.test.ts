import { expect, test } from 'vitest';
import type { Latent, LatentPlane } from '../../src-main/presentation/latent-geometry';
import { DrawnPath } from './drawn-path.svelte';

const planeAt = (z: number): LatentPlane => ({
  origin: Float32Array.of(0, 0, z),
  u: Float32Array.of(1, 0, 0),
  v: Float32Array.of(0, 1, 0),
});
const model = (plane: LatentPlane) => ({ plane, drawn: null as readonly Latent[] | null });
const pathOf = (models: ReturnType<typeof model>[], places: DrawnPath<never>['places'] = null) =>
  new DrawnPath({ models: () => models, planeOf: ({ plane }) => plane }, places);
const pointer = [
  [0, 0],
  [1 / 3, 0],
  [1 / 3, 2],
] as const;

test('a path lies in the plane of each model, and an address gives each the same latents', () => {
  const [one, other] = [model(planeAt(5)), model(planeAt(7))];
  const path = pathOf([one, other]);
  path.draw(pointer);
  expect(one.drawn).toHaveLength(16);
  expect([one.drawn?.[0], other.drawn?.[0]]).toEqual([Float32Array.of(0, 0, 5), Float32Array.of(0, 0, 7)]);

  const again = model(planeAt(5));
  const opened = pathOf([again], path.places);
  expect(opened.places).toEqual(path.places);
  opened.giveTo(again, again.plane);
  expect(again.drawn).toEqual(one.drawn);
});

test('over other planes a path is none of them, and its latents stay', () => {
  const one = model(planeAt(5));
  const path = pathOf([one]);
  path.draw(pointer);
  const { drawn } = one;
  one.plane = planeAt(6);
  const beside = model(planeAt(6));
  const other = pathOf([one, beside], path.places);
  expect(other.places).toBeNull();
  other.giveTo(beside, beside.plane);
  expect([one.drawn, beside.drawn]).toEqual([drawn, null]);
});
