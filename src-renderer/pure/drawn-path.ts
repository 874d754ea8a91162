import { evenPoints } from '../../src-main/presentation/latent-geometry';
import { latentText } from '../../src-main/presentation/latents';
import { parseLatent } from './parse-latent';

/** A place in the coordinates of a plane. */
export type PlanePlace = readonly [x: number, y: number];

/** Number of places of a drawn path, and the largest in an address. */
const [DRAWN_STEPS, MOST_STEPS] = [16, 64];

/** Places at equal distances along the path of a pointer, with the precision of an address: a link has the same path. */
export const drawnPath = (places: readonly PlanePlace[]): readonly PlanePlace[] | null =>
  parseDrawnPath(drawnPathText(evenPoints(places, DRAWN_STEPS)));

/** All coordinates, `x,y,x,y`. */
export const drawnPathText = (places: readonly PlanePlace[]): string => latentText(places.flat());

/** @returns null for fewer than two places or many, and if a coordinate is missing or not a number */
export function parseDrawnPath(text: string): readonly PlanePlace[] | null {
  const values = parseLatent(text);
  if (values === null || values.length % 2 === 1) return null;
  const count = values.length / 2;
  if (count < 2 || count > MOST_STEPS) return null;
  return Array.from({ length: count }, (_, i) => [values[2 * i] ?? 0, values[2 * i + 1] ?? 0] as const);
}
