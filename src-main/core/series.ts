import {
  blockAt,
  BLOCK_FIELDS,
  BLOCK_STEPS,
  blockOfValue,
  extendBlock,
  type MetricBlock,
  type StepRange,
} from '../contract/metric-block';
import { encodeSeries, type RunMetric, type Series } from '../contract/series-file';
import type { ReadOnlyStore } from '../store/open';

/** Up to this many steps, values are read one by one: a few milliseconds. */
const EXACT_STEPS = 32_768;
/** Points that a column can have: first, lowest, highest and last value. */
const POINTS = 4;
/** Yielded between parts of the work, so that other work can run. */
const NOTHING = new Float64Array(0);

interface Request {
  readonly of: readonly RunMetric[];
  /** Number of columns to reduce a longer series to. */
  readonly columns: number;
  readonly range: StepRange;
}

/** Reads metrics of runs as a chart needs them: see `Series`. Yields them in order, after each few milliseconds of work. */
export function* readSeries(
  metrics: Pick<ReadOnlyStore['metrics'], 'next' | 'last' | 'series' | 'blocks'>,
  { of, columns, range }: Request,
): Generator<Float64Array, void, void> {
  for (const { runId, name } of of) {
    const first = metrics.next(runId, name, range.from)?.step;
    const last = metrics.last(runId, name)?.step;
    if (first === undefined || last === undefined || first > range.to) {
      yield* encodeSeries(seriesOf([]));
      continue;
    }
    const within = { from: first, to: Math.min(last, range.to) };
    const steps = within.to - first + 1;
    if (steps <= EXACT_STEPS) yield* exactSeries(metrics.series(runId, name, within), steps, columns);
    else yield* summedSeries(metrics.blocks(runId, name, within), steps, columns);
  }
}

function* exactSeries(parts: Iterable<Float64Array>, steps: number, columns: number) {
  const buckets: MetricBlock[] = [];
  const add = bucketsOf(buckets, steps <= POINTS * columns ? 1 : Math.ceil(steps / columns));
  for (const pairs of parts) {
    for (let i = 0; i < pairs.length; i += 2) add(blockOfValue(pairs[i] ?? NaN, pairs[i + 1] ?? NaN));
    yield NOTHING;
  }
  yield* encodeSeries(seriesOf(buckets));
}

function* summedSeries(parts: Iterable<Float64Array>, steps: number, columns: number) {
  const buckets: MetricBlock[] = [];
  // A block must lie in one bucket.
  const add = bucketsOf(buckets, BLOCK_STEPS * Math.ceil(steps / columns / BLOCK_STEPS));
  for (const blocks of parts) {
    for (let i = 0; i < blocks.length / BLOCK_FIELDS; i += 1) add(blockAt(blocks, i));
    yield NOTHING;
  }
  yield* encodeSeries(seriesOf(buckets));
}

/**
 * Returns a function that adds blocks to buckets of `width` steps. Buckets begin at multiples of their width, so that
 * those of equally long runs have the same steps, and can be averaged.
 */
function bucketsOf(buckets: MetricBlock[], width: number): (block: MetricBlock) => void {
  let place = NaN;
  return (block) => {
    const current = buckets[buckets.length - 1];
    const own = Math.floor(block.firstStep / width);
    if (current !== undefined && own === place) extendBlock(current, block);
    else buckets.push(block);
    place = own;
  };
}

function seriesOf(buckets: readonly MetricBlock[]): Series {
  const points: number[] = [];
  let count = 0;
  for (const bucket of buckets) {
    count += bucket.count;
    pushPoints(points, bucket);
  }
  const steps = new Float64Array(points.length / 2);
  const values = new Float64Array(points.length / 2);
  for (let i = 0; i < steps.length; i += 1) {
    steps[i] = points[2 * i] ?? NaN;
    values[i] = points[2 * i + 1] ?? NaN;
  }
  if (steps.length === count) return { steps, values, means: null };
  return {
    steps,
    values,
    means: {
      steps: Float64Array.from(buckets, ({ firstStep, lastStep }) => (firstStep + lastStep) / 2),
      values: Float64Array.from(buckets, (bucket) => bucket.sum / bucket.count),
      samples: Float64Array.from(buckets, ({ first }) => first),
    },
  };
}

/** Adds the first, lowest, highest and last value in order of steps, each step once. */
function pushPoints(points: number[], bucket: MetricBlock): void {
  const lowest = [bucket.lowestStep, bucket.lowest] as const;
  const highest = [bucket.highestStep, bucket.highest] as const;
  const [second, third] = lowest[0] <= highest[0] ? [lowest, highest] : [highest, lowest];
  points.push(bucket.firstStep, bucket.first);
  let step = bucket.firstStep;
  for (const [at, value] of [second, third, [bucket.lastStep, bucket.last] as const]) {
    if (at > step) points.push(at, value);
    step = Math.max(step, at);
  }
}
