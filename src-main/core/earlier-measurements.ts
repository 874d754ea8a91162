import { at } from '../contract/at';
import { evaluationOf, type Evaluation } from '../contract/evaluation';
import type { Run } from '../contract/run';
import { windowMeans, windowSteps } from '../contract/window-mean';
import type { SweepMetric } from '../presentation/sweeps';
import type { ReadOnlyStore } from '../store/open';
import type { Measured } from './stop-rule';

/** Means over windows are compared after so many steps: the finest blocks of a window have about as many. */
const COMPARED_EVERY = 25;

/**
 * Yields what was measured of a metric up to the step of a run, in order, as a rule saw it when the run trained: means
 * over windows for a metric of single batches, and all values otherwise. A part takes a few milliseconds.
 */
export function* earlierMeasurements(
  { metrics, qualities }: Pick<ReadOnlyStore, 'metrics' | 'qualities'>,
  run: Pick<Run, 'id' | 'step' | 'stepsPerEpoch'> & { readonly evaluations: readonly Evaluation[] },
  metric: SweepMetric,
): Generator<readonly Measured[], void, void> {
  if (metric.ofSamples) {
    yield qualities
      .list(run.id)
      .filter(({ step }) => step <= run.step)
      .flatMap(({ step, metrics: of }) => {
        const value = of[metric.id]?.value;
        return value === undefined ? [] : [{ step, value }];
      });
    return;
  }
  const isEvaluated = evaluationOf(run, metric.id) !== undefined;
  if (!isEvaluated && run.stepsPerEpoch === null) return;
  const means = isEvaluated ? null : windowMeans(windowSteps(run.stepsPerEpoch ?? 1));
  for (const pairs of metrics.series(run.id, metric.id, { from: 0, to: run.step })) {
    const found: Measured[] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      const [step, value] = [at(pairs, i), at(pairs, i + 1)];
      if (means === null) {
        found.push({ step, value });
        continue;
      }
      means.add(step, value);
      const mean = step % COMPARED_EVERY === 0 ? means.last() : null;
      if (mean !== null) found.push({ step: mean.to, value: mean.mean });
    }
    yield found;
  }
}
