import { describe, expect, it } from 'vitest';
import {
  analogyGrid,
  arithmetic,
  evenPoints,
  joinedLatents,
  latentPath,
  linear,
  meanLatent,
  neighborGrid,
  pathThrough,
  planeCoordinates,
  planePoint,
  spherical,
  splitLatents,
  truncated,
} from './latent-geometry';

const latent = (...values: number[]) => Float32Array.from(values);
function expectClose(values: ArrayLike<number>, expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 6));
}

describe('interpolation', () => {
  const [a, b] = [latent(1.5, -0.5, 2), latent(-0.25, 1, 0.75)];

  it('is linear, or follows the great circle', () => {
    expectClose(linear(a, b, 0.25), [1.0625, -0.125, 1.6875]);
    // NumPy: (sin((1 − t) Ω) a + sin(t Ω) b) / sin Ω with Ω = arccos(â · b̂).
    expectClose(spherical(a, b, 0.25), [1.22673857, -0.09359981, 2.00829411]);
    expectClose(spherical(a, b, 1), [...b]);
    expectClose(spherical(a, b, 0), [...a]);
  });

  it('keeps the length of its ends if they have the same length', () => {
    for (const one of latentPath(latent(3, 0), latent(0, 3), 7, 'spherical'))
      expect(Math.hypot(...one)).toBeCloseTo(3, 5);
    expect(Math.hypot(...linear(latent(3, 0), latent(0, 3), 0.5))).toBeLessThan(2.2);
  });

  it('is linear between equal, opposite and zero vectors', () => {
    expectClose(spherical(a, a, 0.5), [...a]);
    expectClose(spherical(latent(1, 0), latent(-1, 0), 0.25), [0.5, 0]);
    expectClose(spherical(latent(0, 0), latent(2, 2), 0.5), [1, 1]);
  });

  it('includes both ends and evenly spaced points between them', () => {
    const path = latentPath(latent(0), latent(1), 5, 'linear');
    expect(path.map(([value]) => value)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(latentPath(a, b, 1, 'linear')).toEqual([a]);
  });

  it('goes through all latents of a walk, and stays on the great circle between two of its points', () => {
    const walk = [latent(0), latent(4), latent(6)];
    expect(pathThrough(walk, 5, 'linear').map(([value]) => value)).toEqual([0, 2, 4, 5, 6]);
    const [from, to] = [latent(3, 0), latent(0, 3)];
    pathThrough(latentPath(from, to, 3, 'spherical'), 5, 'spherical').forEach((one, i) =>
      expectClose(one, [...spherical(from, to, i / 4)]),
    );
    expect(pathThrough([a], 2, 'linear')).toEqual([a, a]);
  });
});

describe('a plane', () => {
  const plane = { origin: latent(1, 0, 0), u: latent(0, 2, 0), v: latent(0, 1, 1) };

  it('recovers the coordinates of its points', () => {
    const point = planePoint(plane, 0.5, -2);
    expectClose(point, [1, -1, -2]);
    expectClose(planeCoordinates(plane, point), [0.5, -2]);
  });

  it('gives the coordinates of the nearest point for a latent outside the plane', () => {
    expectClose(planeCoordinates(plane, latent(9, -1, -2)), [0.5, -2]);
  });

  it('gives finite coordinates if it degenerates to a line or a point', () => {
    const line = { ...plane, v: latent(0, 4, 0) };
    expectClose(planeCoordinates(line, latent(1, 2, 7)), [1, 0]);
    const none = { origin: latent(0), u: latent(0), v: latent(0) };
    expectClose(planeCoordinates(none, latent(1)), [0, 0]);
  });
});

it('adds and subtracts the means of baskets', () => {
  const result = arithmetic([latent(1, 1), latent(3, 1)], [latent(1, 0)], [latent(0, 5)]);
  expectClose(result!, [1, 6]);
  expect(arithmetic([], [latent(1)], [latent(1)])).toBeNull();
});

it('draws an analogy as a grid between its four latents', () => {
  const corners = { a: [latent(2, 0)], b: [latent(0, 0)], c: [latent(0, 4)] };
  const grid = analogyGrid(corners, 3, 'linear')!;
  expect(grid).toHaveLength(9);
  expectClose(joinedLatents([0, 2, 6, 8, 4].map((i) => grid[i]!)), [0, 0, 2, 0, 0, 4, 2, 4, 1, 2]);
  expectClose(analogyGrid(corners, 3, 'spherical')![8]!, [2, 4]);
  expect(analogyGrid({ ...corners, c: [] }, 3, 'linear')).toBeNull();
});

it('puts the nearest latents around a result, each on its side, and interpolates between', () => {
  const ring = Array.from({ length: 8 }, (_, i) => {
    const angle = (i * Math.PI) / 4 + 0.1;
    return latent(1 + (1 + i / 100) * Math.cos(angle), 2 + (1 + i / 100) * Math.sin(angle));
  });
  const far = [latent(9, 9), latent(-9, 0)];
  const grid = neighborGrid(latent(1, 2), [...far, ...[...ring].reverse()], 'linear')!;
  expect(grid).toHaveLength(25);
  expect(grid[12]).toEqual(latent(1, 2));
  // Opposite neighbours are in opposite cells, and none of those farther away is shown.
  const around = [14, 4, 2, 0, 10, 20, 22, 24].map((cell) =>
    ring.findIndex((one) => one.join() === grid[cell]!.join()),
  );
  expect(new Set(around)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
  expect([0, 1, 2, 3].map((i) => Math.abs(around[i]! - around[i + 4]!))).toEqual([4, 4, 4, 4]);
  expectClose(grid[13]!, [...linear(grid[12]!, grid[14]!, 0.5)]);
  expectClose(grid[6]!, [...meanLatent([grid[0]!, grid[2]!, grid[10]!, grid[12]!])]);
  expect(neighborGrid(latent(1, 2), ring.slice(1), 'linear')).toBeNull();
});

it('divides a line evenly, however densely it was drawn', () => {
  const line = [
    [0, 0],
    [1, 0],
    [1, 0],
    [1, 0.5],
    [1, 3],
  ] as const;
  expect(evenPoints(line, 5)).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
    [1, 2],
    [1, 3],
  ]);
  expect(evenPoints([[2, 3]], 2)).toEqual([
    [2, 3],
    [2, 3],
  ]);
});

it('truncates towards the mean of the prior', () => {
  expectClose(truncated(latent(2, -4), 0.5), [1, -2]);
});

it('splitting restores joined latents', () => {
  const latents = [latent(1, 2), latent(3, 4)];
  expect(splitLatents(joinedLatents(latents), 2)).toEqual(latents);
});
