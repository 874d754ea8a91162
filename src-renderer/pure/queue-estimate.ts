import type { Dataset } from '../../src-main/contract/dataset';
import { stepsOf, stepsPerEpoch } from '../../src-main/contract/epoch';
import type { ModelInfo } from '../../src-main/contract/model';
import type { Run } from '../../src-main/contract/run';
import { referenceRun } from './launch-estimate';

interface Known {
  readonly runs: readonly Run[];
  model(id: string): ModelInfo | undefined;
  dataset(id: string): Dataset | undefined;
}

/**
 * Milliseconds until a run has used up its budget, or is stopped earlier by its sweep; null if there is no estimate.
 */
export function remainingMs(run: Run, known: Known): number | null {
  const last = lastStepOf(run, known);
  if (last === null) return null;
  const left = Math.max(0, last - run.step);
  if (run.stepsPerSecond !== null && run.stepsPerSecond > 0) return (1000 * left) / run.stepsPerSecond;
  const { model, dataset, hyperparameters } = run.config;
  const launch = { model, dataset, batchSize: hyperparameters['batchSize'], steps: left, runs: 1 };
  const reference = referenceRun(known.runs, launch);
  return reference === undefined ? null : (left * reference.elapsedMs) / reference.step;
}

function lastStepOf({ config, totalSteps, stopAt }: Run, known: Known): number | null {
  if (stopAt !== undefined) return stopAt;
  if (totalSteps !== null) return totalSteps;
  const [model, dataset] = [known.model(config.model), known.dataset(config.dataset)];
  const isKnown = model !== undefined && dataset !== undefined;
  return stepsOf(
    config.budget,
    isKnown ? stepsPerEpoch(model, config.hyperparameters, dataset.trainCount) : null,
  );
}

/** Total of several runs one after the other: runs without an estimate are omitted, and counted. */
export function totalRemaining(runs: readonly Run[], known: Known): { ms: number; unknown: number } {
  const each = runs.map((run) => remainingMs(run, known));
  return {
    ms: each.reduce<number>((sum, ms) => sum + (ms ?? 0), 0),
    unknown: each.filter((ms) => ms === null).length,
  };
}
