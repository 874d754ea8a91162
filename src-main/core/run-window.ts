import { at } from '../contract/at';
import type { MetricRows } from '../contract/run';
import { windowMeans, windowSteps, type RunWindow, type WindowMeans } from '../contract/window-mean';
import type { ReadOnlyStore } from '../store/open';

/**
 * Computes the means of a run's training metrics over its newest window while the run is recorded.
 * @param isTraining whether a metric is measured on the batch of a step
 */
export function createRunWindow(
  metrics: Pick<ReadOnlyStore['metrics'], 'names' | 'last' | 'after'>,
  runId: number,
  isTraining: (name: string) => boolean,
) {
  let means = new Map<string, WindowMeans>();
  /** Null until the length of an epoch is known. */
  let steps: number | null = null;

  function add({ name, steps: recorded, values }: MetricRows): void {
    if (steps === null || !isTraining(name)) return;
    let own = means.get(name);
    if (own === undefined) means.set(name, (own = windowMeans(steps)));
    for (let i = 0; i < recorded.length; i++) own.add(at(recorded, i), at(values, i));
  }

  return {
    /** Reads the recorded rows that the window covers, and the rest of its first block. */
    begin(stepsPerEpoch: number | null): void {
      means = new Map();
      steps = stepsPerEpoch === null ? null : windowSteps(stepsPerEpoch);
      if (steps === null) return;
      const enough = 2 * steps;
      for (const name of metrics.names(runId)) {
        const last = metrics.last(runId, name);
        if (last !== null) add(metrics.after(runId, name, last.step - enough, enough));
      }
    },
    add,
    current(): RunWindow | null {
      const all = [...means].flatMap(([name, own]) => {
        const last = own.last();
        return last === null ? [] : [{ name, ...last }];
      });
      const newest = all.reduce<(typeof all)[number] | null>(
        (found, one) => (found === null || one.to > found.to ? one : found),
        null,
      );
      if (newest === null) return null;
      const { from, to } = newest;
      const together = all.filter((one) => one.from === from && one.to === to);
      const entries = together.map(({ name, mean, margin }) => [name, { mean, margin }] as const);
      return { from, to, metrics: Object.fromEntries(entries) };
    },
  };
}
