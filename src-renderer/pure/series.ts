import { at } from '../../src-main/contract/at';
/** A metric over time: `values[i]` was measured at `steps[i]`, in order of steps. */
export interface Series {
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

export const EMPTY_SERIES: Series = { steps: new Float64Array(0), values: new Float64Array(0) };

/** Converts the (step, value) pairs of a metric file to a series. */
export function seriesOfPairs(pairs: Float64Array): Series {
  const count = pairs.length >> 1;
  const steps = new Float64Array(count);
  const values = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    steps[index] = at(pairs, 2 * index);
    values[index] = at(pairs, 2 * index + 1);
  }
  return { steps, values };
}

/** A series that grows at its end. Buffers double in size, so that a long run is not copied for every batch. */
export class SeriesBuilder {
  #steps: Float64Array;
  #values: Float64Array;
  #length: number;

  constructor(start: Series = EMPTY_SERIES) {
    this.#steps = start.steps;
    this.#values = start.values;
    this.#length = start.steps.length;
  }

  get lastStep(): number {
    return this.#length === 0 ? -1 : (this.#steps[this.#length - 1] ?? -1);
  }

  /**
   * Adds rows in order of steps. They replace rows from their first step on: repeated rows are identical, and a resumed
   * run sends its steps again from the checkpoint.
   */
  append(steps: readonly number[], values: readonly number[]): void {
    const [first] = steps;
    if (first === undefined) return;
    if (first <= this.lastStep) {
      this.#length = lastIndexAtMost(this.#steps.subarray(0, this.#length), first - 1) + 1;
    }
    this.#reserve(this.#length + steps.length);
    this.#steps.set(steps, this.#length);
    this.#values.set(values, this.#length);
    this.#length += steps.length;
  }

  view(): Series {
    return {
      steps: this.#steps.subarray(0, this.#length),
      values: this.#values.subarray(0, this.#length),
    };
  }

  #reserve(length: number): void {
    if (length <= this.#steps.length) return;
    const capacity = Math.max(length, this.#steps.length * 2, 256);
    const steps = new Float64Array(capacity);
    const values = new Float64Array(capacity);
    steps.set(this.#steps.subarray(0, this.#length));
    values.set(this.#values.subarray(0, this.#length));
    this.#steps = steps;
    this.#values = values;
  }
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
