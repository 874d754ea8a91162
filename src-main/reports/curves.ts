import { smoother } from '../presentation/smooth';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Up to this number, points are drawn one by one, with a mark each and no smoothing. */
const SPARSE = 60;
/** Weight of the past in the light smoothing, after one thousandth of the plot, as in the window's own smoothing. */
const SMOOTHING = 0.88;

/** The drawing of a metric: a few measured values or, for many values, their band with a smoothed line over it. */
export type Curve =
  | { readonly kind: 'sparse'; readonly points: readonly Point[] }
  | { readonly kind: 'dense'; readonly band: Band; readonly smoothed: readonly Point[] };

/** Lowest and highest value in each interval of steps; all three arrays have one entry for each interval. */
export interface Band {
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** What must be known about a metric before its values are read. */
export interface Extent {
  readonly count: number;
  readonly firstStep: number;
  readonly lastStep: number;
}

/**
 * Builds a curve from values that are added one after the other, in order of steps. Its size depends on `columns`, not
 * on the number of values.
 * @param columns largest number of intervals of steps, about one for each pixel column
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
  const average = smoother(SMOOTHING, { first: extent.firstStep, last: extent.lastStep });
  const narrow = stretches(extent, columns, (x, values) => {
    band.x.push(x);
    band.low.push(values.low);
    band.high.push(values.high);
  });
  const wide = stretches(extent, columns / 2, (x, { mean }) => smoothed.push({ x, y: mean }));
  return {
    add(step: number, value: number): void {
      narrow.add(step, value);
      wide.add(step, average(step, value));
    },
    end(): Curve {
      narrow.end();
      wide.end();
      return { kind: 'dense', band, smoothed };
    },
  };
}

interface Stretch {
  /** Lower end of what a line through all values would cover, including the line from the interval before. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

/**
 * Divides the steps into at most `columns` intervals of equal width; empty ones are left out.
 * @param take called with each interval and its centre
 */
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
