import { refusal } from '../contract/error';
import { selectableMetrics, type ModelInfo } from '../contract/model';
import { QUALITY_METRICS } from '../evaluation/registry';

/** A metric that runs of a sweep are compared by. */
export interface SweepMetric {
  readonly id: string;
  readonly better: 'lower' | 'higher';
  /** Whether it is measured on samples by an evaluation; otherwise on the validation split by the training. */
  readonly ofSamples: boolean;
}

/**
 * Runs are compared by what is measured on many items: a metric of the validation split, or the quality of samples. A
 * training metric is of one batch.
 * @throws WorkbenchError `sweep.metric-unknown`
 */
export function sweepMetric(id: string, model: ModelInfo): SweepMetric {
  const found = sweepMetrics(model).find((metric) => metric.id === id);
  if (found !== undefined) return found;
  throw refusal('sweep.metric-unknown', {
    metric: id,
    model: model.id,
    choices: sweepMetrics(model).map((metric) => metric.id),
  });
}

function sweepMetrics(model: ModelInfo): SweepMetric[] {
  const validation = selectableMetrics(model)
    .filter(({ split }) => split === 'validation')
    .flatMap(({ name, better }) => (better === 'neither' ? [] : [{ id: name, better, ofSamples: false }]));
  const quality = QUALITY_METRICS.flatMap(({ id, better }) =>
    better === 'neither' ? [] : [{ id, better, ofSamples: true }],
  );
  return [
    ...validation,
    ...(model.figures.includes('samples') || model.figures.includes('points') ? quality : []),
  ];
}
