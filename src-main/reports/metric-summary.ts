import { at } from '../contract/at';
import { windowMeans, windowSteps, type WindowMean } from '../contract/window-mean';
import { RANGE_SAMPLE } from '../presentation/value-range';
import { curveBuilder, type Curve, type Extent } from './curves';

export interface MeasuredValue {
  readonly step: number;
  readonly value: number;
}

/** What a report says of a metric. Its size does not depend on the length of the run. */
export interface MetricSummary {
  readonly name: string;
  readonly count: number;
  readonly first: MeasuredValue;
  readonly last: MeasuredValue;
  /** The extremes, where they were reached first. */
  readonly lowest: MeasuredValue;
  readonly highest: MeasuredValue;
  /** The windows of lowest and highest mean; null in a run shorter than a window. */
  readonly bestWindow: Readonly<Record<'lower' | 'higher', WindowMean | null>>;
  /** Values by which the range of an axis is found: each stands for `weight` of those that were measured. */
  readonly sample: readonly number[];
  readonly weight: number;
  readonly curve: Curve;
}

/** How much is kept of a metric. */
export interface Detail {
  /** Stretches of a curve. */
  readonly columns: number;
  /** Values that quantiles are found by. */
  readonly sample: number;
}

/** With many runs in a report each has fewer points in a chart, and all together about as many. */
export function detailFor(runs: number): Detail {
  return {
    columns: Math.max(60, Math.min(480, Math.floor(4800 / runs))),
    sample: Math.max(100, Math.min(RANGE_SAMPLE, Math.floor(20_000 / runs))),
  };
}

/**
 * Sums a metric up while its values are read, in order of steps.
 * @param stepsPerEpoch null where it is not known
 */
export function metricSummary(name: string, extent: Extent, detail: Detail, stepsPerEpoch: number | null) {
  const every = Math.max(1, Math.ceil(extent.count / detail.sample));
  const curve = curveBuilder(extent, detail.columns);
  const windows = stepsPerEpoch === null ? null : windowMeans(windowSteps(stepsPerEpoch));
  const sampled: number[] = [];
  let count = 0;
  let first: MeasuredValue | null = null;
  let last: MeasuredValue = { step: NaN, value: NaN };
  let [lowest, highest] = [last, last];

  return {
    add(steps: readonly number[], values: readonly number[]): void {
      for (const [i, step] of steps.entries()) {
        const value = at(values, i);
        last = { step, value };
        if (first === null) first = lowest = highest = last;
        if (value < lowest.value) lowest = last;
        if (value > highest.value) highest = last;
        if (count % every === 0) sampled.push(value);
        curve.add(step, value);
        windows?.add(step, value);
        count++;
      }
    },
    /** null where there were no values. */
    end(): MetricSummary | null {
      if (first === null) return null;
      return {
        name,
        count,
        first,
        last,
        lowest,
        highest,
        sample: sampled,
        weight: every,
        bestWindow: { lower: windows?.best('lower') ?? null, higher: windows?.best('higher') ?? null },
        curve: curve.end(),
      };
    },
  };
}
