import type { MetricSource } from './metrics-csv';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Fewer points than this are drawn one by one, with a mark each and no smoothing. */
const SPARSE = 60;
/** The light smoothing follows about so many windows over a run. */
const WINDOWS = 120;

/** What is drawn of a metric: the values as measured and, where they are dense, a smoothed line over them. */
export type Curve =
  | { readonly kind: 'sparse'; readonly points: readonly Point[] }
  | { readonly kind: 'dense'; readonly band: Band; readonly smoothed: readonly Point[] };

/** Lowest and highest value of each stretch of steps; all three have one entry a stretch. */
export interface Band {
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** @param columns stretches at most: about one for each pixel column */
export function curveOf({ steps, values }: MetricSource, columns = 480): Curve {
  const count = Math.min(steps.length, values.length);
  if (count <= SPARSE) {
    const points = Array.from({ length: count }, (_, i) => ({ x: steps[i] ?? NaN, y: values[i] ?? NaN }));
    return { kind: 'sparse', points };
  }
  const smoothed = smooth(values);
  const middle = stretches(steps, columns / 2).map(({ from, to }) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += smoothed[i] ?? 0;
    return { x: steps[(from + to - 1) >> 1] ?? NaN, y: sum / (to - from) };
  });
  return { kind: 'dense', band: envelope(steps, values, columns), smoothed: middle };
}

/** What a line through all values would cover at that width: nothing measured falls outside. */
export function envelope(steps: ArrayLike<number>, values: ArrayLike<number>, columns: number): Band {
  const band: { x: number[]; low: number[]; high: number[] } = { x: [], low: [], high: [] };
  for (const { from, to } of stretches(steps, columns)) {
    // A line reaches over from the stretch before.
    let [low, high] = [Infinity, -Infinity];
    for (let i = Math.max(0, from - 1); i < to; i++) {
      const value = values[i] ?? NaN;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low > high) continue;
    band.x.push(steps[(from + to - 1) >> 1] ?? NaN);
    band.low.push(low);
    band.high.push(high);
  }
  return band;
}

/** At most `columns` stretches of equal width in steps, as ranges of indices; empty ones are left out. */
function stretches(steps: ArrayLike<number>, columns: number): { from: number; to: number }[] {
  const count = steps.length;
  const first = steps[0] ?? 0;
  const width = ((steps[count - 1] ?? 0) - first) / Math.max(1, columns - 1) || 1;
  const result: { from: number; to: number }[] = [];
  let from = 0;
  for (let i = 1; i <= count; i++) {
    const here = i === count ? -1 : Math.floor(((steps[i] ?? 0) - first) / width);
    if (here === Math.floor(((steps[from] ?? 0) - first) / width)) continue;
    result.push({ from, to: i });
    from = i;
  }
  return result;
}

/** Exponential moving average, debiased as in Adam (Kingma and Ba 2015, section 3). */
export function smooth(values: ArrayLike<number>): Float64Array {
  const weight = 1 - 1 / Math.max(1, values.length / WINDOWS);
  const smoothed = new Float64Array(values.length);
  let average = 0;
  let remaining = 1;
  for (let i = 0; i < values.length; i++) {
    average = weight * average + (1 - weight) * (values[i] ?? 0);
    remaining *= weight;
    smoothed[i] = average / (1 - remaining);
  }
  return smoothed;
}

/**
 * The stretch of values to show: all, unless a few far ones would press the rest flat, as at the start of training.
 * @returns null where there is nothing to show
 */
export function valueRange(all: readonly ArrayLike<number>[]): { low: number; high: number } | null {
  const total = all.reduce((sum, values) => sum + values.length, 0);
  // A sample of the values is enough to find quantiles by.
  const every = Math.max(1, Math.floor(total / 20_000));
  const sorted: number[] = [];
  let [lowest, highest] = [Infinity, -Infinity];
  for (const values of all) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      if (!Number.isFinite(value)) continue;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      if (i % every === 0) sorted.push(value);
    }
  }
  if (lowest > highest) return null;
  sorted.sort((a, b) => a - b);
  const quantile = (q: number) => sorted[Math.round(q * (sorted.length - 1))] ?? lowest;
  const [near, far] = [quantile(0.02), quantile(0.98)];
  // Noise about a level reaches no further than this; the first steps of training often do.
  const reach = far - near;
  return { low: Math.max(lowest, near - reach), high: Math.min(highest, far + reach) };
}

/** Round numbers that cover `low` to `high` in about `count` steps of 1, 2, 2.5 or 5 times a power of ten. */
export function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const result: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    // 0.1 · 3 is 0.30000000000000004.
    result.push(Number((i * step).toPrecision(12)));
  }
  return result;
}
