/** Calls of each kind whose times are compared; the first one is thrown away, since it prepares what it runs. */
const TRIALS = 8;

/**
 * Chooses how many steps a call runs: tries each of `counts` in turn while they run, and stays with the fastest by the
 * median time of a step.
 * @param counts ascending, beginning with 1
 */
export function chooseByTrial(counts: readonly number[]) {
  const times = new Map(counts.map((count) => [count, [] as number[]]));
  let chosen = counts.length === 1 ? (counts[0] ?? 1) : null;

  const choose = (): number => {
    const medians = counts.map((count) => median((times.get(count) ?? []).slice(1)) / count);
    return counts[medians.indexOf(Math.min(...medians))] ?? 1;
  };
  return {
    /** How many steps the next call runs, `limit` at most. */
    next(limit: number): number {
      const wanted = chosen ?? counts.find((count) => (times.get(count)?.length ?? 0) <= TRIALS) ?? 1;
      return wanted <= limit ? wanted : 1;
    },
    took(count: number, ms: number): void {
      if (chosen !== null) return;
      const taken = times.get(count);
      if (taken !== undefined && taken.length <= TRIALS) taken.push(ms);
      if ([...times.values()].every(({ length }) => length > TRIALS)) chosen = choose();
    },
    get chosen() {
      return chosen;
    },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Infinity;
}
