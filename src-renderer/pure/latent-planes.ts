import { MANIFOLD_REACH } from '../../src-main/contract/figure';
import type { LatentFacts } from '../../src-main/contract/latent';
import {
  planeProjection,
  planePoint,
  weighted,
  type Latent,
  type LatentPlane,
} from '../../src-main/presentation/latent-geometry';
import { planeOf, scatterReach, type Plane } from '../../src-main/presentation/scatter';
import type { LatentAxes } from './latent-address';
import { t } from '../../src-main/contract/texts';

/** Test items and their positions in a latent space. */
export interface Encoded {
  readonly latents: readonly Latent[];
  /** −1 if there are no labels. */
  readonly labels: readonly number[];
  /** Indices in the test split. */
  readonly items: readonly number[];
}

/** Unit vectors from an origin, with the fraction of the variance that each explains. */
export interface FoundDirections {
  readonly origin: Latent;
  readonly vectors: readonly Latent[];
  readonly shares: readonly number[];
}

/** The direction from group b of test items to group a. */
export interface GroupDirection extends FoundDirections {
  /** Number of encoded items of each group. */
  readonly counts: Readonly<Record<'a' | 'b', number>>;
  /** Number of strata over which the groups are balanced; 0 if they are not. */
  readonly strata: number;
}

/** A plane through a latent space, its visible part, and the labels of its axes. */
export interface ShownPlane {
  readonly plane: LatentPlane;
  readonly view: Plane;
  readonly names: readonly [x: string, y: string];
}

/** Parses [n, latentSize + 2], the answer of `encoded`. */
export function parseEncoded(values: Float32Array, latentSize: number): Encoded {
  const width = latentSize + 2;
  const rows = Array.from({ length: values.length / width }, (_, i) => i * width);
  return {
    latents: rows.map((from) => values.subarray(from, from + latentSize)),
    labels: rows.map((from) => values[from + latentSize] ?? -1),
    items: rows.map((from) => values[from + latentSize + 1] ?? 0),
  };
}

/** Parses [3 + 2n], the answer of `neighbors`. */
export function parseNeighbors(values: Float32Array) {
  const [done = 0, total = 0, isFeatures = 0] = values;
  const pairs = values.subarray(3);
  return {
    done,
    total,
    isFeatures: isFeatures === 1,
    items: [...pairs].filter((_, i) => i % 2 === 0),
    distances: [...pairs].filter((_, i) => i % 2 === 1),
  };
}

/** Parses [1 + directions, 1 + latentSize], the answer of `directions`. */
export function parseDirections(values: Float32Array, latentSize: number): FoundDirections {
  const width = latentSize + 1;
  const rows = Array.from({ length: values.length / width }, (_, i) =>
    values.subarray(i * width, (i + 1) * width),
  );
  const [first, ...others] = rows;
  return {
    origin: first?.subarray(1) ?? new Float32Array(latentSize),
    vectors: others.map((row) => row.subarray(1)),
    shares: others.map((row) => row[0] ?? 0),
  };
}

/** Parses [3 + 2 (1 + latentSize)], the answer of `groups`. */
export function parseGroupDirection(values: Float32Array, latentSize: number): GroupDirection {
  const [a = 0, b = 0, strata = 0] = values;
  return { ...parseDirections(values.subarray(3), latentSize), counts: { a, b }, strata };
}

/**
 * The initial plane: the only plane there is, the plane in which encodings vary most, or a plane through three samples.
 */
export function defaultAxes({ latentSize, hasEncoder }: LatentFacts): LatentAxes {
  if (latentSize <= 2) return { kind: 'latents', x: 0, y: Math.min(1, latentSize - 1) };
  return { kind: hasEncoder ? 'principal' : 'draws' };
}

/** Whether UMAP has something to lay out: encodings that are no plane already. */
export const hasLayout = ({ hasEncoder, latentSize }: LatentFacts): boolean => hasEncoder && latentSize > 2;

/** The requested axes if the model has them, otherwise its default axes. */
export function usableAxes(wanted: LatentAxes | null, facts: LatentFacts): LatentAxes {
  if (wanted === null) return defaultAxes(facts);
  if (wanted.kind === 'umap') return hasLayout(facts) ? wanted : defaultAxes(facts);
  const isThere = wanted.kind !== 'latents' || Math.max(wanted.x, wanted.y) < facts.latentSize;
  return isThere ? wanted : defaultAxes(facts);
}

interface PlaneParts {
  readonly facts: LatentFacts;
  /** Three latents of the prior; the first is the seed's. */
  readonly draws: readonly Latent[];
  readonly encoded: Encoded | null;
  readonly directions: FoundDirections | null;
}

/** @returns null until the data that the axes need has been loaded, and for a layout, which is no plane */
export function shownPlane(
  axes: LatentAxes,
  { facts, draws, encoded, directions }: PlaneParts,
): ShownPlane | null {
  const [base, second, third] = draws;
  if (base === undefined || second === undefined || third === undefined) return null;
  const unit = (index: number) => Float32Array.from(base, (_, i) => (i === index ? 1 : 0));
  switch (axes.kind) {
    case 'umap':
      return null;
    case 'latents': {
      const origin = base.map((value, i) => (i === axes.x || i === axes.y ? 0 : value));
      const plane = { origin, u: unit(axes.x), v: unit(axes.y) };
      return { plane, view: viewOf(plane, facts, encoded), names: [latentName(axes.x), latentName(axes.y)] };
    }
    case 'principal': {
      const [u, v = new Float32Array(base.length)] = directions?.vectors ?? [];
      if (directions === null || u === undefined) return null;
      const plane = { origin: facts.hasEncoder ? directions.origin : base, u, v };
      const [first = 0, other = 0] = directions.shares;
      const names = [`PC 1 (${percent(first)})`, `PC 2 (${percent(other)})`] as const;
      return { plane, view: viewOf(plane, facts, encoded), names };
    }
    case 'draws': {
      const plane = {
        origin: base,
        u: weighted([
          [1, second],
          [-1, base],
        ]),
        v: weighted([
          [1, third],
          [-1, base],
        ]),
      };
      return {
        plane,
        view: { x: 0.5, y: 0.5, reach: 1 },
        names: [t.latent.toSampleTwo, t.latent.toSampleThree],
      };
    }
  }
}

const percent = (share: number): string => `${String(Math.round(100 * share))} %`;
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
export const latentName = (index: number): string =>
  `z${String(index).replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)] ?? digit)}`;

/** The part with all encodings or, without an encoder, with most of the prior. */
function viewOf(plane: LatentPlane, { prior, latentSize }: LatentFacts, encoded: Encoded | null): Plane {
  if (encoded !== null && encoded.latents.length > 0) {
    const triples = projected(plane, encoded);
    const isCentred = prior === 'normal' && latentSize === 2;
    return isCentred ? { x: 0, y: 0, reach: Math.max(scatterReach(triples), 2) } : planeOf(triples);
  }
  return { x: 0, y: 0, reach: prior === 'uniform' ? 1.25 : MANIFOLD_REACH };
}

/** (x, y, class) of each item, projected onto a plane. */
export function projected(plane: LatentPlane, { latents, labels }: Encoded): Float32Array {
  const triples = new Float32Array(3 * latents.length);
  const coordinates = planeProjection(plane);
  latents.forEach((latent, i) => triples.set([...coordinates(latent), labels[i] ?? -1], 3 * i));
  return triples;
}

/** (x, y, class) of each item of a layout [n, 2]. */
export const layoutTriples = (layout: Float32Array, { labels }: Encoded): Float32Array =>
  Float32Array.from(labels.flatMap((label, i) => [layout[2 * i] ?? 0, layout[2 * i + 1] ?? 0, label]));

/** Latents at the centres of a grid of cells over the view, row by row from the top. */
export function gridLatents({ plane, view }: ShownPlane, side: number): Latent[] {
  const offset = (cell: number) => view.reach * ((2 * cell + 1) / side - 1);
  return Array.from({ length: side * side }, (_, i) =>
    planePoint(plane, view.x + offset(i % side), view.y - offset(Math.floor(i / side))),
  );
}

/** The item nearest to a position in the plane, at most `reach` away; null if there is none. */
export function nearestItem(
  triples: Float32Array,
  [x, y]: readonly [number, number],
  reach: number,
): number | null {
  let [found, least]: [number | null, number] = [null, reach * reach];
  for (let i = 0; i < triples.length; i += 3) {
    const distance = ((triples[i] ?? 0) - x) ** 2 + ((triples[i + 1] ?? 0) - y) ** 2;
    if (distance <= least) [found, least] = [i / 3, distance];
  }
  return found;
}

/**
 * The item to which an arrow key moves from another: the nearest within 45° of the direction.
 * @param direction one of the four unit vectors along the axes
 * @returns null if there is none
 */
export function itemTowards(
  triples: Float32Array,
  from: number,
  [alongX, alongY]: readonly [number, number],
): number | null {
  const [x = 0, y = 0] = triples.subarray(3 * from);
  let [found, least]: [number | null, number] = [null, Infinity];
  for (let i = 0; i < triples.length; i += 3) {
    const [byX, byY] = [(triples[i] ?? 0) - x, (triples[i + 1] ?? 0) - y];
    const along = byX * alongX + byY * alongY;
    const across = Math.abs(byX * alongY - byY * alongX);
    const distance = byX ** 2 + byY ** 2;
    if (along > 0 && across <= along && distance < least) [found, least] = [i / 3, distance];
  }
  return found;
}
