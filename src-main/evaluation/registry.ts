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

/** All quality metrics, in the order in which they are shown, by what is measured in one go. */
export const MEASUREMENTS: readonly Measurement[] = [
  ...FEATURE_MEASUREMENTS,
  ...CLASS_MEASUREMENTS,
  ...POINT_MEASUREMENTS,
  ...IMAGE_MEASUREMENTS,
  ...POSTERIOR_MEASUREMENTS,
];

export const QUALITY_METRICS: readonly QualityMetric[] = MEASUREMENTS.flatMap(({ metrics }) => metrics);

/** Ids of the metrics of a panel. */
export function metricsOf(panel: Panel): string[] {
  return QUALITY_METRICS.filter((metric) => metric.panel === panel).map(({ id }) => id);
}

/** Ids of the metrics of an evaluation: all of them, or without those that take long. */
export function metricsFor(effort: QualityEffort): string[] {
  const measured = MEASUREMENTS.filter(({ isSlow }) => effort === 'full' || isSlow !== true);
  return measured.flatMap(({ metrics }) => metrics.map(({ id }) => id));
}

export interface Evaluated {
  /** By the metrics' ids: those that were asked for, where there is what they need, and they have a value. */
  readonly values: Readonly<Record<string, Measured>>;
  /** By the measurements' ids. */
  readonly details: Readonly<Record<string, Details>>;
}

/** Times relative to each other, for the progress. */
const WEIGHTS = { low: 1, medium: 10, high: 30 };

/**
 * Measures the metrics of `ids` of all that is given, each measurement once.
 * @throws WorkbenchError `evaluation.…` where the input does not fit; see the metrics' functions
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
