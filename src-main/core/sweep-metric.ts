import { refusal } from '../contract/error';
import type { ModelInfo } from '../contract/model';
import { stopMetrics, sweepMetrics, type SweepMetric } from '../presentation/sweeps';

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

/** Returns the metric by which runs of a sweep are stopped early. @throws WorkbenchError `sweep.stop-metric-unknown` */
export function stopMetric(id: string, model: ModelInfo): SweepMetric {
  const known = stopMetrics(model);
  const found = known.find((metric) => metric.id === id);
  if (found !== undefined) return found;
  const choices = known.map((metric) => metric.id);
  throw refusal('sweep.stop-metric-unknown', { metric: id, model: model.id, choices });
}
