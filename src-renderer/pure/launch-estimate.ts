import type { Run } from '../../src-main/contract/run';
import { levelShares, type Halving } from '../../src-main/contract/sweep';

/** What is to be launched. */
export interface Launch {
  readonly model: string;
  readonly dataset: string;
  readonly batchSize: unknown;
  /** Of each run. */
  readonly steps: number;
  readonly runs: number;
  readonly halving?: Halving | undefined;
}

/** Too few steps say little: the first ones take longest. */
const LEAST_STEPS = 50;

/**
 * The newest run that says how long a step takes: of the same model and batch size, on the same dataset where there is
 * one.
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

/** Steps of all runs together; with successive halving, of as many as are expected to train on. */
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

/** Milliseconds of training, one run after the other. */
export function estimatedMs(reference: Pick<Run, 'elapsedMs' | 'step'>, launch: Launch): number {
  return (reference.elapsedMs / reference.step) * stepsInAll(launch);
}
