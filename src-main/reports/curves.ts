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

/** What must be known of a metric before its values are read. */
export interface Extent {
  readonly count: number;
  readonly firstStep: number;
  readonly lastStep: number;
}

/**
 * Makes a curve of values given one after the other, in order of steps. What it holds depends on `columns`, not on how
 * many values there are.
 * @param columns stretches at most: about one for each pixel column
 */
export function curveBuilder(extent: Extent, columns: number) {
  return extent.count <= SPARSE ? sparseCurve() : denseCurve(extent, columns);
}

function sparseCurve() {
  const points: Point[] = [];
  return {
    add: (step: number, value: number): void => void points.push({ x: step, y: value }),
    end: (): Curve => ({ kind: 'sparse', points }),
  };
}

function denseCurve(extent: Extent, columns: number) {
  const band: { x: number[]; low: number[]; high: number[] } = { x: [], low: [], high: [] };
  const smoothed: Point[] = [];
  const average = movingAverage(extent.count);
  const narrow = stretches(extent, columns, (x, values) => {
    band.x.push(x);
    band.low.push(values.low);
    band.high.push(values.high);
  });
  const wide = stretches(extent, columns / 2, (x, { mean }) => smoothed.push({ x, y: mean }));
  return {
    add(step: number, value: number): void {
      narrow.add(step, value);
      wide.add(step, average(value));
    },
    end(): Curve {
      narrow.end();
      wide.end();
      return { kind: 'dense', band, smoothed };
    },
  };
}

interface Stretch {
  /** What a line through all values would cover: it reaches over from the stretch before. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

/** At most `columns` stretches of equal width in steps; empty ones are left out. @param take gets each with its middle */
function stretches(
  { firstStep, lastStep }: Extent,
  columns: number,
  take: (middle: number, stretch: Stretch) => void,
) {
  const width = (lastStep - firstStep) / Math.max(1, columns - 1) || 1;
  let open: { index: number; from: number; to: number; count: number; sum: number } | null = null;
  let [low, high, before] = [Infinity, -Infinity, NaN];

  function end(): void {
    if (open === null) return;
    take((open.from + open.to) / 2, { low, high, mean: open.sum / open.count });
    open = null;
  }
  return {
    add(step: number, value: number): void {
      const index = Math.floor((step - firstStep) / width);
      if (open?.index !== index) {
        end();
        open = { index, from: step, to: step, count: 0, sum: 0 };
        [low, high] = Number.isNaN(before) ? [value, value] : [before, before];
      }
      open.to = step;
      open.count++;
      open.sum += value;
      low = Math.min(low, value);
      high = Math.max(high, value);
      before = value;
    },
    end,
  };
}

/** Exponential moving average, debiased as in Adam (Kingma and Ba 2015, section 3). */
export function movingAverage(count: number): (value: number) => number {
  const weight = 1 - 1 / Math.max(1, count / WINDOWS);
  let average = 0;
  let remaining = 1;
  return (value) => {
    average = weight * average + (1 - weight) * value;
    remaining *= weight;
    return average / (1 - remaining);
  };
}

/** Values of a metric to find quantiles by: each stands for `weight` of those that were measured. */
export interface Spread {
  readonly lowest: { readonly value: number };
  readonly highest: { readonly value: number };
  readonly sample: readonly number[];
  readonly weight: number;
}

/**
 * The stretch of values to show: all, unless a few far ones would press the rest flat, as at the start of training.
 * @returns null where there is nothing to show
 */
export function valueRange(all: readonly Spread[]): { low: number; high: number } | null {
  const weighted = all.flatMap(({ sample, weight }) => sample.map((value) => ({ value, weight })));
  if (weighted.length === 0) return null;
  weighted.sort((a, b) => a.value - b.value);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const quantile = (q: number): number => {
    let left = Math.round(q * (total - 1));
    return weighted.find(({ weight }) => (left -= weight) < 0)?.value ?? NaN;
  };
  const [near, far] = [quantile(0.02), quantile(0.98)];
  const lowest = Math.min(...all.map((one) => one.lowest.value));
  const highest = Math.max(...all.map((one) => one.highest.value));
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
