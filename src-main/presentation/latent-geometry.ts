import { at } from '../contract/at';

/** A vector of a latent space, in 32-bit floats as the models use them. */
export type Latent = Float32Array;

/** A plane through a latent space: origin + x u + y v. */
export interface LatentPlane {
  readonly origin: Latent;
  readonly u: Latent;
  readonly v: Latent;
}

/** a · b, in double precision. A loop, because thousands of encodings are projected at once. */
export function dot(a: Latent, b: Latent): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Σ wᵢ zᵢ of latents of one size. */
export function weighted(terms: readonly (readonly [weight: number, latent: Latent])[]): Latent {
  const [first] = terms;
  const sum = new Float64Array(first?.[1].length ?? 0);
  for (const [weight, latent] of terms)
    for (let i = 0; i < sum.length; i++) sum[i] = at(sum, i) + weight * at(latent, i);
  return Float32Array.from(sum);
}

export const planePoint = ({ origin, u, v }: LatentPlane, x: number, y: number): Latent =>
  weighted([
    [1, origin],
    [x, u],
    [y, v],
  ]);

/** Returns the coordinates of the point of a plane that is nearest to a latent; see `planeProjection`. */
export const planeCoordinates = (plane: LatentPlane, latent: Latent): [x: number, y: number] =>
  planeProjection(plane)(latent);

/**
 * Returns a function from a latent to the coordinates of the point of a plane that is nearest to it. The vectors u and v
 * need be neither orthogonal nor of length 1.
 */
export function planeProjection({ origin, u, v }: LatentPlane): (latent: Latent) => [x: number, y: number] {
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
  const [startU, startV] = [dot(u, origin), dot(v, origin)];
  const determinant = uu * vv - uv * uv;
  return (latent) => {
    const [du, dv] = [dot(u, latent) - startU, dot(v, latent) - startV];
    if (determinant === 0) return [uu === 0 ? 0 : du / uu, 0];
    return [(du * vv - dv * uv) / determinant, (dv * uu - du * uv) / determinant];
  };
}

/** Linear interpolation from a to b, at t from 0 to 1. */
export const linear = (a: Latent, b: Latent, t: number): Latent =>
  weighted([
    [1 - t, a],
    [t, b],
  ]);

/**
 * Interpolation along the great circle from a to b, at t from 0 to 1; White 2016, "Sampling Generative Networks"
 * (1609.04468), section 2.1. If the lengths of a and b differ, the length changes with t. Linear if the directions are
 * equal or opposite.
 */
export function spherical(a: Latent, b: Latent, t: number): Latent {
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  const angle = Math.acos(Math.min(1, Math.max(-1, lengths === 0 ? 1 : dot(a, b) / lengths)));
  const sine = Math.sin(angle);
  if (sine < 1e-6) return linear(a, b, t);
  return weighted([
    [Math.sin((1 - t) * angle) / sine, a],
    [Math.sin(t * angle) / sine, b],
  ]);
}

export type PathKind = 'linear' | 'spherical';

/** Returns `count` latents from a to b, including both. */
export const latentPath = (a: Latent, b: Latent, count: number, kind: PathKind): Latent[] =>
  pathThrough([a, b], count, kind);

/**
 * Returns `count` latents along the path through some latents, evenly between one and the next, from the first to the
 * last of them.
 */
export function pathThrough(latents: readonly Latent[], count: number, kind: PathKind): Latent[] {
  const between = kind === 'linear' ? linear : spherical;
  const legs = latents.length - 1;
  return Array.from({ length: count }, (_, i) => {
    const place = count === 1 ? 0 : (i * legs) / (count - 1);
    const leg = Math.max(0, Math.min(Math.floor(place), legs - 1));
    const [from, to] = [latents[leg], latents[Math.min(leg + 1, legs)]];
    return from === undefined || to === undefined ? new Float32Array(0) : between(from, to, place - leg);
  });
}

export function meanLatent(latents: readonly Latent[]): Latent {
  return weighted(latents.map((latent) => [1 / latents.length, latent]));
}

/**
 * Arithmetic with the means of baskets: mean(a) − mean(b) + mean(c); Radford et al. 2015, section 6.3.2.
 * @returns null if a basket is empty
 */
export function arithmetic(a: readonly Latent[], b: readonly Latent[], c: readonly Latent[]): Latent | null {
  if (a.length === 0 || b.length === 0 || c.length === 0) return null;
  return weighted([
    [1, meanLatent(a)],
    [-1, meanLatent(b)],
    [1, meanLatent(c)],
  ]);
}

/**
 * Returns the J-diagram of an analogy, “b is to a as c is to a − b + c”, [side, side] row by row: the four latents in
 * the corners, a grid of interpolations between them; White 2016 (1609.04468), section 2.2.
 *
 * @returns null if a basket is empty
 */
export function analogyGrid(
  { a, b, c }: Readonly<Record<'a' | 'b' | 'c', readonly Latent[]>>,
  side: number,
  kind: PathKind,
): Latent[] | null {
  const result = arithmetic(a, b, c);
  if (result === null) return null;
  const left = latentPath(meanLatent(b), meanLatent(c), side, kind);
  const right = latentPath(meanLatent(a), result, side, kind);
  return left.flatMap((from, row) => latentPath(from, right[row] ?? from, side, kind));
}

/** Places of eight neighbours around the middle of a grid of three, counter-clockwise from the right: [row, column]. */
const AROUND = [
  [1, 2],
  [0, 2],
  [0, 1],
  [0, 0],
  [1, 0],
  [2, 0],
  [2, 1],
  [2, 2],
] as const;

/**
 * Returns a MINE grid, [5, 5] row by row: a latent in the middle, around it in every second cell the eight nearest of
 * others, by their angle in a plane, and interpolations between; after White 2016
 * (1609.04468). The plane
 * is spanned by the nearest one and the one whose direction differs most from it.
 *
 * @returns null if there are fewer than eight others
 */
export function neighborGrid(middle: Latent, others: readonly Latent[], kind: PathKind): Latent[] | null {
  const offsets = others
    .map((latent) => ({
      latent,
      offset: weighted([
        [1, latent],
        [-1, middle],
      ]),
    }))
    .map((one) => ({ ...one, squared: dot(one.offset, one.offset) }))
    .sort((a, b) => a.squared - b.squared)
    .slice(0, AROUND.length);
  const [nearest] = offsets;
  if (nearest === undefined || offsets.length < AROUND.length) return null;
  const across = offsets
    .map(({ offset, squared }) => {
      const along = nearest.squared === 0 ? 0 : dot(offset, nearest.offset) / nearest.squared;
      const rest = weighted([
        [1, offset],
        [-along, nearest.offset],
      ]);
      return { rest, share: squared === 0 ? 0 : dot(rest, rest) / squared };
    })
    .reduce((most, one) => (one.share > most.share ? one : most)).rest;
  const plane = { origin: middle, u: nearest.offset, v: across };
  const [lengthU, lengthV] = [Math.sqrt(nearest.squared), Math.sqrt(dot(across, across))];
  const cells = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => middle));
  offsets
    .map(({ latent }) => {
      const [x, y] = planeCoordinates(plane, latent);
      const angle = Math.atan2(y * lengthV, x * lengthU);
      return { latent, angle: angle < 0 ? angle + 2 * Math.PI : angle };
    })
    .sort((a, b) => a.angle - b.angle)
    .forEach(({ latent }, i) => {
      const [row, column] = at(AROUND, i);
      at(cells, row)[column] = latent;
    });
  const rows = cells.map((row) => pathThrough(row, 5, kind));
  const columns = Array.from({ length: 5 }, (_, column) =>
    pathThrough(
      rows.map((row) => at(row, column)),
      5,
      kind,
    ),
  );
  return Array.from({ length: 25 }, (_, i) => at(at(columns, i % 5), Math.floor(i / 5)));
}

type Point = readonly [x: number, y: number];

/** Returns `count` points at equal distances along a line through some points. */
export function evenPoints(points: readonly Point[], count: number): Point[] {
  const places = [0];
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [at(points, i - 1), at(points, i)];
    places.push(at(places, i - 1) + Math.hypot(to[0] - from[0], to[1] - from[1]));
  }
  const last = points.length - 1;
  return Array.from({ length: count }, (_, i) => {
    const place = (at(places, last) * i) / Math.max(1, count - 1);
    const next = Math.min(
      last,
      Math.max(
        1,
        places.findIndex((one) => one >= place),
      ),
    );
    const [from, to] = [at(points, Math.max(0, next - 1)), at(points, next)];
    const start = at(places, Math.max(0, next - 1));
    const leg = at(places, next) - start;
    const t = leg === 0 ? 0 : (place - start) / leg;
    return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
  });
}

/**
 * Moves a latent towards 0, the mean of normal and uniform priors; ψ = 1 leaves it unchanged. Karras et al. 2019, appendix
 * B, who do so with intermediate latents.
 */
export const truncated = (latent: Latent, psi: number): Latent => latent.map((value) => psi * value);

/** Joins n latents into one array, as the models take them. @returns [n · size] */
export function joinedLatents(latents: readonly Latent[]): Latent {
  const size = latents[0]?.length ?? 0;
  const joined = new Float32Array(size * latents.length);
  latents.forEach((latent, i) => joined.set(latent, i * size));
  return joined;
}

/** Splits [n · size] values into n latents, which are views of the array. */
export function splitLatents(values: Float32Array, size: number): Latent[] {
  return Array.from({ length: values.length / size }, (_, i) => values.subarray(i * size, (i + 1) * size));
}
