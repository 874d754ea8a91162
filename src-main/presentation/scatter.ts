import { at } from '../contract/at';
import { roundedUp } from '../contract/numbers';

/** Points of one class in a latent plane; each class is drawn in one pass. */
export interface ScatterClass {
  readonly label: number;
  /** [n · 2]: x, y of each point. */
  readonly points: Float32Array;
  readonly center: readonly [x: number, y: number];
}

/**
 * Groups points by class.
 * @param triples [n · 3]: x, y and label of each point, as in `latent-scatter` figures and previews of points
 */
export function scatterClasses(triples: Float32Array): ScatterClass[] {
  const groups = new Map<number, number[]>();
  for (let index = 0; index + 2 < triples.length; index += 3) {
    const label = at(triples, index + 2);
    const group = groups.get(label) ?? [];
    if (group.length === 0) groups.set(label, group);
    group.push(at(triples, index), at(triples, index + 1));
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([label, values]) => ({ label, points: Float32Array.from(values), center: centerOf(values) }));
}

function centerOf(values: readonly number[]): [number, number] {
  let x = 0;
  let y = 0;
  for (let index = 0; index < values.length; index += 2) {
    x += at(values, index);
    y += at(values, index + 1);
  }
  const count = values.length / 2 || 1;
  return [x / count, y / count];
}

/** The visible square of a plane: its centre, and half its side. */
export interface Plane {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

/** Returns a square around all points except the outermost 1 %, with some margin. */
export function planeOf(triples: Float32Array): Plane {
  const [left, right] = extentOf(triples, 0);
  const [bottom, top] = extentOf(triples, 1);
  // A single point has no extent.
  const reach = (1.2 * Math.max(right - left, top - bottom)) / 2 || 1;
  return { x: (left + right) / 2, y: (bottom + top) / 2, reach };
}

function extentOf(triples: Float32Array, coordinate: 0 | 1): [low: number, high: number] {
  const values = triples.filter((_, index) => index % 3 === coordinate).sort();
  const outside = Math.floor(values.length / 200);
  return [values[outside] ?? 0, values[values.length - 1 - outside] ?? 0];
}

/** Returns the distance between grid lines: 1, 2 or 5 times a power of ten, at most eight lines over the plane. */
export function gridStep(reach: number): number {
  return roundedUp(reach / 4);
}

/** Returns half the side of a square around the origin that contains all but the furthest 0.5 % of points. */
export function scatterReach(triples: Float32Array): number {
  const distances: number[] = [];
  for (let index = 0; index + 2 < triples.length; index += 3) {
    distances.push(Math.max(Math.abs(at(triples, index)), Math.abs(at(triples, index + 1))));
  }
  distances.sort((a, b) => a - b);
  const reach = distances[Math.min(Math.floor(distances.length * 0.995), distances.length - 1)] ?? 0;
  return Math.max(Math.ceil(reach * 1.02), 1);
}
