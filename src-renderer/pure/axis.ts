import { t } from '../../src-main/contract/texts';
import { lastIndexAtMost, type Series } from './series';

export const AXES = ['step', 'epoch', 'time', 'examples', 'progress'] as const;
export type Axis = (typeof AXES)[number];

interface AxisInfo {
  readonly label: string;
  readonly title: string;
  /** Unit of a typed position. */
  readonly unit: string;
}

export const axisInfo = (axis: Axis): AxisInfo => t.charts.axes[axis];

/** Number of decimals of a position as text. */
const DECIMALS: Readonly<Record<Axis, number>> = { step: 0, epoch: 3, time: 1, examples: 0, progress: 2 };

/** Text of a position for an input: rounded up, so that typing it again shows the same figure. */
export function positionText(axis: Axis, position: number): string {
  const unit = 10 ** DECIMALS[axis];
  return String(Math.ceil(position * unit - ROUNDING) / unit);
}

/** Data for converting a run's steps to the other axes; null if not (yet) known. */
export interface AxisFacts {
  readonly stepsPerEpoch: number | null;
  readonly totalSteps: number | null;
  readonly examplesPerStep: number | null;
  /** Milliseconds of training at the end of each step. */
  readonly elapsed: Series;
}

interface Placed {
  readonly by: Series | number;
  readonly positions: Float64Array;
}
/** Cache by steps array, so that unchanged data is not computed again with every event of a live run. */
const placed = new WeakMap<Float64Array, Placed>();

function once(steps: Float64Array, by: Series | number, compute: () => Float64Array): Float64Array {
  const known = placed.get(steps);
  if (known?.by === by) return known.positions;
  const positions = compute();
  placed.set(steps, { by, positions });
  return positions;
}

/** Converts steps to positions on `axis`; null if the run has no positions on it. */
export function toAxis(steps: Float64Array, axis: Axis, facts: AxisFacts): Float64Array | null {
  switch (axis) {
    case 'step':
      return steps;
    case 'epoch':
      return scaled(steps, facts.stepsPerEpoch === null ? null : 1 / facts.stepsPerEpoch);
    case 'examples':
      return scaled(steps, facts.examplesPerStep);
    case 'progress':
      return scaled(steps, facts.totalSteps === null ? null : 100 / facts.totalSteps);
    case 'time':
      return toSeconds(steps, facts.elapsed);
  }
}

/** Tolerance for positions that were computed from steps. */
const ROUNDING = 1e-6;

/** The last step of a run at or before a position on `axis`; beyond all steps if the run has no positions on it. */
export function stepAt(position: number, axis: Axis, facts: AxisFacts): number {
  switch (axis) {
    case 'step':
      return Math.floor(position);
    case 'epoch':
      return stepsIn(position, facts.stepsPerEpoch);
    case 'examples':
      return stepsIn(position, facts.examplesPerStep === null ? null : 1 / facts.examplesPerStep);
    case 'progress':
      return stepsIn(position, facts.totalSteps === null ? null : facts.totalSteps / 100);
    case 'time': {
      const { steps, values } = facts.elapsed;
      if (steps.length === 0) return Infinity;
      const ms = position * 1000 + ROUNDING;
      return Math.floor(between(values, steps, lastIndexAtMost(values, ms), ms) + ROUNDING);
    }
  }
}

function stepsIn(position: number, each: number | null): number {
  return each === null ? Infinity : Math.floor(position * each + ROUNDING);
}

function scaled(steps: Float64Array, factor: number | null): Float64Array | null {
  return factor === null ? null : once(steps, factor, () => steps.map((step) => step * factor));
}

function toSeconds(steps: Float64Array, elapsed: Series): Float64Array | null {
  if (elapsed.steps.length === 0) return null;
  return once(steps, elapsed, () => {
    // Both arrays ascend: after the first index, each is found by advancing.
    let index = lastIndexAtMost(elapsed.steps, steps[0] ?? 0);
    return steps.map((step) => {
      while ((elapsed.steps[index + 1] ?? Infinity) <= step) index += 1;
      return between(elapsed.steps, elapsed.values, index, step) / 1000;
    });
  });
}

/** Milliseconds of training at the end of a step; null if no step was recorded. */
export function elapsedAt({ steps, values }: Series, step: number): number | null {
  return steps.length === 0 ? null : between(steps, values, lastIndexAtMost(steps, step), step);
}

/**
 * The value at a position, interpolated between two neighbours: of a long run, not every step is loaded.
 * @param index of the last of `positions` at or before the position; before the first, the value is 0
 */
function between(positions: Float64Array, values: Float64Array, index: number, position: number): number {
  if (index < 0) return 0;
  const [from, value] = [positions[index] ?? 0, values[index] ?? 0];
  const [to, next] = [positions[index + 1], values[index + 1]];
  if (to === undefined || next === undefined || to === from) return value;
  return value + ((next - value) * (position - from)) / (to - from);
}
