import type { MetricRows } from '../contract/run';
import type { ReadOnlyStore } from './open';

/** Number of rows of each metric in a slice: about 300 KB of JSON with eight metrics, read in a few milliseconds. */
const SLICE_ROWS = 1000;

const BEFORE_ALL = -1;

export interface MetricSlice {
  readonly rows: MetricRows[];
  /** Whether more rows can be read right away. */
  readonly more: boolean;
}

export interface CursorStart {
  /**
   * The last known step of each metric, since a rarely measured metric may be recorded after others of the same step.
   */
  readonly after?: Readonly<Record<string, number>>;
  /** Whether all rows of the other metrics are read, too; true by default. */
  readonly others?: boolean;
}

/**
 * Reads a run's metrics side by side, in order of steps: within a slice all metrics reach the same step, so that no
 * step is split between two.
 */
export function metricCursor(
  { metrics }: Pick<ReadOnlyStore, 'metrics'>,
  runId: number,
  { after = {}, others = true }: CursorStart = {},
) {
  const reached = new Map(Object.entries(after));
  const lastOf = (name: string) => reached.get(name) ?? BEFORE_ALL;

  return {
    read(): MetricSlice {
      const names = metrics.names(runId).filter((name) => others || name in after);
      const parts = names.map((name) => metrics.after(runId, name, lastOf(name), SLICE_ROWS));
      const full = parts.filter(({ steps }) => steps.length === SLICE_ROWS);
      const upTo = Math.min(...full.map(({ steps }) => steps[SLICE_ROWS - 1] ?? Infinity));
      const rows = parts.map((part) => cut(part, upTo)).filter(({ steps }) => steps.length > 0);
      for (const { name, steps } of rows) reached.set(name, steps[steps.length - 1] ?? lastOf(name));
      return { rows, more: full.length > 0 };
    },
    /** Reads steps after this one again, because a resumed run records them again. */
    rewind(step: number): void {
      for (const [name, last] of reached) reached.set(name, Math.min(last, step));
    },
  };
}

function cut({ name, steps, values }: MetricRows, upTo: number): MetricRows {
  const end = steps.findIndex((step) => step > upTo);
  return end < 0
    ? { name, steps, values }
    : { name, steps: steps.slice(0, end), values: values.slice(0, end) };
}
