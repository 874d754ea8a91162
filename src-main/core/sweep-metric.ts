import { refusal } from '../contract/error';
import type { ModelInfo } from '../contract/model';
import { sweepMetrics, type SweepMetric } from '../presentation/sweeps';

/** Returns the metric by which runs of a sweep are promoted. @throws WorkbenchError `sweep.metric-unknown` */
export function sweepMetric(id: string, model: ModelInfo): SweepMetric {
  const known = sweepMetrics(model);
  const found = known.find((metric) => metric.id === id);
  if (found !== undefined) return found;
  throw refusal('sweep.metric-unknown', {
    metric: id,
    model: model.id,
    choices: known.map((metric) => metric.id),
  });
}
