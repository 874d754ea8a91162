import type { QualityEffort } from '../contract/quality';
import { FEATURE_MEASUREMENTS } from './feature-metrics';
import type { Measured } from './measured';
import {
  has,
  type Details,
  type EvaluationContext,
  type EvaluationInput,
  type Measurement,
  type Panel,
  type QualityMetric,
} from './measurement';
import { CLASS_MEASUREMENTS, IMAGE_MEASUREMENTS } from './image-metrics';
import { POINT_MEASUREMENTS } from './point-metrics';
import { POSTERIOR_MEASUREMENTS } from './posterior-metrics';
import { part, type Steps } from './steps';

/** All measurements, in the order in which their metrics are shown. */
export const MEASUREMENTS: readonly Measurement[] = [
  ...FEATURE_MEASUREMENTS,
  ...CLASS_MEASUREMENTS,
  ...POINT_MEASUREMENTS,
  ...IMAGE_MEASUREMENTS,
  ...POSTERIOR_MEASUREMENTS,
];

export const QUALITY_METRICS: readonly QualityMetric[] = MEASUREMENTS.flatMap(({ metrics }) => metrics);

/** Returns the ids of a panel's metrics. */
export function metricsOf(panel: Panel): string[] {
  return QUALITY_METRICS.filter((metric) => metric.panel === panel).map(({ id }) => id);
}

/** Returns the ids of an evaluation's metrics: all of them, or all except the slow ones. */
export function metricsFor(effort: QualityEffort): string[] {
  const measured = MEASUREMENTS.filter(({ isSlow }) => effort === 'full' || isSlow !== true);
  return measured.flatMap(({ metrics }) => metrics.map(({ id }) => id));
}

export interface Evaluated {
  /** Values by metric id, of the requested metrics whose inputs are given and that have a value. */
  readonly values: Readonly<Record<string, Measured>>;
  /** Details by measurement id. */
  readonly details: Readonly<Record<string, Details>>;
}

/** Relative times, for the progress. */
const WEIGHTS = { low: 1, medium: 10, high: 30 };

/**
 * Measures those metrics of `ids` whose inputs are given, and runs each measurement once.
 * @throws WorkbenchError `evaluation.…` if the input does not fit; see the metrics' functions
 */
export function* evaluate(
  input: EvaluationInput,
  ids: readonly string[],
  context: EvaluationContext,
): Steps<Evaluated> {
  const asked = new Set(ids);
  const measurements = MEASUREMENTS.filter(
    ({ metrics, needs }) => metrics.some(({ id }) => asked.has(id)) && has(input, needs),
  );
  const total = measurements.reduce((sum, { cost }) => sum + WEIGHTS[cost], 0);
  const values: Record<string, Measured> = {};
  const details: Record<string, Details> = {};
  let done = 0;
  for (const { id, cost, measure } of measurements) {
    const from = done / total;
    done += WEIGHTS[cost];
    const outcome = yield* part(measure(input, context), from, done / total);
    yield done / total;
    for (const [metric, value] of Object.entries(outcome.values)) {
      if (asked.has(metric)) values[metric] = value;
    }
    if (outcome.details !== undefined) details[id] = outcome.details;
  }
  return { values, details };
}
