import { at } from '../contract/at';
import type { Matrix } from '../evaluation/matrix';

/** A direction from the latents without an attribute to those with it. */
export interface AttributeVector {
  /** Between the means of both groups, [latentSize]. */
  readonly origin: Float64Array;
  /** Of length 1, [latentSize]; zeros if a group is empty. */
  readonly vector: Float64Array;
  /**
   * How well the direction separates the groups: the distance of their means along it, in standard deviations within
   * the groups (d′).
   */
  readonly separation: number;
  /** Number of strata that have items of both groups; at most 1 without strata. */
  readonly sharedStrata: number;
}

/**
 * Returns the difference of the means of two groups of latents; White 2016, "Sampling Generative Networks"
 * (1609.04468), section 3. If one class has the attribute more often than another, that difference also contains the
 * direction from class to class. With strata, such as classes, the groups are therefore balanced: the difference is taken
 * within each stratum that occurs in both groups, and averaged over these strata.
 * @param latents [n, latentSize]
 * @param groups for each latent, 1 with the attribute, −1 without it, 0 in neither group
 * @param strata for each latent; null to leave the groups as they are
 */
export function attributeVector(
  { values, rows, columns }: Matrix,
  groups: ArrayLike<number>,
  strata: ArrayLike<number> | null,
): AttributeVector {
  const sums = new Map<number, Stratum>();
  for (let row = 0; row < rows; row++) {
    const group = at(groups, row);
    if (group === 0) continue;
    const key = strata === null ? 0 : at(strata, row);
    const stratum = sums.get(key) ?? emptyStratum(columns);
    sums.set(key, stratum);
    const { sum } = group > 0 ? stratum.inside : stratum.outside;
    for (let i = 0; i < columns; i++) sum[i] = at(sum, i) + at(values, row * columns + i);
    (group > 0 ? stratum.inside : stratum.outside).count++;
  }
  const shared = [...sums.values()].filter(({ inside, outside }) => inside.count > 0 && outside.count > 0);
  const difference = new Float64Array(columns);
  const origin = new Float64Array(columns);
  for (const { inside, outside } of shared) {
    for (let i = 0; i < columns; i++) {
      const [high, low] = [at(inside.sum, i) / inside.count, at(outside.sum, i) / outside.count];
      difference[i] = at(difference, i) + (high - low) / shared.length;
      origin[i] = at(origin, i) + (high + low) / (2 * shared.length);
    }
  }
  const length = Math.hypot(...difference);
  const vector = difference.map((value) => (length === 0 ? 0 : value / length));
  return {
    origin,
    vector,
    separation: separation({ values, rows, columns }, groups, vector),
    sharedStrata: shared.length,
  };
}

interface Stratum {
  readonly inside: { count: number; readonly sum: Float64Array };
  readonly outside: { count: number; readonly sum: Float64Array };
}

const emptyStratum = (columns: number): Stratum => ({
  inside: { count: 0, sum: new Float64Array(columns) },
  outside: { count: 0, sum: new Float64Array(columns) },
});

/** The distance of the groups' means along a direction, in standard deviations within the groups. */
function separation(
  { values, rows, columns }: Matrix,
  groups: ArrayLike<number>,
  vector: Float64Array,
): number {
  const places: [inside: number[], outside: number[]] = [[], []];
  for (let row = 0; row < rows; row++) {
    const group = at(groups, row);
    if (group === 0) continue;
    let place = 0;
    for (let i = 0; i < columns; i++) place += at(values, row * columns + i) * at(vector, i);
    places[group > 0 ? 0 : 1].push(place);
  }
  const [inside, outside] = places.map(meanAndVariance);
  if (inside === undefined || outside === undefined) return 0;
  const spread = Math.sqrt((inside.variance + outside.variance) / 2);
  return spread === 0 ? 0 : (inside.mean - outside.mean) / spread;
}

function meanAndVariance(values: readonly number[]): { mean: number; variance: number } {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count };
}

/** Fraction of the items in each of the groups of a measured attribute. */
const EXTREME = 0.25;

/** Puts the quarter of items with the highest values into one group, the quarter with the lowest into the other. */
export function extremeGroups(values: Float64Array): Int8Array {
  const order = Array.from(values.keys()).sort((a, b) => at(values, a) - at(values, b));
  const size = Math.floor(values.length * EXTREME);
  const groups = new Int8Array(values.length);
  for (let i = 0; i < size; i++) {
    groups[at(order, i)] = -1;
    groups[at(order, order.length - 1 - i)] = 1;
  }
  return groups;
}

/** Returns for each of some values its quantile, from 0 to `count` − 1: strata of a measured attribute. */
export function quantileStrata(values: Float64Array, count: number): Uint8Array {
  const order = Array.from(values.keys()).sort((a, b) => at(values, a) - at(values, b));
  const strata = new Uint8Array(values.length);
  order.forEach((item, rank) => (strata[item] = Math.floor((rank * count) / order.length)));
  return strata;
}
