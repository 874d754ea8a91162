import { smoother } from '../presentation/smooth';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Fewer points than this are drawn one by one, with a mark each and no smoothing. */
const SPARSE = 60;
/** Of the light smoothing: of the past one thousandth of the plot earlier, as the window's own smoothing counts. */
const SMOOTHING = 0.88;

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
