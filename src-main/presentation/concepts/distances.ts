/**
 * Distances between a real and a generated distribution on a line, as functions of a shift of the generated one: the
 * example of Arjovsky, Chintala and Bottou 2017 (Wasserstein GAN, section 2), and distributions that overlap.
 */
import { fourDigits } from '../../contract/numbers';
import { divergenceFromReal, jensenShannon, totalVariation } from '../../evaluation/histograms';
import { t } from '../../contract/texts';

export const DISTANCES = ['totalVariation', 'kullbackLeibler', 'jensenShannon', 'earthMover'] as const;
export type DistanceId = (typeof DISTANCES)[number];

/** A distribution around 0, in units of the line. */
export type Shape =
  /** All mass at one point: a line in the plane, seen along its direction. */
  | { readonly kind: 'line' }
  | { readonly kind: 'normal'; readonly deviation: number }
  /** Adjacent bins of equal width, centred on 0. */
  | { readonly kind: 'histogram'; readonly shares: readonly number[] };

export interface ShapePair {
  readonly real: Shape;
  readonly generated: Shape;
}

/** The generated distribution is shifted by −`REACH` to `REACH`, in whole cells. */
export const REACH = 4;
/** Width of the cells that hold the masses; a shift is a whole number of cells. */
export const CELL = 0.05;
const BIN = 0.5;
/** No shape has noticeable mass beyond this distance from 0. */
const EDGE = 10;
const CELLS = Math.round((2 * EDGE) / CELL);

export const centerOf = (cell: number): number => cell * CELL - EDGE;

/** Returns the nearest shift that is a whole number of cells and within `REACH`. */
export function validShift(shift: number): number {
  if (!Number.isFinite(shift)) return 0;
  const cells = Math.round(Math.min(REACH, Math.max(-REACH, shift)) / CELL);
  return Math.round(cells * CELL * 1e6) / 1e6;
}

/** Returns the masses of a shape in cells from −10 to 10, which sum to 1. @returns [400] */
export function masses(shape: Shape, shift = 0): Float64Array {
  const all = new Float64Array(CELLS);
  let sum = 0;
  for (let i = 0; i < CELLS; i++) {
    const mass = massAt(shape, centerOf(i) - shift);
    all[i] = mass;
    sum += mass;
  }
  return all.map((mass) => mass / sum);
}

/** Mass of the cell around `x`, not normalized. */
function massAt(shape: Shape, x: number): number {
  if (shape.kind === 'line') return Math.abs(x) < CELL / 2 ? 1 : 0;
  if (shape.kind === 'normal') return Math.exp(-((x / shape.deviation) ** 2) / 2);
  const { shares } = shape;
  // Bins are whole cells. All histograms are shifted by half a cell to the left, which changes no distance between
  // them.
  return shares[Math.floor((x + CELL / 2) / BIN + shares.length / 2)] ?? 0;
}

/**
 * Computes all distances, with the generated distribution moved by `shift`. Divergences are in nats. The earth mover's
 * distance is in units of the line: the area between the two cumulative distributions (Vallender 1974).
 */
export function distancesAt(pair: ShapePair, shift: number): Record<DistanceId, number> {
  const histograms = { real: masses(pair.real), generated: masses(pair.generated, shift) };
  return {
    totalVariation: totalVariation(histograms),
    kullbackLeibler: divergence(pair, shift) ?? divergenceFromReal(histograms),
    jensenShannon: Math.max(0, jensenShannon(histograms)),
    earthMover: areaBetween(histograms.real, histograms.generated),
  };
}

/** KL of two normal distributions in closed form, which stays finite where their masses underflow; null for others. */
function divergence({ real, generated }: ShapePair, shift: number): number | null {
  if (real.kind !== 'normal' || generated.kind !== 'normal') return null;
  const [p, q] = [real.deviation, generated.deviation];
  return Math.log(p / q) + (q * q + shift * shift) / (2 * p * p) - 0.5;
}

function areaBetween(p: Float64Array, q: Float64Array): number {
  let [between, area] = [0, 0];
  for (const [i, mass] of p.entries()) {
    between += (q[i] as number) - mass;
    area += Math.abs(between) * CELL;
  }
  return area;
}

export interface CurvePoint {
  readonly shift: number;
  readonly distances: Readonly<Record<DistanceId, number>>;
}

/** Returns the distances at every shift within `REACH`, in ascending order of shifts. */
export function distanceCurves(pair: ShapePair): CurvePoint[] {
  const half = Math.round(REACH / CELL);
  return Array.from({ length: 2 * half + 1 }, (_, i) => {
    const shift = validShift((i - half) * CELL);
    return { shift, distances: distancesAt(pair, shift) };
  });
}

/**
 * Returns the derivative of a distance with respect to the shift, from the slopes on both sides on the curve; null
 * where the distance is infinite, jumps, or has a corner between falling and rising. At other corners, as between two bins,
 * it is the mean of both slopes.
 */
export function gradientAt(
  { real }: ShapePair,
  curve: readonly CurvePoint[],
  id: DistanceId,
  shift: number,
): number | null {
  const at = curve.findIndex((point) => Math.abs(point.shift - shift) < CELL / 2);
  if (at < 0) throw new RangeError(`No point of the curve has the shift ${String(shift)}`);
  const valueAt = (index: number) => curve[index]?.distances[id] ?? NaN;
  if (!Number.isFinite(valueAt(at))) return null;
  // The distances between lines jump at 0, so differences to neighbours there are not slopes.
  if (real.kind === 'line') return shift === 0 ? null : id === 'earthMover' ? Math.sign(shift) : 0;
  const slope = (index: number) => (valueAt(index + 1) - valueAt(index)) / CELL;
  const [left, right] = [slope(at - 1), slope(at)];
  if (Number.isNaN(left) || Number.isNaN(right)) return finiteOrNull(Number.isNaN(left) ? right : left);
  const bend = Math.abs(right - left);
  const around = Math.max(Math.abs(left - slope(at - 2)), Math.abs(slope(at + 1) - right));
  const isCorner = Math.sign(left) !== Math.sign(right) && bend > 0.05 && bend > 3 * around;
  return isCorner ? null : finiteOrNull(Math.round(((left + right) / 2) * 1e9) / 1e9);
}

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Returns the transport of the generated mass to the real one at the least cost: on a line, from quantile to quantile.
 * @returns for each of `count` equal parts of the mass, where it is and where it goes
 */
export function transportPlan(
  pair: ShapePair,
  shift: number,
  count: number,
): { readonly from: number; readonly to: number }[] {
  const [from, to] = [masses(pair.generated, shift), masses(pair.real)].map(quantiles);
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 0.5) / count;
    return { from: from?.(share) ?? 0, to: to?.(share) ?? 0 };
  });
}

/** Returns the quantile function of masses, linear within a cell. */
function quantiles(all: Float64Array): (share: number) => number {
  return (share) => {
    let below = 0;
    for (const [i, mass] of all.entries()) {
      if (below + mass >= share && mass > 0) return centerOf(i) + ((share - below) / mass - 0.5) * CELL;
      below += mass;
    }
    return EDGE;
  };
}

const SAME = 1e-9;
const DISJOINT = 1 - 1e-9;
/** Above this total variation the two distributions hardly overlap. */
const HARDLY = 0.98;

/** Says in a sentence or two what the distances at a shift show. */
export function explanation(pair: ShapePair, curve: readonly CurvePoint[], shift: number): string {
  const { totalVariation: tv, kullbackLeibler: kl, jensenShannon: js, earthMover } = distancesAt(pair, shift);
  if (earthMover < SAME) return t.concepts.same;
  const gradient = (id: DistanceId) => {
    const value = gradientAt(pair, curve, id, shift);
    return value === null ? t.common.none : numberText(value);
  };
  const way = wayText(earthMover, gradientAt(pair, curve, 'earthMover', shift));
  if (tv > DISJOINT) return t.concepts.disjoint(way);
  if (tv > HARDLY)
    return t.concepts.hardly(
      numberText(tv),
      gradient('totalVariation'),
      numberText(js),
      gradient('jensenShannon'),
      way,
    );
  if (!Number.isFinite(kl)) return t.concepts.inPart(numberText(tv), numberText(js), way);
  return t.concepts.overlap(numberText(tv), numberText(kl), numberText(js), numberText(earthMover));
}

function wayText(distance: number, gradient: number | null): string {
  const begin = t.concepts.moverIs(numberText(distance));
  if (gradient === null || Math.abs(gradient) < SAME) return t.concepts.bothWays(begin);
  return (gradient > 0 ? t.concepts.goLeft : t.concepts.goRight)(begin, numberText(gradient));
}

/** Formats a number without rounding errors of a sum: 2, not 2.000. */
export const numberText = (value: number): string => fourDigits(Number(value.toPrecision(10)));
