/** Metrics of made-up runs. */
import { detailFor, metricSummary, type MetricSummary } from '../reports/metric-summary';

export const STEPS_PER_EPOCH = 938;

export function noise(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
}

export interface Series {
  readonly name: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

function series(name: string, steps: number, every: number, valueAt: (step: number) => number): Series {
  const at = Array.from({ length: Math.floor(steps / every) }, (_, i) => (i + 1) * every);
  return { name, steps: at, values: at.map(valueAt) };
}

export function summaryOf(
  name: string,
  steps: readonly number[],
  values: readonly number[],
  stepsPerEpoch = STEPS_PER_EPOCH,
): MetricSummary {
  const extent = { count: steps.length, firstStep: steps[0] ?? 0, lastStep: steps[steps.length - 1] ?? 0 };
  const summary = metricSummary(name, extent, detailFor(1), stepsPerEpoch);
  summary.add(steps, values);
  const ended = summary.end();
  if (ended === null) throw new RangeError(`${name} has no values.`);
  return ended;
}

export function ganMetrics(steps: number, seed: number): Series[] {
  const random = noise(seed);
  const rise = (step: number) => 1 - Math.exp(-step / 3000);
  return [
    series(
      'g_loss',
      steps,
      1,
      (step) => 0.7 + 1.6 * rise(step) + 0.4 * random() + 0.2 * Math.sin(step / 900),
    ),
    series(
      'd_loss',
      steps,
      1,
      (step) => 1.386 - 0.6 * rise(step) + 0.2 * random() - 0.1 * Math.sin(step / 900),
    ),
    series('d_real', steps, 1, (step) => 0.5 + 0.22 * rise(step) + 0.06 * random()),
    series('d_fake', steps, 1, (step) => 0.5 - 0.22 * rise(step) + 0.06 * random()),
    series('g_gradient_norm', steps, 1, (step) => 0.1 + 2 * rise(step) * (1 + 0.6 * random())),
    series('elapsed_ms', steps, 1, (step) => step * 6.8),
  ];
}

export function vaeMetrics(steps: number, seed: number): Series[] {
  const random = noise(seed);
  const curve = (step: number) => 138 + 60 * Math.exp(-step / 4000) + 350 * Math.exp(-step / 120) + seed;
  return [
    series('loss', steps, 1, (step) => curve(step) + 5 * random()),
    series('validation_loss', steps, STEPS_PER_EPOCH, (step) => curve(step) + 2),
    series('kl_divergence', steps, 1, (step) => 6.4 * (1 - Math.exp(-step / 2500)) + 0.3 * random()),
    series('gradient_norm', steps, 1, (step) => 12 + 200 * Math.exp(-step / 200) + 3 * random()),
    series('elapsed_ms', steps, 1, (step) => step * 4.6),
  ];
}
