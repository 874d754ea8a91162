import type { Run } from '../../src-main/contract/run';
import { levelShares, type Halving } from '../../src-main/contract/sweep';

/** The runs to launch. */
export interface Launch {
  readonly model: string;
  readonly dataset: string;
  readonly batchSize: unknown;
  /** Steps of each run. */
  readonly steps: number;
  readonly runs: number;
  readonly halving?: Halving | undefined;
}

/** Fewer steps give a poor estimate, because the first ones take longest. */
const LEAST_STEPS = 50;

/**
 * The newest run from which to estimate the step time: with the same model and batch size, and on the same dataset if
 * there is one.
 */
export function referenceRun(runs: readonly Run[], { model, dataset, batchSize }: Launch): Run | undefined {
  const alike = runs.filter(
    ({ config, step, elapsedMs }) =>
      config.model === model &&
      config.hyperparameters['batchSize'] === batchSize &&
      step >= LEAST_STEPS &&
      elapsedMs > 0,
  );
  const newest = (some: readonly Run[]) =>
    some.reduce<Run | undefined>(
      (found, run) => (found === undefined || run.id > found.id ? run : found),
      undefined,
    );
  return newest(alike.filter(({ config }) => config.dataset === dataset)) ?? newest(alike);
}

/** Total steps of all runs; with successive halving, the expected number. */
export function stepsInAll({ steps, runs, halving }: Pick<Launch, 'steps' | 'runs' | 'halving'>): number {
  if (halving === undefined) return steps * runs;
  let [before, left, sum] = [0, runs, 0];
  for (const share of levelShares(halving)) {
    sum += left * (share - before) * steps;
    before = share;
    left = Math.max(1, Math.floor(left / halving.factor));
  }
  return Math.round(sum);
}

/** Milliseconds of training, with the runs one after the other. */
export function estimatedMs(reference: Pick<Run, 'elapsedMs' | 'step'>, launch: Launch): number {
  return (reference.elapsedMs / reference.step) * stepsInAll(launch);
}
