/** A metric of a run. */
export interface RunMetric {
  readonly runId: number;
  readonly name: string;
}

/** The means of consecutive values: all arrays have one entry for each mean. */
export interface SeriesMeans {
  /** Middle of the steps. */
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** One of the values, for statistics of all values. */
  readonly samples: Float64Array;
}

/** A metric over time: `values[i]` was measured at `steps[i]`, in order of steps. */
export interface Series {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /**
   * If there are more values than a chart can show: the means of consecutive values. `values` then has the first,
   * lowest, highest and last value of each group, so that no spike is lost. Null if `values` is complete.
   */
  readonly means: SeriesMeans | null;
}

/** Number of values in the head: lengths of `steps` and of `means.steps`. */
const HEAD = 2;

/** Returns the parts of a series as they are sent. */
export function encodeSeries({ steps, values, means }: Series): Float64Array[] {
  return [
    Float64Array.of(steps.length, means?.steps.length ?? 0),
    steps,
    values,
    ...(means === null ? [] : [means.steps, means.values, means.samples]),
  ];
}

/** Reads series that `encodeSeries` wrote one after another. The arrays are views of the buffer. */
export function decodeSeries(buffer: ArrayBuffer): Series[] {
  const all = new Float64Array(buffer);
  const found: Series[] = [];
  for (let at = 0; at < all.length;) {
    const [count = 0, means = 0] = all.subarray(at, at + HEAD);
    at += HEAD;
    const next = (length: number) => all.subarray(at, (at += length));
    found.push({
      steps: next(count),
      values: next(count),
      means: means === 0 ? null : { steps: next(means), values: next(means), samples: next(means) },
    });
  }
  return found;
}
