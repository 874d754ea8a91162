import { at } from '../contract/at';
import { windowMeans, windowSteps, type WindowMean } from '../contract/window-mean';
import { RANGE_SAMPLE } from '../presentation/value-range';
import { curveBuilder, type Curve, type Extent } from './curves';

export interface MeasuredValue {
  readonly step: number;
  readonly value: number;
}

/** What a report shows of a metric. Its size does not depend on the length of the run. */
export interface MetricSummary {
  readonly name: string;
  readonly count: number;
  readonly first: MeasuredValue;
  readonly last: MeasuredValue;
  /** The lowest value, with `highest`, at the step at which it was first reached. */
  readonly lowest: MeasuredValue;
  readonly highest: MeasuredValue;
  /** The windows with the lowest and the highest mean; null if the run is shorter than a window. */
  readonly bestWindow: Readonly<Record<'lower' | 'higher', WindowMean | null>>;
  /** Values from which the range of an axis is computed; each represents `weight` measured values. */
  readonly sample: readonly number[];
  readonly weight: number;
  readonly curve: Curve;
}

/** How detailed the summary of a metric is. */
export interface Detail {
  /** Largest number of intervals in a curve. */
  readonly columns: number;
  /** Number of values from which quantiles are estimated. */
  readonly sample: number;
}

/** Returns the detail for a report: with many runs, each has fewer points, so that the total stays about the same. */
export function detailFor(runs: number): Detail {
  return {
    columns: Math.max(60, Math.min(480, Math.floor(4800 / runs))),
    sample: Math.max(100, Math.min(RANGE_SAMPLE, Math.floor(20_000 / runs))),
  };
}

/**
 * Summarizes a metric while its values are read, in order of steps.
 * @param stepsPerEpoch null if it is not known
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
    /** Returns the summary; null without values. */
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
