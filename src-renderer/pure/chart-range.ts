import {
  beyond,
  RANGE_SAMPLE,
  valueRange,
  withRoom,
  type Beyond,
  type Spread,
  type ValueRange,
} from '../../src-main/presentation/value-range';
import type { ChartLine, ShownValues } from './chart-line';

type Measured = Pick<ChartLine, 'x' | 'y'> & Partial<Pick<ShownValues, 'samples'>>;

/** Caches by values array, so that unchanged data is not scanned again. */
const spreads = { all: new WeakMap<Float64Array, Spread>(), positive: new WeakMap<Float64Array, Spread>() };

function spreadOf({ y, samples }: Measured, log: boolean): Spread {
  const known = log ? spreads.positive : spreads.all;
  const before = known.get(y);
  if (before !== undefined) return before;
  const spread = spreadAbove(log ? 0 : -Infinity, y, samples ?? y);
  known.set(y, spread);
  return spread;
}

/**
 * The spread of the values above a limit.
 * @param samples values of which some are taken for the quartiles
 */
function spreadAbove(limit: number, y: Float64Array, samples: Float64Array): Spread {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of y) {
    if (!(value > limit && value < Infinity)) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const some = samples.filter((value) => value > limit && value < Infinity);
  const every = Math.ceil(some.length / RANGE_SAMPLE);
  return { lowest, highest, sample: every <= 1 ? some : some.filter((_, i) => i % every === 0) };
}

/** The range of a chart that omits outliers; null if there are no values or no outliers. */
export function rangeWithoutOutliers(lines: readonly Measured[], log: boolean): ValueRange | null {
  const spread = lines.map((line) => spreadOf(line, log));
  const range = valueRange(spread);
  if (range === null) return null;
  const isCut = spread.some(({ lowest, highest }) => lowest < range.low || highest > range.high);
  return isCut ? range : null;
}

/** Cache by values array, like `spreads`. */
const cutOffs = new WeakMap<Float64Array, { key: string; found: Beyond | null }>();

function beyondOf(y: Float64Array, range: ValueRange, log: boolean): Beyond | null {
  const key = `${String(range.low)} ${String(range.high)} ${String(log)}`;
  const known = cutOffs.get(y);
  if (known?.key === key) return known.found;
  const found = beyond(log ? y.filter((value) => value > 0) : y, range);
  cutOffs.set(y, { key, found });
  return found;
}

/** The values that a chart with this range omits from its lines; null if it shows everything. */
export function valuesBeyond(
  lines: readonly Measured[],
  range: ValueRange | null,
  log: boolean,
): Beyond | null {
  if (range === null) return null;
  const found = lines.flatMap(({ y }) => beyondOf(y, range, log) ?? []);
  const furthest = beyond(
    found.map((one) => one.furthest),
    range,
  );
  return furthest && { ...furthest, count: found.reduce((sum, { count }) => sum + count, 0) };
}

/** The ends of an axis; empty if Chart.js chooses them. */
export function axisEnds(range: ValueRange | null, log: boolean): { min?: number; max?: number } {
  if (range === null) return {};
  const { low, high } = withRoom(range);
  return { min: log ? Math.max(low, range.low / 2) : low, max: high };
}
