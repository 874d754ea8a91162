import { lastIndexAtMost, type Series } from './series';

export type Axis = 'step' | 'epoch' | 'time' | 'examples';

export const AXES: readonly { value: Axis; label: string; title: string }[] = [
  { value: 'step', label: 'Step', title: 'Step' },
  { value: 'epoch', label: 'Epoch', title: 'Epoch' },
  { value: 'time', label: 'Training time', title: 'Training time (s)' },
  { value: 'examples', label: 'Examples seen', title: 'Examples seen' },
];

/** What turns a run's steps into the other axes; null if not (yet) known. */
export interface AxisFacts {
  readonly stepsPerEpoch: number | null;
  readonly examplesPerStep: number | null;
  /** Milliseconds of training at the end of each step. */
  readonly elapsed: Series;
}

interface Placed {
  readonly by: Series | number;
  readonly positions: Float64Array;
}
/** By steps, so that what has not changed is not computed again with every event of a live run. */
const placed = new WeakMap<Float64Array, Placed>();

function once(steps: Float64Array, by: Series | number, compute: () => Float64Array): Float64Array {
  const known = placed.get(steps);
  if (known?.by === by) return known.positions;
  const positions = compute();
  placed.set(steps, { by, positions });
  return positions;
}

/** Steps as positions on `axis`; null if the run cannot be placed on it. */
export function toAxis(steps: Float64Array, axis: Axis, facts: AxisFacts): Float64Array | null {
  switch (axis) {
    case 'step':
      return steps;
    case 'epoch':
      return scaled(steps, facts.stepsPerEpoch === null ? null : 1 / facts.stepsPerEpoch);
    case 'examples':
      return scaled(steps, facts.examplesPerStep);
    case 'time':
      return toSeconds(steps, facts.elapsed);
  }
}

function scaled(steps: Float64Array, factor: number | null): Float64Array | null {
  return factor === null ? null : once(steps, factor, () => steps.map((step) => step * factor));
}

function toSeconds(steps: Float64Array, elapsed: Series): Float64Array | null {
  if (elapsed.steps.length === 0) return null;
  return once(steps, elapsed, () => {
    // Both ascend: after the first, each is found by walking on.
    let index = lastIndexAtMost(elapsed.steps, steps[0] ?? 0);
    return steps.map((step) => {
      while ((elapsed.steps[index + 1] ?? Infinity) <= step) index += 1;
      return (index < 0 ? 0 : (elapsed.values[index] ?? 0)) / 1000;
    });
  });
}
