import type { Field, HyperparameterValue } from '../contract/hyperparameters';
import { mulberry32, streamKey } from '../contract/pseudo-random';
import { RUN_LIMITS } from '../contract/run';
import { levelShares, type Halving, type SweepAxis, type SweepPlan } from '../contract/sweep';
import { randomLogNormal, randomNormal } from 'd3-random';
import { roundFor } from '../contract/sweep-text';

type Distribution = Extract<SweepAxis, { distribution: unknown }>;

/** What distinguishes one run of a sweep from the others. */
export interface SweepRun {
  /** Values of the sweep's hyperparameters, in its order. */
  readonly values: Readonly<Record<string, HyperparameterValue>>;
  readonly seed: number;
}

/**
 * Returns the runs of a sweep: all seeds of one setting, then those of the next. The result depends only on plan and
 * seed, and a plan with more draws begins with the same settings.
 * @param seed seed of the first run, and of random draws
 */
export function sweepRuns(
  { axes, draws, seeds }: Pick<SweepPlan, 'axes' | 'draws' | 'seeds'>,
  seed: number,
  fields: Readonly<Record<string, Field>>,
): SweepRun[] {
  const settings =
    draws === undefined
      ? combinations(axes)
      : Array.from({ length: draws }, (_, draw) =>
          drawn(axes, mulberry32(streamKey(seed, `draw/${String(draw)}`)), fields),
        );
  return settings.flatMap((values) =>
    Array.from({ length: seeds }, (_, index) => ({
      values,
      seed: (seed + index) % (RUN_LIMITS.seed.max + 1),
    })),
  );
}

/** Returns all combinations; the last hyperparameter changes fastest. */
function combinations(axes: readonly SweepAxis[]): SweepRun['values'][] {
  return axes.reduce<SweepRun['values'][]>(
    (settings, axis) => {
      const values = 'values' in axis ? axis.values : [];
      return settings.flatMap((setting) => values.map((value) => ({ ...setting, [axis.field]: value })));
    },
    [{}],
  );
}

function drawn(
  axes: readonly SweepAxis[],
  random: () => number,
  fields: Readonly<Record<string, Field>>,
): SweepRun['values'] {
  return Object.fromEntries(
    axes.map((axis) => {
      const field = fields[axis.field];
      const value =
        'distribution' in axis ? distributed(axis, random, field) : drawnValue(axis, random(), field);
      return [axis.field, value];
    }),
  );
}

/** Draws a value of an axis. @param share uniform random number from 0 to 1 */
function drawnValue(
  axis: Exclude<SweepAxis, Distribution>,
  share: number,
  field: Field | undefined,
): HyperparameterValue {
  if ('values' in axis) {
    const value = axis.values[placeOf(axis, share)];
    if (value === undefined) throw new Error(`${axis.field} has no values`);
    return value;
  }
  const { scale } = axis;
  // Rounding takes half a unit at each end from the neighbours, as for every other whole number.
  const half = field?.kind === 'integer' ? 0.5 : 0;
  const [from, to] = [axis.from - half, axis.to + half];
  const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
  return field?.kind === 'number' || field?.kind === 'integer' ? roundFor(field, value) : value;
}

/** Returns the index of the value at a share of the total weight. */
function placeOf(
  { values, weights }: { values: readonly unknown[]; weights?: readonly number[] | undefined },
  share: number,
) {
  if (weights === undefined) return Math.floor(share * values.length);
  let left = share * weights.reduce((sum, weight) => sum + weight, 0);
  const place = weights.findIndex((weight) => (left -= weight) < 0);
  return place < 0 ? values.length - 1 : place;
}

/**
 * Values beyond the limits of a field are drawn again, so that they do not accumulate at the limits; after this many
 * draws, the value is clipped.
 */
const MOST_TRIES = 1000;

function distributed(
  { distribution, center, spread }: Distribution,
  random: () => number,
  field: Field | undefined,
): number {
  const draw =
    distribution === 'normal'
      ? randomNormal.source(random)(center, spread)
      : randomLogNormal.source(random)(Math.log(center), spread);
  if (field?.kind !== 'number' && field?.kind !== 'integer') return draw();
  const { min, max } = field;
  let value = draw();
  for (let tries = 1; tries < MOST_TRIES && (value < min || value > max); tries++) value = draw();
  return roundFor(field, value);
}

/** Returns the last step of each level of successive halving; the last level is the whole budget. */
export function levelSteps(halving: Halving, totalSteps: number): number[] {
  return levelShares(halving).map((share) => Math.max(1, Math.round(totalSteps * share)));
}

/** A run in successive halving. */
export interface Contender {
  readonly id: number;
  /** The level that it trains to or has reached; the first level is 0. */
  readonly level: number;
  /** Its metric at each level that it has reached; null if it has no value there, e.g. because it diverged. */
  readonly values: readonly (number | null)[];
}

/**
 * Returns the runs to promote: of those that have reached a level, the best 1 / `factor`, except runs that were
 * promoted before. Higher levels come first (Li et al. 2020, algorithm 2, for all free workers at once).
 */
export function promoted(
  contenders: readonly Contender[],
  { factor, levels }: Pick<Halving, 'factor' | 'levels'>,
  better: 'lower' | 'higher',
): number[] {
  const rank = (value: number | null | undefined) =>
    value === null || value === undefined ? Infinity : better === 'lower' ? value : -value;
  return Array.from({ length: levels - 1 }, (_, i) => levels - 2 - i).flatMap((level) => {
    const reached = contenders
      .filter(({ values }) => values.length > level)
      .sort((a, b) => rank(a.values[level]) - rank(b.values[level]) || a.id - b.id);
    return reached
      .slice(0, Math.floor(reached.length / factor))
      .filter((one) => one.level === level && Number.isFinite(rank(one.values[level])))
      .map(({ id }) => id);
  });
}
