/** As many as `Run.sparkline` may hold. */
const MAX_POINTS = 32;

/**
 * Thins a series while it grows: keeps every n-th value, and doubles n when there are too many. Costs nothing a step,
 * where picking from all rows would cost ever more.
 */
export function createSparkline(values: Iterable<number> = []) {
  let kept: number[] = [];
  let every = 1;
  let seen = 0;
  let last: number | null = null;

  function add(value: number): void {
    if (seen % every === 0) kept.push(value);
    seen++;
    last = value;
    // One place is kept for the last value.
    if (kept.length < MAX_POINTS) return;
    kept = kept.filter((_, index) => index % 2 === 0);
    every *= 2;
  }
  for (const value of values) add(value);

  return {
    add,
    /** From the first value to the last. */
    points: (): number[] => (last === null || (seen - 1) % every === 0 ? [...kept] : [...kept, last]),
  };
}
