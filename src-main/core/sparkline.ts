import type { MetricValue } from '../store/metrics';

/** The limit of `Run.sparkline`. */
const MAX_POINTS = 32;

/**
 * Thins a series while it grows: keeps one value every n steps, and doubles n when there are too many. The cost per
 * step is constant, whereas selecting from all rows would cost more and more.
 */
export function createSparkline() {
  let kept: MetricValue[] = [];
  let every = 1;
  let last: MetricValue | null = null;

  function add(step: number, value: number): void {
    const before = kept[kept.length - 1];
    if (before === undefined || step >= before.step + every) kept.push({ step, value });
    last = { step, value };
    // One point is reserved for the last value.
    if (kept.length < MAX_POINTS) return;
    kept = kept.filter((_, index) => index % 2 === 0);
    every *= 2;
  }

  return {
    add,
    /**
     * Has the same result as adding all values of a series, but reads only those that are kept.
     * @param next returns the first value at or after a step; null if there is none
     */
    restore(first: MetricValue, end: MetricValue, next: (step: number) => MetricValue | null): void {
      while ((end.step - first.step) / every >= MAX_POINTS - 1) every *= 2;
      for (let value: MetricValue | null = first; value !== null; value = next(value.step + every))
        kept.push(value);
      last = end;
    },
    /** Returns the points from the first value to the last. */
    points(): number[] {
      const values = kept.map(({ value }) => value);
      if (last !== null && last.step !== kept[kept.length - 1]?.step) values.push(last.value);
      return values;
    },
  };
}
