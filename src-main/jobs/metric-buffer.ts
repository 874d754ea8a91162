import { at } from '../contract/at';
import { ELAPSED_METRIC, type MetricRows } from '../contract/run';

/** Metrics read from the device, on their way to the host. */
export function metricBuffer() {
  let rows = new Map<string, MetricRows>();
  const push = (name: string, step: number, value: number) => {
    let series = rows.get(name);
    if (series === undefined) rows.set(name, (series = { name, steps: [], values: [] }));
    series.steps.push(step);
    series.values.push(value);
  };
  return {
    /**
     * Adds the metrics of the steps after `step`, one row of `values` per step.
     * @returns the first step with a value that is not finite: it and later ones are not added; null if there is none
     */
    addSteps(
      names: readonly string[],
      step: number,
      values: readonly Float32Array[],
      elapsedMs: readonly number[],
    ) {
      for (const [i, row] of values.entries()) {
        const number = step + i + 1;
        const bad = row.findIndex((value) => !Number.isFinite(value));
        if (bad >= 0) return { step: number, metric: at(names, bad), value: at(row, bad) };
        names.forEach((name, column) => push(name, number, at(row, column)));
        push(ELAPSED_METRIC, number, Math.round(at(elapsedMs, i) * 100) / 100);
      }
      return null;
    },
    add: push,
    take(): MetricRows[] {
      const taken = [...rows.values()];
      rows = new Map();
      return taken;
    },
  };
}
