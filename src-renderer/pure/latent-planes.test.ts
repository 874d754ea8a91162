import { describe, expect, test } from 'vitest';
import type { LatentFacts } from '../../src-main/contract/latent';
import { planePoint } from '../../src-main/presentation/latent-geometry';
import {
  defaultAxes,
  gridLatents,
  itemTowards,
  latentName,
  layoutTriples,
  nearestItem,
  parseDirections,
  parseEncoded,
  parseGroupDirection,
  projected,
  shownPlane,
  usableAxes,
} from './latent-planes';

const facts: LatentFacts = {
  step: 1,
  weights: 'average',
  hasAverage: false,
  latentSize: 3,
  prior: 'normal',
  classes: null,
  hasEncoder: false,
  item: { kind: 'images', width: 2, height: 2, channels: 1 },
  testCount: 10,
  kl: null,
};
const latent = (...values: number[]) => Float32Array.from(values);
const draws = [latent(1, 2, 3), latent(2, 2, 3), latent(1, 2, 5)];
const none = { draws, encoded: null, directions: null };

test('the default is the model’s own plane, the principal directions of its encodings, or three samples', () => {
  expect(defaultAxes({ ...facts, latentSize: 2 })).toEqual({ kind: 'latents', x: 0, y: 1 });
  expect(defaultAxes({ ...facts, latentSize: 1 })).toEqual({ kind: 'latents', x: 0, y: 0 });
  expect(defaultAxes({ ...facts, hasEncoder: true })).toEqual({ kind: 'principal' });
  expect(defaultAxes(facts)).toEqual({ kind: 'draws' });
  expect(usableAxes({ kind: 'latents', x: 0, y: 2 }, facts)).toEqual({ kind: 'latents', x: 0, y: 2 });
  expect(usableAxes({ kind: 'latents', x: 0, y: 3 }, facts)).toEqual({ kind: 'draws' });
});

describe('a plane', () => {
  test('along two latents keeps the others as they were drawn', () => {
    const shown = shownPlane({ kind: 'latents', x: 0, y: 2 }, { facts, ...none })!;
    expect(planePoint(shown.plane, -1, 0.5)).toEqual(latent(-1, 2, 0.5));
    expect(shown.names).toEqual(['z₀', 'z₂']);
    expect(shown.view).toEqual({ x: 0, y: 0, reach: 4 });
  });

  test('through three samples has them at its corners', () => {
    const { plane } = shownPlane({ kind: 'draws' }, { facts, ...none })!;
    expect([planePoint(plane, 0, 0), planePoint(plane, 1, 0), planePoint(plane, 0, 1)]).toEqual(draws);
  });

  test('along principal directions waits for them', () => {
    expect(shownPlane({ kind: 'principal' }, { facts, ...none })).toBeNull();
    expect(shownPlane({ kind: 'draws' }, { facts, ...none, draws: [] })).toBeNull();
    const directions = parseDirections(latent(0, 9, 9, 9, 0.75, 1, 0, 0, 0.25, 0, 1, 0), 3);
    const shown = shownPlane({ kind: 'principal' }, { facts, ...none, directions })!;
    expect(planePoint(shown.plane, 1, 1)).toEqual(latent(2, 3, 3));
    expect(shown.names).toEqual(['PC 1 (75 %)', 'PC 2 (25 %)']);
    const encoder = { ...facts, hasEncoder: true };
    const encoded = parseEncoded(latent(0, 0, 0, 1, 7, 4, 2, 0, 2, 8), 3);
    const ofEncodings = shownPlane({ kind: 'principal' }, { facts: encoder, ...none, encoded, directions })!;
    expect(planePoint(ofEncodings.plane, 0, 0)).toEqual(latent(9, 9, 9));
    expect(projected(ofEncodings.plane, encoded)).toEqual(latent(-9, -9, 1, -5, -7, 2));
  });

  test('is filled from the top left, at the centres of its cells', () => {
    const shown = shownPlane({ kind: 'latents', x: 0, y: 1 }, { facts, ...none })!;
    expect(gridLatents(shown, 2).map(([x, y]) => [x, y])).toEqual([
      [-2, 2],
      [2, 2],
      [-2, -2],
      [2, -2],
    ]);
  });
});

test('the item under the pointer is the nearest one within reach', () => {
  const triples = latent(0, 0, 1, 1, 0, 2);
  expect(nearestItem(triples, [0.8, 0], 0.5)).toBe(1);
  expect(nearestItem(triples, [0.5, 2], 0.5)).toBeNull();
});

test('an arrow key moves to the nearest item in its direction', () => {
  const triples = latent(0, 0, 1, 1, 0.5, 1, 3, 0, 1, 0, -2, 1, 0.2, 0.1, 1);
  expect(itemTowards(triples, 0, [1, 0])).toBe(4);
  expect(itemTowards(triples, 4, [1, 0])).toBe(1);
  expect(itemTowards(triples, 1, [1, 0])).toBe(2);
  expect(itemTowards(triples, 0, [0, -1])).toBe(3);
  expect(itemTowards(triples, 0, [-1, 0])).toBeNull();
});

test('a layout needs an encoder, and more than two latents', () => {
  const encoder = { ...facts, hasEncoder: true };
  expect(usableAxes({ kind: 'umap' }, encoder).kind).toBe('umap');
  expect(usableAxes({ kind: 'umap' }, facts).kind).not.toBe('umap');
  expect(usableAxes({ kind: 'umap' }, { ...encoder, latentSize: 2 }).kind).toBe('latents');
  expect(layoutTriples(latent(1, 2, 3, 4), { labels: [7, -1], latents: [], items: [] })).toEqual(
    latent(1, 2, 7, 3, 4, -1),
  );
});

test('latents have names', () => {
  expect([0, 12].map(latentName)).toEqual(['z₀', 'z₁₂']);
});

test('the answer about two groups has the numbers of items and of strata before the direction', () => {
  const found = parseGroupDirection(Float32Array.of(20, 30, 2, 0, 1, 2, 3.5, 0.6, 0.8), 2);
  expect(found.counts).toEqual({ a: 20, b: 30 });
  expect([found.strata, [...found.origin], found.shares]).toEqual([2, [1, 2], [3.5]]);
  expect([...found.vectors[0]!]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
});
