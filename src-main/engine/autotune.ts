import { at } from '../contract/at';
/** Number of calls of each kind whose times are compared; the first one is ignored, because it includes preparation. */
const CALLS = 8;

/**
 * Chooses how many steps a call runs: tries each of `counts` while training, and keeps the one with the least median
 * step time.
 * @param counts ascending, beginning with 1
 */
export function autotune(counts: readonly number[]) {
  const times = new Map(counts.map((count) => [count, [] as number[]]));
  let chosen = counts.length === 1 ? at(counts, 0) : null;

  const choose = (): number => {
    const medians = counts.map((count) => median((times.get(count) ?? []).slice(1)) / count);
    return at(counts, medians.indexOf(Math.min(...medians)));
  };
  return {
    /** How many steps the next call should run, at most `limit`. */
    next(limit: number): number {
      const wanted = chosen ?? counts.find((count) => (times.get(count)?.length ?? 0) <= CALLS) ?? 1;
      return wanted <= limit ? wanted : 1;
    },
    record(count: number, ms: number): void {
      if (chosen !== null) return;
      const recorded = times.get(count);
      if (recorded !== undefined && recorded.length <= CALLS) recorded.push(ms);
      if ([...times.values()].every(({ length }) => length > CALLS)) chosen = choose();
    },
    get chosen() {
      return chosen;
    },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Infinity;
}
