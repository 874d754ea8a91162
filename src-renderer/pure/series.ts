import type { Series } from '../../src-main/contract/series-file';
import type { StepRange } from '../../src-main/contract/metric-block';

export type { Series };

const NONE = new Float64Array(0);
export const EMPTY_SERIES: Series = { steps: NONE, values: NONE, means: null };

/** Converts (step, value) pairs to a series. */
export function seriesOfPairs(pairs: Float64Array): Series {
  const steps = new Float64Array(pairs.length / 2).map((_, index) => pairs[2 * index] ?? NaN);
  const values = steps.map((_, index) => pairs[2 * index + 1] ?? NaN);
  return { steps, values, means: null };
}

/** Arrays of equal length that grow at their ends. They double in size, so that a long run is not copied for every batch. */
class Columns {
  #arrays: Float64Array[];
  length: number;

  constructor(arrays: readonly Float64Array[]) {
    this.#arrays = [...arrays];
    this.length = arrays[0]?.length ?? 0;
  }

  /** The array at an index, without its free space. */
  column(index: number): Float64Array {
    return (this.#arrays[index] ?? NONE).subarray(0, this.length);
  }

  /** Replaces the rows from a step on; the first array has the steps. */
  put(arrays: readonly (readonly number[])[]): void {
    const first = arrays[0]?.[0];
    if (first === undefined) return;
    this.length = lastIndexAtMost(this.column(0), first - 1) + 1;
    const length = this.length + (arrays[0]?.length ?? 0);
    const room = this.#arrays[0]?.length ?? 0;
    if (length > room) {
      const capacity = Math.max(length, room * 2, 256);
      this.#arrays = this.#arrays.map((_, index) => {
        const grown = new Float64Array(capacity);
        grown.set(this.column(index));
        return grown;
      });
    }
    for (const [index, array] of this.#arrays.entries()) array.set(arrays[index] ?? [], this.length);
    this.length = length;
  }
}

/** A series that grows at its end. */
export class SeriesBuilder {
  readonly #values: Columns;
  readonly #means: Columns | null;
  /** Number of values that were added to the start. */
  added = 0;

  constructor({ steps, values, means }: Series = EMPTY_SERIES) {
    this.#values = new Columns([steps, values]);
    this.#means = means && new Columns([means.steps, means.values, means.samples]);
  }

  get lastStep(): number {
    const { length } = this.#values;
    return length === 0 ? -1 : (this.#values.column(0)[length - 1] ?? -1);
  }

  /**
   * Adds rows in order of steps. They replace rows from their first step on: repeated rows are identical, and a resumed
   * run sends its steps again from the checkpoint.
   */
  append(steps: readonly number[], values: readonly number[]): void {
    this.added += steps.length;
    this.#values.put([steps, values]);
    this.#means?.put([steps, values, values]);
  }

  view(): Series {
    const [values, means] = [this.#values, this.#means];
    return {
      steps: values.column(0),
      values: values.column(1),
      means: means && { steps: means.column(0), values: means.column(1), samples: means.column(2) },
    };
  }
}

/** A series with a part of it replaced by a finer one. */
export function withDetail(series: Series, detail: Series, { from, to }: StepRange): Series {
  if (series.means === null || detail.steps.length === 0) return series;
  const fine = detail.means ?? { steps: detail.steps, values: detail.values, samples: detail.values };
  const values = spliced(series.steps, from, to);
  const means = spliced(series.means.steps, from, to);
  return {
    steps: values(series.steps, detail.steps),
    values: values(series.values, detail.values),
    means: {
      steps: means(series.means.steps, fine.steps),
      values: means(series.means.values, fine.values),
      samples: means(series.means.samples, fine.samples),
    },
  };
}

/** Returns a function that replaces what an array has at the steps of a range. */
function spliced(
  steps: Float64Array,
  from: number,
  to: number,
): (array: Float64Array, part: Float64Array) => Float64Array {
  const start = lastIndexAtMost(steps, from - 1) + 1;
  const end = lastIndexAtMost(steps, to) + 1;
  return (array, part) => {
    const all = new Float64Array(start + part.length + array.length - end);
    all.set(array.subarray(0, start));
    all.set(part, start);
    all.set(array.subarray(end), start + part.length);
    return all;
  };
}

/** Index of the last element that is at most `limit`, or -1. */
export function lastIndexAtMost(sorted: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
